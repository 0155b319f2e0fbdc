import type { Channel } from '../analysis.ts';
import { sampleRange } from '../audio/blocks.ts';
import { hull, type TimeSpan } from '../timespan.ts';
import { type CadenceRun, periodsOf } from './cadence.ts';

/** Between the bursts of a tone, and around a single ring, the line is this much quieter. Noise may be 10 dB below. */
const LEAST_DROP_DB = 8;
/** A single ring is believed only when it stands alone for this long. */
const ALONE_SECONDS = 0.3;

/** True when the line is quiet where the rhythm says so. Rings that repeat every few seconds need no more proof. */
export function isQuietAround(channel: Channel, run: CadenceRun): boolean {
  const { cadence, bursts: heard } = run;
  const first = heard[0]!;
  const most = meanPower(channel, first) * 10 ** (-LEAST_DROP_DB / 10);
  const isQuiet = (span: TimeSpan) => meanPower(channel, span) <= most;
  if (cadence.kind !== 'ringback') {
    const pauses = heard.slice(1).map((burst, index) => inner(heard[index]!.end, burst.start));
    // One burst without a pause is a tone that goes on and on.
    return pauses.length === 0 || 2 * pauses.filter(isQuiet).length > pauses.length;
  }
  if (periodsOf(run) > 1) return true;
  const { start, end } = hull(first, heard.at(-1)!);
  // At the end of the recording nothing shows that the tone stopped by itself: it may be a dial tone.
  if (end + ALONE_SECONDS > channel.length / channel.sampleRateHz) return false;
  return [inner(start - ALONE_SECONDS, start), inner(end, end + ALONE_SECONDS)].every(isQuiet);
}

/** Mean square over a (short) span, without a constant offset; 0 without samples. */
function meanPower(channel: Channel, span: TimeSpan): number {
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
