import type { HeadlinePoint, Scorecard } from '../scorecard/scorecard.ts';

/** How a verdict or a headline point came out, in one word. */
export type Outcome = HeadlinePoint['outcome'];

/** What is shown of an item: how it came out, or `info` for a fault of one that moves no score. */
export type Mark = Outcome | 'info';

/** The sign of each mark, readable without colour. Also used in the page. */
export const SIGNS: Record<Mark, string> = {
  pass: '✓',
  partial: '◐',
  fail: '✗',
  undecided: '?',
  notApplicable: '–',
  error: '!',
  info: 'i',
};

/** What needs attention first. */
export { WORST_FIRST as OUTCOME_ORDER } from '../scorecard/outcome.ts';

/** True when a score stands but too much is undecided for it to be final; its note says how much. */
export function isProvisional({ score, scoreNote, fatalItemIds }: Scorecard): boolean {
  return score !== null && scoreNote !== null && fatalItemIds.length === 0;
}
