import type { Channel, ToneSpan } from '../analysis.ts';
import { sampleRange } from '../audio/blocks.ts';
import { hull, type TimeSpan } from '../timespan.ts';
import { bursts } from './bursts.ts';
import { type CadenceRun, cadenceRuns } from './cadence.ts';
import { toneFrames } from './frames.ts';

/** Between the bursts of a busy signal the line is this much quieter than in them. */
const LEAST_PAUSE_DROP_DB = 10;
/** A single ring is believed only when it stands alone: quiet before and after it, by this much, for this long. */
const LEAST_ALONE_DROP_DB = 15;
const ALONE_SECONDS = 0.3;

/**
 * Call-progress tones on a channel, sorted by start: ringback, busy and congestion as heard in China and, where the
 * cadence is the same, in other countries with a single tone of 400-480 Hz. Found by how pure each 40 ms frame is, then
 * by the rhythm of the bursts; a tone without a known rhythm (a whistle, a dial tone, a note of music) is no tone here.
 * A span goes from the first burst to the end of the last, pauses between them included.
 *
 * Music played instead of ringing is not found. Empty for silence. Memory does not grow with the channel's length.
 */
export function detectTones(channel: Channel): ToneSpan[] {
  return cadenceRuns([...bursts(toneFrames(channel))])
    .filter((run) => isQuietAround(channel, run))
    .map(({ cadence, bursts: heard }) => ({
      ...hull(heard[0]!, heard.at(-1)!),
      kind: cadence.kind,
      channel: channel.index,
      frequencyHz: Math.round(heard.reduce((sum, burst) => sum + burst.frequencyHz, 0) / heard.length),
      bursts: heard.length,
    }));
}

/** True when the line is quiet where the rhythm says so. Rings that repeat every five seconds need no more proof. */
function isQuietAround(channel: Channel, { cadence, bursts: heard }: CadenceRun): boolean {
  const first = heard[0]!;
  const power = meanPower(channel, first);
  const isBelow = (span: TimeSpan, dropDb: number) => meanPower(channel, span) <= power * 10 ** (-dropDb / 10);
  if (cadence.kind !== 'ringback') {
    const pauses = heard.slice(1).map((burst, index) => inner(heard[index]!.end, burst.start));
    const quiet = pauses.filter((pause) => isBelow(pause, LEAST_PAUSE_DROP_DB));
    return 2 * quiet.length > pauses.length;
  }
  if (heard.length > 1) return true;
  const { start, end } = first;
  // At the end of the recording nothing shows that the tone stopped by itself: it may be a dial tone.
  if (end + ALONE_SECONDS > channel.length / channel.sampleRateHz) return false;
  return [inner(start - ALONE_SECONDS, start), inner(end, end + ALONE_SECONDS)].every((span) =>
    isBelow(span, LEAST_ALONE_DROP_DB),
  );
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
