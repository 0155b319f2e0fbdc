import { BIN_HZ, type SpectrumFrame, sumOf } from './spectrum.ts';

/** A frequency of a tone, or two so close together (up to 50 Hz) that a frame cannot part them. */
export interface Lobe {
  /** The frequency, or the middle of the two. */
  hz: number;
  toleranceHz: number;
  /** Between the two; 0 for one frequency. */
  spreadHz: number;
}

/** The frequencies that sound together in a tone, from low to high. */
export interface ToneSound {
  lobes: readonly Lobe[];
}

/**
 * Least share of a frame's energy that the frequencies of a tone hold. A share, not a level: a quiet tone is a tone, a
 * loud voice is not. Noise 10 dB below the tone leaves it 0.91.
 */
const LEAST_PURITY = 0.7;
/** Least share of each of several frequencies: a difference of 6 dB, and noise. */
const LEAST_PART = 0.1;

/** Middle frequency of the lowest lobe when a frame holds the tone and nothing else, or null. */
export function soundIn(frame: SpectrumFrame, { lobes }: ToneSound): number | null {
  let energy = 0;
  let lowestHz: number | null = null;
  for (const lobe of lobes) {
    const found = strongestIn(frame.power, lobe);
    const isThere = Math.abs(found.hz - lobe.hz) <= lobe.toleranceHz && found.energy >= LEAST_PART * frame.total;
    if (!isThere) return null;
    energy += found.energy;
    lowestHz ??= found.hz;
  }
  return energy >= LEAST_PURITY * frame.total ? lowestHz : null;
}

/** Energy and middle frequency of the strongest peak around a lobe. */
export function strongestIn(power: Float64Array, { hz, toleranceHz, spreadHz }: Lobe): { energy: number; hz: number } {
  const reachHz = toleranceHz + spreadHz / 2;
  let peak = Math.ceil((hz - reachHz) / BIN_HZ - 0.5);
  for (let bin = peak + 1; bin <= (hz + reachHz) / BIN_HZ + 0.5; bin++) if (power[bin]! > power[peak]!) peak = bin;
  const reach = spreadHz > 0 ? 3 : 2;
  const energy = sumOf(power, peak - reach, peak + reach);
  let moment = 0;
  for (let bin = peak - reach; bin <= peak + reach; bin++) moment += bin * power[bin]!;
  return { energy, hz: energy > 0 ? (moment / energy) * BIN_HZ : 0 };
}
