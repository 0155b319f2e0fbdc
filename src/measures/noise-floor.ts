import { levelDbfs } from '../audio/levels.ts';
import { complement, padAll, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';

/** Breath and room decay around speech are not the floor. */
const MARGIN_SECONDS = 0.25;
/** Less than this says nothing about the floor. */
const SHORTEST_SECONDS = 1;

/**
 * Noise floor: RMS in dBFS of a participant's channel where nobody speaks (0.25 s away from any speech) and no tone
 * sounds. The other's speech is left out too, because it leaks through headsets and lines. Null with less than 1 s of
 * such time, and where the line is digitally silent then.
 */
export function noiseFloor(
  channel: MeasuredChannel,
  allSpeech: readonly TimeSpan[],
  tones: readonly TimeSpan[],
  durationSeconds: number,
): number | null {
  const whole = { start: 0, end: durationSeconds };
  const quiet = complement(padAll([...allSpeech, ...tones], MARGIN_SECONDS, whole), whole);
  return totalSeconds(quiet) < SHORTEST_SECONDS ? null : levelDbfs(channel.signal, quiet);
}
