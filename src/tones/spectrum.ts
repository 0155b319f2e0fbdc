import FFT from 'fft.js';
import type { Channel } from '../analysis.ts';
import { blocks } from '../audio/blocks.ts';
import { TONE_RATE_HZ } from './line.ts';

/** 32 ms: short enough for the pauses of fast tones, long enough to tell the rows of DTMF apart. */
const FRAME_SAMPLES = 256;
const HOP_SAMPLES = FRAME_SAMPLES / 2;
export const FRAME_SECONDS = FRAME_SAMPLES / TONE_RATE_HZ;
export const HOP_SECONDS = HOP_SAMPLES / TONE_RATE_HZ;
export const BIN_HZ = TONE_RATE_HZ / FRAME_SAMPLES;
/** The band that is looked at: mains hum, rumble and constant offsets lie below, alias products above. */
export const LOWEST_BIN = Math.round(200 / BIN_HZ);
export const HIGHEST_BIN = Math.round(3700 / BIN_HZ);
/** Below -55 dBFS nothing is looked at. */
const LEAST_POWER = 10 ** (-55 / 10);

/** The spectrum of one frame. The same object serves for all frames of a channel: nobody keeps it. */
export interface SpectrumFrame {
  /** Number of the frame: it starts at `index * HOP_SECONDS`. */
  index: number;
  /** |X|² of each bin, Hann window; the main lobe of a sine is ±2 bins. */
  power: Float64Array;
  /** Sum of `power` from `LOWEST_BIN` to `HIGHEST_BIN`. */
  total: number;
}

/** The spectra of the frames of a channel at `TONE_RATE_HZ` that are not silent, in order, one every `HOP_SECONDS`. */
export function* spectra(channel: Channel): Generator<SpectrumFrame> {
  const frame: SpectrumFrame = { index: 0, power: new Float64Array(FRAME_SAMPLES / 2), total: 0 };
  const held = new Float32Array(FRAME_SAMPLES);
  let filled = 0;
  let index = 0;
  for (const { samples } of blocks(channel))
    for (let from = 0; from < samples.length; ) {
      const count = Math.min(FRAME_SAMPLES - filled, samples.length - from);
      held.set(samples.subarray(from, from + count), filled);
      filled += count;
      from += count;
      if (filled < FRAME_SAMPLES) continue;
      if (variance(held) >= LEAST_POWER) {
        frame.index = index;
        powerSpectrum(held, frame.power);
        frame.total = sumOf(frame.power, LOWEST_BIN, HIGHEST_BIN);
        yield frame;
      }
      index++;
      held.copyWithin(0, HOP_SAMPLES);
      filled -= HOP_SAMPLES;
    }
}

/** Sum of the bins `[from, to]`. */
export function sumOf(power: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let bin = from; bin <= to; bin++) sum += power[bin]!;
  return sum;
}

/** Mean square without a constant offset, which is not sound. */
function variance(samples: Float32Array): number {
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < FRAME_SAMPLES; n++) {
    const sample = samples[n]!;
    sum += sample;
    squares += sample * sample;
  }
  return (squares - (sum * sum) / FRAME_SAMPLES) / FRAME_SAMPLES;
}

const WINDOW = Float64Array.from(
  { length: FRAME_SAMPLES },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / FRAME_SAMPLES),
);
const TRANSFORM = new FFT(FRAME_SAMPLES);
// Plain arrays: the library is twice as slow on typed ones.
const weighted = new Array<number>(FRAME_SAMPLES).fill(0);
const bins = TRANSFORM.createComplexArray();

function powerSpectrum(samples: Float32Array, power: Float64Array): void {
  for (let n = 0; n < FRAME_SAMPLES; n++) weighted[n] = samples[n]! * WINDOW[n]!;
  TRANSFORM.realTransform(bins, weighted);
  for (let k = 0; k < power.length; k++) power[k] = bins[2 * k]! * bins[2 * k]! + bins[2 * k + 1]! * bins[2 * k + 1]!;
}
