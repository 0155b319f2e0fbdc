import type { Rating } from '../checklist/verdict.ts';
import type { ChecklistRow } from './checklist-row.ts';
import type { Scorecard } from './scorecard.ts';

/** What a person said of one item of one call. */
export interface HumanVerdict {
  /** An item; or for a line of the training form the section it fills. */
  itemId: string;
  outcome: 'pass' | 'partial' | 'fail' | 'na';
  /** For a line of the training form. */
  rating: Rating | null;
  by: string;
  why: string;
  /** ISO 8601. */
  at: string;
}

/** The scorecard with what people said in the place of what the machine said, and the scores that follow from it. */
export function withHumanVerdicts(
  scorecard: Scorecard,
  _checklist: ChecklistRow,
  _verdicts: readonly HumanVerdict[],
): Scorecard {
  return scorecard;
}
