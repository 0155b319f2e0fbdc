import type { Channel } from '../analysis.ts';
import { blocks } from '../audio/blocks.ts';

/** Call-progress tones of one frequency lie between these (E.180: 400-480 Hz; China: 450 ± 25 Hz). */
const LOWEST_HZ = 400;
const HIGHEST_HZ = 480;
const SCAN_STEP_HZ = 5;
const MIDDLE_HZ = (LOWEST_HZ + HIGHEST_HZ) / 2;

/** A frame is this many slices. 5 ms: short enough that all frequencies of the band keep their phase in it. */
const SLICE_SECONDS = 0.005;
const SLICES_IN_FRAME = 8;
const SLICES_IN_HOP = 2;
export const FRAME_SECONDS = SLICE_SECONDS * SLICES_IN_FRAME;
export const HOP_SECONDS = SLICE_SECONDS * SLICES_IN_HOP;

/**
 * Least share of a frame's energy that one frequency holds in a tone. A share, not a level: a quiet tone is a tone, a
 * loud voice is not.
 */
export const LEAST_PURITY = 0.7;
/** Below -55 dBFS nothing is looked at. */
const LEAST_POWER = 10 ** (-55 / 10);

/** A frame in which one frequency of the band holds most of the energy. */
export interface ToneFrame {
  /** Start of the frame. */
  seconds: number;
  frequencyHz: number;
}

/** Sums over one slice: of the samples, their squares, and their product with a wave at the middle of the band. */
interface Slice {
  count: number;
  sum: number;
  squares: number;
  real: number;
  imaginary: number;
}

/**
 * The frames of a channel that are tone, in order, one every `HOP_SECONDS`. The signal is shifted to the middle of the
 * band and summed over slices; each frame then scans the band with a discrete Fourier transform over its few slices, so
 * that the cost is two multiplications a sample however fine the scan is.
 */
export function* toneFrames(channel: Channel): Generator<ToneFrame> {
  const recent: Slice[] = [];
  let index = 0;
  for (const slice of slices(channel)) {
    recent.push(slice);
    if (recent.length > SLICES_IN_FRAME) recent.shift();
    index++;
    if (recent.length < SLICES_IN_FRAME || index % SLICES_IN_HOP !== 0) continue;
    const frequencyHz = toneFrequency(recent);
    if (frequencyHz !== null) yield { seconds: (index - SLICES_IN_FRAME) * SLICE_SECONDS, frequencyHz };
  }
}

function* slices(channel: Channel): Generator<Slice> {
  const { sampleRateHz } = channel;
  // One second holds a whole number of periods of a whole frequency.
  const cosine = Float64Array.from({ length: sampleRateHz }, (_, n) =>
    Math.cos((2 * Math.PI * MIDDLE_HZ * n) / sampleRateHz),
  );
  const sine = Float64Array.from({ length: sampleRateHz }, (_, n) =>
    Math.sin((2 * Math.PI * MIDDLE_HZ * n) / sampleRateHz),
  );
  const endOf = (slice: number) => Math.round((slice + 1) * SLICE_SECONDS * sampleRateHz);
  let number = 0;
  let end = endOf(0);
  let slice: Slice = { count: 0, sum: 0, squares: 0, real: 0, imaginary: 0 };
  for (const { start, samples } of blocks(channel)) {
    let phase = start % sampleRateHz;
    for (let i = 0; i < samples.length; i++) {
      if (start + i === end) {
        yield slice;
        slice = { count: 0, sum: 0, squares: 0, real: 0, imaginary: 0 };
        end = endOf(++number);
      }
      const sample = samples[i]!;
      slice.count++;
      slice.sum += sample;
      slice.squares += sample * sample;
      slice.real += sample * cosine[phase]!;
      slice.imaginary -= sample * sine[phase]!;
      if (++phase === sampleRateHz) phase = 0;
    }
  }
}

/** Frequency of the tone that fills a frame, or null. */
function toneFrequency(frame: readonly Slice[]): number | null {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (const slice of frame) {
    count += slice.count;
    sum += slice.sum;
    squares += slice.squares;
  }
  // A constant offset is not sound.
  const power = (squares - (sum * sum) / count) / count;
  if (power < LEAST_POWER) return null;
  let best = 0;
  let bestAt = 0;
  for (let at = 0; at < SCAN.length; at++) {
    const tone = tonePower(frame, SCAN[at]!, count);
    if (tone > best) {
      best = tone;
      bestAt = at;
    }
  }
  return best >= LEAST_PURITY * power ? LOWEST_HZ + bestAt * SCAN_STEP_HZ : null;
}

/** What the scan needs for each frequency: how it turns from slice to slice, and what it loses within a slice. */
interface ScanPoint {
  cosine: Float64Array;
  sine: Float64Array;
  sliceGain: number;
}

const SCAN: readonly ScanPoint[] = Array.from({ length: (HIGHEST_HZ - LOWEST_HZ) / SCAN_STEP_HZ + 1 }, (_, at) => {
  const offsetHz = LOWEST_HZ + at * SCAN_STEP_HZ - MIDDLE_HZ;
  const turn = (slice: number) => 2 * Math.PI * offsetHz * SLICE_SECONDS * slice;
  const half = Math.PI * offsetHz * SLICE_SECONDS;
  return {
    cosine: Float64Array.from({ length: SLICES_IN_FRAME }, (_, slice) => Math.cos(turn(slice))),
    sine: Float64Array.from({ length: SLICES_IN_FRAME }, (_, slice) => Math.sin(turn(slice))),
    sliceGain: half === 0 ? 1 : Math.sin(half) / half,
  };
});

/** Mean power of the sine of one frequency in a frame. */
function tonePower(frame: readonly Slice[], { cosine, sine, sliceGain }: ScanPoint, count: number): number {
  let real = 0;
  let imaginary = 0;
  for (let k = 0; k < SLICES_IN_FRAME; k++) {
    const slice = frame[k]!;
    real += slice.real * cosine[k]! + slice.imaginary * sine[k]!;
    imaginary += slice.imaginary * cosine[k]! - slice.real * sine[k]!;
  }
  return (2 * (real * real + imaginary * imaginary)) / (count * sliceGain) ** 2;
}
