import { complement, contains, durationSeconds, equalParts, secondsInto, type TimeSpan } from '../timespan.ts';

/** A cut leaves at least this much on both sides: a crumb is not worth a pause. */
const MIN_PART_SECONDS = 1;

/**
 * Cuts a span that is too long in the middle of its longest pause, again and again until every part fits. Without any
 * pause it is cut into equal parts.
 *
 * @param speech the undisturbed decisions inside the span (a span list): what lies between them are the pauses.
 * @returns parts that touch each other, none longer than `maxSeconds`.
 */
export function cutLong(span: TimeSpan, speech: readonly TimeSpan[], maxSeconds: number): TimeSpan[] {
  if (durationSeconds(span) <= maxSeconds) return [span];
  const inner = { start: span.start + MIN_PART_SECONDS, end: span.end - MIN_PART_SECONDS };
  const pauses = complement(speech, span).filter((pause) => contains(inner, middle(pause)));
  if (pauses.length === 0) return equalParts(span, maxSeconds);
  const longest = pauses.reduce((best, pause) => (durationSeconds(pause) > durationSeconds(best) ? pause : best));
  const at = middle(longest);
  return [
    ...cutLong({ start: span.start, end: at }, speech, maxSeconds),
    ...cutLong({ start: at, end: span.end }, speech, maxSeconds),
  ];
}

function middle(span: TimeSpan): number {
  return span.start + secondsInto(span, span.end) / 2;
}
