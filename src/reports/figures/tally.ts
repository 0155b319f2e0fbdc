import type { Sentence } from '../../errors.ts';
import type { ItemWords } from '../../scorecard/checklist-row.ts';
import { scoreOfLetter } from '../../scorecard/outcome-letters.ts';
import type { Checklists, LetterFact } from './facts.ts';
import { type Rate, rateOf } from './statistics.ts';

/** How an item came out over many calls. */
export interface ItemTally {
  itemId: string;
  title: Sentence;
  severity: ItemWords['severity'];
  pass: number;
  partial: number;
  fail: number;
  undecided: number;
  leftToPeople: number;
  notApplicable: number;
  error: number;
  /** Passes over passes, partials and fails. */
  passRate: Rate;
  /** Points lost: those of the item × (1 − its score), summed over calls. */
  lostPoints: number;
}

type Count = 'pass' | 'partial' | 'fail' | 'undecided' | 'leftToPeople' | 'notApplicable' | 'error';
const COUNT_OF: Record<string, Count> = {
  p: 'pass',
  f: 'fail',
  u: 'undecided',
  h: 'leftToPeople',
  n: 'notApplicable',
  e: 'error',
};
const LETTERS = [...'pfuhne123456789'];

/** Items of calls by lost points, the worst first. An item of several checklists is one, with the newest one's words. */
export function tallyItems(facts: readonly LetterFact[], checklists: Checklists): ItemTally[] {
  const counts = countLetters(facts, checklists);
  const tallies = new Map<string, ItemTally>();
  for (const [key, { items }] of checklists) {
    const ofChecklist = counts.get(key);
    if (!ofChecklist) continue;
    items.forEach((item, place) => {
      const tally = tallies.get(item.itemId) ?? emptyTally(item);
      tallies.set(item.itemId, tally);
      for (const [at, letter] of LETTERS.entries()) {
        const calls = ofChecklist[place * LETTERS.length + at]!;
        tally[COUNT_OF[letter] ?? 'partial'] += calls;
        tally.lostPoints += calls * item.weight * (1 - (scoreOfLetter(letter) ?? 1));
      }
    });
  }
  return [...tallies.values()]
    .map((tally) => ({ ...tally, passRate: rateOf(tally.pass, tally.pass + tally.partial + tally.fail) }))
    .sort((a, b) => b.lostPoints - a.lostPoints || b.fail - a.fail || a.itemId.localeCompare(b.itemId));
}

/** By checklist: of every item in turn, how many calls have each letter. */
function countLetters(facts: readonly LetterFact[], checklists: Checklists): Map<string, Uint32Array> {
  const place = new Uint8Array(128).fill(LETTERS.length);
  for (const [at, letter] of LETTERS.entries()) place[letter.charCodeAt(0)] = at;
  const counts = new Map<string, Uint32Array>();
  for (const { checklistKey, letters } of facts) {
    const length = checklists.get(checklistKey)?.items.length ?? 0;
    if (length === 0) continue;
    const ofChecklist = counts.get(checklistKey) ?? new Uint32Array(length * LETTERS.length);
    counts.set(checklistKey, ofChecklist);
    for (let at = 0, item = 0; at < letters.length; at++, item = item + 1 === length ? 0 : item + 1) {
      const letter = place[letters.charCodeAt(at)]!;
      if (letter < LETTERS.length) ofChecklist[item * LETTERS.length + letter]! += 1;
    }
  }
  return counts;
}

function emptyTally({ itemId, title, severity }: ItemWords): ItemTally {
  return {
    itemId,
    title,
    severity,
    pass: 0,
    partial: 0,
    fail: 0,
    undecided: 0,
    leftToPeople: 0,
    notApplicable: 0,
    error: 0,
    passRate: rateOf(0, 0),
    lostPoints: 0,
  };
}

/** Points lost on a scored call on average; null without one. */
export function lostPerCall({ lostPoints }: ItemTally, scoredCalls: number): number | null {
  return scoredCalls > 0 ? lostPoints / scoredCalls : null;
}
