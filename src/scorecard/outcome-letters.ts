import { isLeftToPeople } from './outcome.ts';
import type { ScoredItem } from './scorecard.ts';

/**
 * Verdicts of a call as a line of letters, one per item in the order of the checklist: small enough that a report can count
 * a hundred thousand calls without opening a scorecard. `p` pass, `f` fail, `1`…`9` partial by tenths of its score, `u`
 * undecided in doubt, `h` left to people from the start, `n` not applicable, `e` error, `-` not asked on this kind of call.
 */
export function outcomeLetters(order: readonly string[], items: readonly ScoredItem[]): string {
  const byId = new Map(items.map((item) => [item.itemId, item]));
  return order.map((id) => letterOf(byId.get(id))).join('');
}

/** The letter of one item; `-` for one that the call's scorecard does not have. */
export function letterOf(item: Pick<ScoredItem, 'treatment' | 'verdict'> | undefined): string {
  if (!item) return '-';
  const { verdict } = item;
  if (verdict.kind === 'scored') {
    if (verdict.outcome !== 'partial') return verdict.outcome === 'pass' ? 'p' : 'f';
    return String(Math.min(9, Math.max(1, Math.round(verdict.score * 10))));
  }
  if (verdict.kind === 'undecided') return isLeftToPeople(item) ? 'h' : 'u';
  return verdict.kind === 'notApplicable' ? 'n' : 'e';
}

/** The score 0…1 that a letter stands for; null for one without a score. */
export function scoreOfLetter(letter: string): number | null {
  if (letter === 'p') return 1;
  if (letter === 'f') return 0;
  return letter >= '1' && letter <= '9' ? Number(letter) / 10 : null;
}
