import type { Channel } from '../analysis.ts';
import { durationSeconds, type TimeSpan } from '../timespan.ts';

/** A TDMA frame of GSM takes 60/13 ms (3GPP TS 45.002); thirteen are whole samples at 8 kHz. */
const FRAME_SECONDS = 0.06 / 13;
const REPEATS_SECONDS = 0.06;
const BLOCK_SECONDS = 0.02;
/** Read at once: memory does not grow with the span. */
const READ_SECONDS = 10;
/**
 * Least share of the sound of a buzz that comes again: 0.87 and more in bursts of 0.15 s, 20 dB over the noise, in four
 * telephone codecs. In 702 spans of speech of people and of synthetic voices it is at most 0.27.
 */
const LEAST_REPEATED = 0.6;

/**
 * The spans without the buzz that a mobile phone puts into a microphone beside it: pulses of its time slots, 216.7 a second,
 * which sound like a hummed note. They come again after one frame and, unlike any voice of that pitch, still after thirteen.
 */
export function withoutBuzz(channel: Channel, spans: readonly TimeSpan[]): TimeSpan[] {
  return spans.filter((span) => repeatedShare(channel, span) < LEAST_REPEATED);
}

/** Share of the energy of a span that comes again as a buzz does, 0…1; 0 for silence. */
export function repeatedShare(channel: Channel, { start, end }: TimeSpan): number {
  const rate = channel.sampleRateHz;
  const [size, frame, lag] = [BLOCK_SECONDS, FRAME_SECONDS, REPEATS_SECONDS].map((seconds) =>
    Math.round(seconds * rate),
  ) as [number, number, number];
  const first = Math.round(start * rate);
  const count = Math.floor((durationSeconds({ start, end }) * rate) / size);
  const atOnce = READ_SECONDS / BLOCK_SECONDS;
  let [all, repeated] = [0, 0];
  for (let from = 0; from < count; from += atOnce) {
    const blocks = Math.min(atOnce, count - from);
    const begin = first + from * size;
    const sound = slopes(channel.read(begin - lag - 1, begin + blocks * size + lag));
    for (let block = 0; block < blocks; block++) {
      const at = lag + block * size;
      const likenessAt = (shift: number) =>
        Math.max(0, likeness(sound, at, at - shift, size), likeness(sound, at, at + shift, size));
      const energy = product(sound, at, at, size);
      all += energy;
      repeated += energy * Math.min(likenessAt(frame), likenessAt(lag));
    }
  }
  return all === 0 ? 0 : repeated / all;
}

/** Differences of neighbours: the hum of the mains, which repeats itself too, hardly counts in them. */
function slopes(samples: Float32Array): Float32Array {
  return samples.subarray(1).map((sample, n) => sample - samples[n]!);
}

/** Correlation of two stretches, -1…1. */
function likeness(sound: Float32Array, one: number, other: number, size: number): number {
  const energies = product(sound, one, one, size) * product(sound, other, other, size);
  return energies === 0 ? 0 : product(sound, one, other, size) / Math.sqrt(energies);
}

function product(sound: Float32Array, one: number, other: number, size: number): number {
  let sum = 0;
  for (let n = 0; n < size; n++) sum += sound[one + n]! * sound[other + n]!;
  return sum;
}
