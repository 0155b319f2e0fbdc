import type { Evidence } from '../../checklist/verdict.ts';
import type { Sentence } from '../../errors.ts';
import type { ScoredItem } from '../../scorecard/scorecard.ts';
import type { OpenedCall } from './facts.ts';

/** A place in a call worth hearing. */
export interface Moment {
  callId: string;
  itemId: string;
  /** What the item is called, or what its failing is called. */
  title: Sentence;
  explanation: Sentence;
  /** Null where the evidence has no words or no place in the recording. */
  quote: string | null;
  startSeconds: number | null;
  endSeconds: number | null;
  /** Where the recording lies, as the library knows it. */
  file: string;
}

/** A clip starts a little before what it is about, so that one hears how it came to that. */
const LEAD_SECONDS = 1;
const LONGEST_SECONDS = 20;

/** The place of an item's verdict in an opened call; null when it was not scored there. */
export function momentOf({ scorecard, file, durationSeconds }: OpenedCall, itemId: string): Moment | null {
  const item = scorecard.items.find((one) => one.itemId === itemId);
  if (item?.verdict.kind !== 'scored') return null;
  const { outcome, explanation, evidence } = item.verdict;
  const place = bestPlace(evidence);
  const start = place?.span ? Math.max(0, place.span.start - LEAD_SECONDS) : null;
  const callSeconds = durationSeconds ?? Number.POSITIVE_INFINITY;
  return {
    callId: scorecard.callId,
    itemId,
    title: outcome === 'pass' ? item.title : item.failureTitle,
    explanation,
    quote: place?.quote || null,
    startSeconds: start,
    endSeconds: start === null ? null : Math.min(place!.span!.end + LEAD_SECONDS, start + LONGEST_SECONDS, callSeconds),
    file,
  };
}

/** Evidence with words and a place before one with a place alone. */
function bestPlace(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.find(({ span, quote }) => span && quote) ?? evidence.find(({ span }) => span) ?? evidence[0];
}

/** Items of an opened call that passed on words of the agent. */
export function quotedPasses({ scorecard }: OpenedCall): ScoredItem[] {
  return scorecard.items.filter(
    ({ verdict }) =>
      verdict.kind === 'scored' &&
      verdict.outcome === 'pass' &&
      verdict.evidence.some(({ quote, span, participant }) => quote && span && participant === 'agent'),
  );
}
