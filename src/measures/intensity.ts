/** Praat's window for a lowest pitch of 50 Hz: 6.4 periods long, of which the weights leave half. */
const WINDOW_SECONDS = 6.4 / 50;
/** Praat's step for it: 0.8 periods. */
export const STEP_SECONDS = 0.8 / 50;
/** The bell that Praat's Kaiser window is all but: exponent at its ends. */
const STEEPNESS = (2 * Math.PI ** 2 + 0.5) / 2;

/**
 * Intensity of a signal over time in dBFS: the mean square under a bell of 128 ms, every 16 ms; as Praat's "To Intensity"
 * with a lowest pitch of 50 Hz, on which syllables stand out and single periods of the voice do not. Value `i` is that
 * around `i * 0.016 s`; outside of the samples it is silent. -Infinity for digital silence.
 */
export function intensityDbfs(samples: Float32Array, sampleRateHz: number): Float32Array {
  const weights = bell(Math.round((WINDOW_SECONDS * sampleRateHz) / 2));
  const half = (weights.length - 1) / 2;
  const squares = new Float64Array(samples.length);
  for (let i = 0; i < samples.length; i++) squares[i] = samples[i]! * samples[i]!;
  const count = Math.floor(samples.length / sampleRateHz / STEP_SECONDS) + 1;
  return Float32Array.from({ length: count }, (_, index) => {
    const first = Math.round(index * STEP_SECONDS * sampleRateHz) - half;
    const to = Math.min(weights.length, squares.length - first);
    let k = Math.max(0, -first);
    // Two sums, because each addition waits for the one before it.
    let sum = 0;
    let other = 0;
    for (; k + 1 < to; k += 2) {
      sum += weights[k]! * squares[first + k]!;
      other += weights[k + 1]! * squares[first + k + 1]!;
    }
    if (k < to) sum += weights[k]! * squares[first + k]!;
    return 10 * Math.log10(sum + other);
  });
}

/** `2 * half + 1` weights that add up to 1. */
function bell(half: number): Float64Array {
  const raw = Float64Array.from({ length: 2 * half + 1 }, (_, k) => Math.exp(-STEEPNESS * ((k - half) / half) ** 2));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}
