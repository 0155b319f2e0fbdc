import type { Verdict } from '../checklist/verdict.ts';
import type { HeadlinePoint, ScoredItem } from './scorecard.ts';

/** How a verdict came out, in one word. */
export type Outcome = HeadlinePoint['outcome'];

/** The worst of several outcomes comes first. */
export const WORST_FIRST: readonly Outcome[] = ['error', 'fail', 'partial', 'undecided', 'pass', 'notApplicable'];

/** How a verdict counts: its outcome when scored, else its kind. */
export function outcomeOf(verdict: Verdict): Outcome {
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
}

/** What the machine would say where a person has the last word; null where it says nothing, or was not asked to. */
export function proposalOf(verdict: Verdict): 'pass' | 'partial' | 'fail' | null {
  return verdict.kind === 'undecided' ? (verdict.proposal ?? null) : null;
}

/** Undecided by design, not by doubt: the item is a person's to judge from the start. */
export function isLeftToPeople({ treatment, verdict }: Pick<ScoredItem, 'treatment' | 'verdict'>): boolean {
  return treatment === 'human' && verdict.kind === 'undecided';
}
