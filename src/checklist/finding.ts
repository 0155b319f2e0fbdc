import type { Sentence } from '../errors.ts';
import type { TimeSpan } from '../timespan.ts';
import type { Evidence } from './verdict.ts';

/** What an operator found on one call. The runner turns it into a verdict; only the runner can make an error. */
export type Finding =
  | { kind: 'pass' | 'partial' | 'fail'; explanation: Sentence; evidence: Evidence[] }
  | { kind: 'notApplicable'; reason: Sentence; evidence: Evidence[] }
  | { kind: 'undecided'; reason: Sentence; evidence: Evidence[]; listenTo: TimeSpan[] };

/** A finding of the given outcome. */
export function found(kind: 'pass' | 'partial' | 'fail', explanation: Sentence, evidence: Evidence[] = []): Finding {
  return { kind, explanation, evidence };
}

/** The item has no place on this call, with the reason. */
export function notApplicable(reason: Sentence, evidence: Evidence[] = []): Finding {
  return { kind: 'notApplicable', reason, evidence };
}

/** The recording cannot show it; `listenTo` is what a reviewer should hear. */
export function undecided(reason: Sentence, listenTo: readonly TimeSpan[], evidence: Evidence[] = []): Finding {
  return { kind: 'undecided', reason, evidence, listenTo: eachOnce(listenTo) };
}

/** Places without those that are in the list already. */
function eachOnce(places: readonly TimeSpan[]): TimeSpan[] {
  return [...new Map(places.map((place) => [`${place.start}–${place.end}`, place])).values()];
}

/** Why, whatever the kind. */
export function reasonOf(finding: Finding): Sentence {
  return 'explanation' in finding ? finding.explanation : finding.reason;
}
