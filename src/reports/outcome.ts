import type { HeadlinePoint, Scorecard } from '../scorecard/scorecard.ts';

/** How a verdict or a headline point came out, in one word. */
export type Outcome = HeadlinePoint['outcome'];

/** The sign of each outcome, readable without colour. Also used in the page. */
export const OUTCOME_SIGNS: Record<Outcome, string> = {
  pass: '✓',
  partial: '◐',
  fail: '✗',
  undecided: '?',
  notApplicable: '–',
  error: '!',
};

/** What needs attention first. */
export { WORST_FIRST as OUTCOME_ORDER } from '../scorecard/outcome.ts';

/** True when a score stands but too much is undecided for it to be final; its note says how much. */
export function isProvisional({ score, scoreNote, fatalItemIds }: Scorecard): boolean {
  return score !== null && scoreNote !== null && fatalItemIds.length === 0;
}
