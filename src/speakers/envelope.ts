import type { Channel } from '../analysis.ts';
import { blocks } from '../audio/blocks.ts';

/** Frame of an envelope: short enough for syllables. */
export const FRAME_SECONDS = 0.02;
/** What is quieter is line noise, which differs between copies of one signal. */
const FLOOR_DBFS = -50;

/** Level of each 20 ms frame in dBFS, not under -50: 200 bytes a second, whatever the rate. */
export function envelopeDbfs(channel: Channel): Float32Array {
  const frames = Math.ceil(channel.length / channel.sampleRateHz / FRAME_SECONDS);
  const energy = new Float64Array(frames);
  const count = new Float64Array(frames);
  for (const { start, samples } of blocks(channel)) {
    for (let i = 0; i < samples.length; i++) {
      const frame = Math.min(frames - 1, Math.floor((start + i) / channel.sampleRateHz / FRAME_SECONDS));
      energy[frame]! += samples[i]! * samples[i]!;
      count[frame]!++;
    }
  }
  return Float32Array.from(energy, (sum, frame) =>
    Math.max(FLOOR_DBFS, sum > 0 ? 10 * Math.log10(sum / count[frame]!) : FLOOR_DBFS),
  );
}

/** Correlation coefficient of `a[i]` and `b[i + lag]` over the frames that both have; 0 when one of them is constant. */
export function correlation(a: Float32Array, b: Float32Array, lag = 0): number {
  const from = Math.max(0, -lag);
  const to = Math.min(a.length, b.length - lag);
  const count = to - from;
  if (count < 2) return 0;
  let sumA = 0;
  let sumB = 0;
  let sumAA = 0;
  let sumBB = 0;
  let sumAB = 0;
  for (let i = from; i < to; i++) {
    const x = a[i]!;
    const y = b[i + lag]!;
    sumA += x;
    sumB += y;
    sumAA += x * x;
    sumBB += y * y;
    sumAB += x * y;
  }
  const varianceA = sumAA - (sumA * sumA) / count;
  const varianceB = sumBB - (sumB * sumB) / count;
  if (varianceA <= 1e-6 || varianceB <= 1e-6) return 0;
  return (sumAB - (sumA * sumB) / count) / Math.sqrt(varianceA * varianceB);
}

/** The largest correlation over lags up to `frames` either way. */
export function bestCorrelation(a: Float32Array, b: Float32Array, frames: number): number {
  let best = -1;
  for (let lag = -frames; lag <= frames; lag++) best = Math.max(best, correlation(a, b, lag));
  return best;
}
