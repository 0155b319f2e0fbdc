import { ALAW, decodeNearest } from './codes.ts';
import type { OfficialTone } from './official.ts';
import { noise, type Piece, signal } from './signals.ts';

/** What a line does to a tone. */
export interface Spoiling {
  /** RMS of the tone. */
  levelDbfs: number;
  snrDb: number;
  noise: 'white' | 'pink';
  /** Factors of the frequencies and of all lengths. */
  frequency: number;
  cadence: number;
}

/** Silence (with noise) before and after the tone. */
const MARGIN_SECONDS = 1.3;

/** The tone on a bad line, through A-law, and where it really is. */
export function spoiled(tone: OfficialTone, { levelDbfs, snrDb, noise: colour, frequency, cadence }: Spoiling) {
  const period = tone.steps.flatMap(({ hz, on, off }): Piece[] => [
    { seconds: on * cadence, hz: hz.map((one) => one * frequency), levelDbfs },
    { seconds: off * cadence },
  ]);
  const periods = Array.from({ length: tone.periods }, () => period).flat();
  const margin = { seconds: MARGIN_SECONDS };
  const length = periods.slice(0, -1).reduce((sum, { seconds }) => sum + seconds, 0);
  const clean = signal([margin, ...periods, margin]);
  const source = colour === 'white' ? noise(7) : pinkNoise(7);
  const added = Float32Array.from(clean, () => source.next().value!);
  const gain =
    10 ** ((levelDbfs - snrDb) / 20) / Math.sqrt(added.reduce((sum, one) => sum + one * one, 0) / added.length);
  return {
    samples: clean.map((sample, n) => decodeNearest(ALAW, sample + gain * added[n]!)),
    span: { start: MARGIN_SECONDS, end: MARGIN_SECONDS + length },
  };
}

/** Reproducible noise that falls by 3 dB an octave (filter of P. Kellet). */
export function* pinkNoise(seed: number): Generator<number> {
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616];
  const gains = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898];
  const state = poles.map(() => 0);
  let late = 0;
  for (const white of noise(seed)) {
    let sum = late + 0.5362 * white;
    for (let i = 0; i < poles.length; i++) {
      state[i] = poles[i]! * state[i]! + gains[i]! * white;
      sum += state[i]!;
    }
    late = 0.115926 * white;
    yield sum;
  }
}
