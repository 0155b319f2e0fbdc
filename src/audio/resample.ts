import type { Channel } from '../analysis.ts';

/** Zero crossings of the sinc on each side: with the window below, flat to 85 % of the lower Nyquist frequency. */
const ZERO_CROSSINGS = 32;
/** Kaiser window: 80 dB of stop band. */
const KAISER_BETA = 7.86;
/** Middle of the roll-off as a share of the lower of the two Nyquist frequencies. */
const CUTOFF_SHARE = 0.96;

/**
 * The channel at another rate, read on demand. Windowed-sinc interpolation (J. O. Smith, "Digital Audio Resampling"),
 * with the low-pass at the lower of the two Nyquist frequencies. Every output sample depends only on its own position,
 * so the same samples come out whatever block is read. Any ratio of whole rates; the same rate gives the channel back.
 */
export function resampled(channel: Channel, sampleRateHz: number): Channel {
  if (channel.sampleRateHz === sampleRateHz) return channel;
  const { up, down, half, filters } = filterBank(channel.sampleRateHz, sampleRateHz);
  const length = Math.ceil((channel.length * up) / down);
  return {
    index: channel.index,
    sampleRateHz,
    length,
    read(start, end) {
      const wanted = new Float32Array(Math.max(0, end - start));
      const from = Math.max(0, start);
      const to = Math.min(length, end);
      if (from >= to) return wanted;
      const inputStart = Math.floor((from * down) / up) - half + 1;
      const input = channel.read(inputStart, Math.floor(((to - 1) * down) / up) + half + 1);
      for (let n = from; n < to; n++) {
        const position = n * down;
        const first = Math.floor(position / up) - half + 1 - inputStart;
        const taps = filters[position % up]!;
        let sum = 0;
        for (let k = 0; k < taps.length; k++) sum += taps[k]! * input[first + k]!;
        wanted[n - start] = sum;
      }
      return wanted;
    },
  };
}

interface FilterBank {
  /** Output rate over input rate, as a reduced fraction. */
  up: number;
  down: number;
  /** Input samples used on each side. */
  half: number;
  /** One filter of `2 * half` taps for each of the `up` positions between two input samples. */
  filters: Float32Array[];
}

/** One call needs two rates, for recognition and for the player; a bank of odd rates takes tens of MiB. */
const MOST_BANKS = 2;
/** The banks used last, oldest first. */
const banks = new Map<string, FilterBank>();

function filterBank(fromHz: number, toHz: number): FilterBank {
  const divisor = greatestCommonDivisor(fromHz, toHz);
  const up = toHz / divisor;
  const down = fromHz / divisor;
  const key = `${up}/${down}`;
  const bank = banks.get(key) ?? makeBank(up, down);
  banks.delete(key);
  banks.set(key, bank);
  if (banks.size > MOST_BANKS) banks.delete(banks.keys().next().value!);
  return bank;
}

function makeBank(up: number, down: number): FilterBank {
  const scale = Math.min(1, up / down) * CUTOFF_SHARE;
  const half = Math.ceil(ZERO_CROSSINGS / scale);
  const filters = Array.from({ length: up }, (_, phase) => filter(phase / up, half, scale));
  return { up, down, half, filters };
}

/** Taps for a position `fraction` of an input sample after the middle, with a gain of exactly 1 at 0 Hz. */
function filter(fraction: number, half: number, scale: number): Float32Array {
  const taps = Float64Array.from({ length: 2 * half }, (_, k) => {
    const distance = k - (half - 1) - fraction;
    return scale * sinc(distance * scale) * kaiser(distance / half);
  });
  const gain = taps.reduce((sum, tap) => sum + tap, 0);
  return Float32Array.from(taps, (tap) => tap / gain);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Kaiser window over -1…1. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x)) / besselI0(KAISER_BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
