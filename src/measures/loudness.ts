import type { Channel } from '../analysis.ts';
import { blocks } from '../audio/blocks.ts';
import { overlapSeconds, type TimeSpan } from '../timespan.ts';
import { runningFilter } from './biquad.ts';
import { kWeighting } from './k-weighting.ts';

/** Gating blocks of 400 ms that overlap by three quarters: four steps to a block. */
const STEP_SECONDS = 0.1;
const STEPS_PER_BLOCK = 4;
/** Blocks below this are silence, … */
const ABSOLUTE_GATE_LUFS = -70;
/** … and of the others those so far below their own loudness are pauses. */
const RELATIVE_GATE_LU = -10;
/** Makes a 997 Hz sine of 0 dBFS (peak) on one channel read -3.01 LUFS. */
const OFFSET_LU = -0.691;

/**
 * Integrated loudness in LUFS of one channel, or of several heard together (ITU-R BS.1770-4, EBU R 128): the mean power
 * of the K-weighted signals, summed over the channels, in blocks of 400 ms every 100 ms; blocks below -70 LUFS do not
 * count, nor those 10 LU below the loudness of the others. Blocks in which a tone sounds are left out: the ring-back is
 * nobody's voice. Null where no block is left: silence, or less than 0.4 s. `steps`: of each channel, see `stepPowers`.
 */
export function integratedLoudness(steps: readonly Float32Array[], tones: readonly TimeSpan[]): number | null {
  const count = Math.min(...steps.map(({ length }) => length)) - STEPS_PER_BLOCK + 1;
  const powers: number[] = [];
  for (let first = 0; first < count; first++) {
    const block = { start: first * STEP_SECONDS, end: (first + STEPS_PER_BLOCK) * STEP_SECONDS };
    if (tones.some((tone) => overlapSeconds(tone, block) > 0)) continue;
    let sum = 0;
    for (const channel of steps) for (let at = first; at < first + STEPS_PER_BLOCK; at++) sum += channel[at]!;
    powers.push(sum / STEPS_PER_BLOCK);
  }
  const audible = above(powers, ABSOLUTE_GATE_LUFS);
  if (audible.length === 0) return null;
  return loudnessOf(above(audible, loudnessOf(audible) + RELATIVE_GATE_LU));
}

function above(powers: readonly number[], gateLufs: number): number[] {
  const least = 10 ** ((gateLufs - OFFSET_LU) / 10);
  return powers.filter((power) => power > least);
}

function loudnessOf(powers: readonly number[]): number {
  return OFFSET_LU + 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length);
}

/** Mean power of the K-weighted signal in each whole step of 0.1 s: ten numbers a second. */
export function stepPowers(channel: Channel): Float32Array {
  const size = Math.round(STEP_SECONDS * channel.sampleRateHz);
  const weigh = runningFilter(kWeighting(channel.sampleRateHz));
  const powers = new Float32Array(Math.floor(channel.length / size));
  let sum = 0;
  let position = 0;
  for (const { samples } of blocks(channel)) {
    weigh(samples);
    // Indexed: three hours are 86 million samples.
    for (let i = 0; i < samples.length; i++) {
      sum += samples[i]! * samples[i]!;
      position++;
      if (position % size !== 0) continue;
      powers[position / size - 1] = sum / size;
      sum = 0;
    }
  }
  return powers;
}
