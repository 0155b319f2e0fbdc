import type { Participant } from '../analysis.ts';
import { intersect, merge, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';

/**
 * Where a participant speaks: the union over their channels inside the recording, as a span list. Talk time is its
 * sum in seconds. Source: speech activity.
 */
export function speechOf(
  channels: readonly MeasuredChannel[],
  participant: Participant,
  durationSeconds: number,
): TimeSpan[] {
  const own = channels.filter((one) => one.participant === participant).flatMap((one) => one.speech);
  return intersect(merge(own), [{ start: 0, end: durationSeconds }]);
}

/**
 * Talk share: talk seconds of one participant over the sum of the talk seconds of all (0…1; time both speak counts
 * for both). Null when nobody speaks.
 */
export function talkShare(own: readonly TimeSpan[], everybody: readonly (readonly TimeSpan[])[]): number | null {
  const all = everybody.reduce((sum, speech) => sum + totalSeconds(speech), 0);
  return all > 0 ? totalSeconds(own) / all : null;
}
