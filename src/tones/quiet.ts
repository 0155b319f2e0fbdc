import type { Channel } from '../analysis.ts';
import { sampleRange } from '../audio/blocks.ts';
import type { TimeSpan } from '../timespan.ts';
import { type CadenceRun, periodsOf } from './cadence.ts';

/** Between the bursts of a tone, and around a single ring, the line is this much quieter. Noise may be 10 dB below. */
const LEAST_DROP_DB = 8;
/** A single ring is believed only when it stands alone for this long. */
const ALONE_SECONDS = 0.3;

/**
 * True when the line is quiet where the rhythm says so: around a single ring everywhere; in the pauses of longer runs,
 * and beside them, in more than half of the places, for people speak into them.
 */
export function isQuietAround(channel: Channel, run: CadenceRun): boolean {
  const { cadence, bursts: heard } = run;
  const first = heard[0]!;
  const last = heard.at(-1)!;
  const isRing = cadence.kind === 'ringback';
  const isSingle = isRing && periodsOf(run) <= 1;
  // At the end of the recording nothing shows that the tone stopped by itself: it may be a dial tone.
  if (isSingle && last.end + ALONE_SECONDS > channel.length / channel.sampleRateHz) return false;
  const places = heard.slice(1).flatMap((burst, index) => besides(heard[index]!.end, burst.start));
  if (isRing) places.push(inner(first.start - ALONE_SECONDS, first.start), inner(last.end, last.end + ALONE_SECONDS));
  const most = meanPower(channel, first) * 10 ** (-LEAST_DROP_DB / 10);
  const quiet = places.filter((place) => meanPower(channel, place) <= most).length;
  if (isSingle) return quiet === places.length;
  // A burst without a pause is a tone that goes on and on.
  return places.length === 0 || 2 * quiet > places.length;
}

/** The beginning and the end of a pause. */
function besides(start: number, end: number): TimeSpan[] {
  const seconds = Math.min(ALONE_SECONDS, end - start);
  return [inner(start, start + seconds), inner(end - seconds, end)];
}

/** Mean square over a (short) span, without a constant offset; 0 without samples. */
export function meanPower(channel: Channel, span: TimeSpan): number {
  const { start, end } = sampleRange(channel, span);
  const samples = channel.read(start, end);
  if (samples.length === 0) return 0;
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  return samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0) / samples.length;
}

/** Burst ends are known to about 10 ms and codecs smear them: the pause between two moments without its edges. */
function inner(start: number, end: number): TimeSpan {
  return { start: Math.max(0, start + 0.03), end: Math.max(0, end - 0.03) };
}
