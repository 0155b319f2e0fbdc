import type { Biquad } from './biquad.ts';

/** The rate for which the recommendation prints its filters. */
const PRINTED_HZ = 48_000;
/** The shelf of +4 dB for the head: middle, gain, quality, and the gain at the middle as a power of the whole gain. */
const SHELF_HZ = 1681.974450955533;
const SHELF_GAIN = 10 ** (3.999843853973347 / 20);
const SHELF_QUALITY = 0.7071752369554196;
const SHELF_MIDDLE_GAIN = SHELF_GAIN ** 0.4996667741545416;
/** The high-pass for how little the ear hears of low tones ("RLB"). */
const HIGH_PASS_HZ = 38.13547087602444;
const HIGH_PASS_QUALITY = 0.5003270373238773;

/**
 * The two filters of K-weighting (ITU-R BS.1770-4, annex 1) for any sampling rate: at 48 kHz those that are printed
 * there; at other rates filters whose response is theirs within 0.05 dB up to 3.4 kHz. The analogue filters behind the
 * printed ones are B. De Man's ("Evaluation of implementations of the EBU R128 loudness measurement", 2018). The plain
 * bilinear transform of them, which other programs use, is up to 0.5 dB off at 8 kHz, where the shelf lies in the middle
 * of the band.
 */
export function kWeighting(sampleRateHz: number): [shelf: Biquad, highPass: Biquad] {
  return [sampleRateHz === PRINTED_HZ ? bilinearShelf() : matchedShelf(sampleRateHz), highPass(sampleRateHz)];
}

function bilinearShelf(): Biquad {
  const k = Math.tan((Math.PI * SHELF_HZ) / PRINTED_HZ);
  const a0 = 1 + k / SHELF_QUALITY + k * k;
  return {
    b0: (SHELF_GAIN + (SHELF_MIDDLE_GAIN * k) / SHELF_QUALITY + k * k) / a0,
    b1: (2 * (k * k - SHELF_GAIN)) / a0,
    b2: (SHELF_GAIN - (SHELF_MIDDLE_GAIN * k) / SHELF_QUALITY + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF_QUALITY + k * k) / a0,
  };
}

/**
 * The poles of the analogue filter, and zeros that give its power at 0 Hz, in the middle of the shelf and at half the
 * sampling rate (M. Vicanek, "Matched second order digital filters", 2016).
 */
function matchedShelf(sampleRateHz: number): Biquad {
  const angle = (2 * Math.PI * SHELF_HZ) / sampleRateHz;
  const damping = 1 / (2 * SHELF_QUALITY);
  const a1 = -2 * Math.exp(-damping * angle) * Math.cos(Math.sqrt(1 - damping ** 2) * angle);
  const a2 = Math.exp(-2 * damping * angle);
  const sine = Math.sin(angle / 2) ** 2;
  const parts = [1 - sine, sine, 4 * (1 - sine) * sine] as const;
  const below = [(1 + a1 + a2) ** 2, (1 - a1 + a2) ** 2, -4 * a2] as const;
  const above0 = below[0];
  const above1 = below[1] * shelfPower(sampleRateHz / 2);
  const middle = shelfPower(SHELF_HZ) * below.reduce((sum, one, index) => sum + one * parts[index]!, 0);
  const above2 = (middle - above0 * parts[0] - above1 * parts[1]) / parts[2];
  const [root0, root1] = [Math.sqrt(above0), Math.sqrt(above1)];
  const half = (root0 + root1) / 2;
  const b0 = (half + Math.sqrt(half ** 2 + above2)) / 2;
  return { b0, b1: (root0 - root1) / 2, b2: -above2 / (4 * b0), a1, a2 };
}

/** Power gain of the analogue shelf. */
function shelfPower(hertz: number): number {
  const square = (hertz / SHELF_HZ) ** 2;
  const side = square / SHELF_QUALITY ** 2;
  return ((1 - SHELF_GAIN * square) ** 2 + SHELF_MIDDLE_GAIN ** 2 * side) / ((1 - square) ** 2 + side);
}

/** Bilinear, which is exact so far below the sampling rate, with the gain of the printed one. */
function highPass(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * HIGH_PASS_HZ) / sampleRateHz);
  const a0 = sumOf(k);
  const gain = sumOf(Math.tan((Math.PI * HIGH_PASS_HZ) / PRINTED_HZ)) / a0;
  return {
    b0: gain,
    b1: -2 * gain,
    b2: gain,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / HIGH_PASS_QUALITY + k * k) / a0,
  };
}

const sumOf = (k: number): number => 1 + k / HIGH_PASS_QUALITY + k * k;
