/** Synthetic telephone signals at 8 kHz. */
export const RATE_HZ = 8000;

/** A piece of a signal: a sine, several at once, or silence. */
export interface Piece {
  seconds: number;
  hz?: number | readonly number[];
  /** Of each sine. */
  amplitude?: number;
  /** RMS of all sines together; goes before `amplitude`. */
  levelDbfs?: number;
}

/** The pieces one after the other. */
export function signal(pieces: readonly Piece[], rateHz = RATE_HZ): Float32Array {
  const samples: number[] = [];
  for (const { seconds, hz = [], amplitude = 0.2, levelDbfs } of pieces) {
    const all = typeof hz === 'number' ? [hz] : hz;
    const size = levelDbfs === undefined ? amplitude : 10 ** (levelDbfs / 20) * Math.sqrt(2 / all.length);
    const count = Math.round(seconds * rateHz);
    for (let i = 0; i < count; i++)
      samples.push(all.reduce((sum, one) => sum + size * Math.sin((2 * Math.PI * one * i) / rateHz), 0));
  }
  return Float32Array.from(samples);
}

/** A tone that goes on and off, silence before and after. */
export function cadence(onSeconds: number, offSeconds: number, count: number, hz = 450, amplitude = 0.2): Piece[] {
  const bursts = Array.from({ length: count }, () => [
    { seconds: onSeconds, hz, amplitude },
    { seconds: offSeconds },
  ]).flat();
  return [{ seconds: 1 }, ...bursts, { seconds: 1 }];
}

/** Reproducible noise, uniform in -1…1 (Park and Miller). */
export function* noise(seed = 1): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield (2 * state) / 2_147_483_647 - 1;
  }
}

/** The signal with noise added, `snrDb` below a tone of the amplitude. */
export function withNoise(samples: Float32Array, snrDb: number, amplitude = 0.2): Float32Array {
  const source = noise();
  // RMS of the sine is amplitude / √2, of uniform noise its peak / √3.
  const peak = (amplitude / Math.SQRT2) * Math.sqrt(3) * 10 ** (-snrDb / 20);
  return samples.map((sample) => sample + peak * source.next().value!);
}
