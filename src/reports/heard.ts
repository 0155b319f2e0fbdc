import { merge, type TimeSpan } from '../timespan.ts';

/** Nothing is made out in less, as of a click. */
const LEAST_HEARD_SECONDS = 1;

/** What to listen to of a place in a call so long: one too short to be made out, with what is around it. */
export function heardSpan({ start, end }: TimeSpan, callSeconds: number): TimeSpan {
  const lacking = Math.max(0, LEAST_HEARD_SECONDS - (end - start));
  const from = Math.max(0, Math.min(start - lacking / 2, callSeconds - LEAST_HEARD_SECONDS));
  return { start: from, end: Math.min(callSeconds, Math.max(end, from + LEAST_HEARD_SECONDS)) };
}

/** What to listen to of places in a call so long, in the order of time: those that overlap then are one. */
export function heardSpans(places: readonly TimeSpan[], callSeconds: number): TimeSpan[] {
  return merge(places.map((place) => heardSpan(place, callSeconds)));
}
