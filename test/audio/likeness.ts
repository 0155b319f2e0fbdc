/** How much of one sound is in another. */
export interface Likeness {
  /** Of the waves at the best lag, -1…1. */
  correlation: number;
  /** How much later the second one is. */
  lagSeconds: number;
  /** How much louder it is, at that lag. */
  gainDb: number;
}

const MOST_LAG_SECONDS = 0.2;
/** The lag is looked for in so much of the loudest part. */
const WINDOW_SECONDS = 0.25;

/** Compares two sounds of one rate that may be shifted against each other. */
export function likeness(first: Float32Array, second: Float32Array, rateHz: number): Likeness {
  const most = Math.round(MOST_LAG_SECONDS * rateHz);
  const window = loudest(first, WINDOW_SECONDS * rateHz);
  let lag = 0;
  let best = Number.NEGATIVE_INFINITY;
  for (let tried = -most; tried <= most; tried++) {
    const { correlation } = compare(first, second, tried, window, window + WINDOW_SECONDS * rateHz);
    if (correlation > best) [best, lag] = [correlation, tried];
  }
  return { ...compare(first, second, lag, 0, first.length), lagSeconds: lag / rateHz };
}

function compare(first: Float32Array, second: Float32Array, lag: number, from: number, to: number) {
  let [product, firstPower, secondPower] = [0, 0, 0];
  for (let i = Math.max(from, -lag); i < Math.min(to, second.length - lag); i++) {
    const [a, b] = [first[i]!, second[i + lag]!];
    product += a * b;
    firstPower += a * a;
    secondPower += b * b;
  }
  return {
    correlation: product / Math.sqrt(firstPower * secondPower || 1),
    gainDb: 10 * Math.log10(secondPower / firstPower),
  };
}

/** Where the loudest stretch of so many samples begins. */
function loudest(samples: Float32Array, length: number): number {
  let [best, start] = [-1, 0];
  for (let at = 0; at + length <= samples.length; at += length / 2) {
    const power = samples.subarray(at, at + length).reduce((sum, sample) => sum + sample * sample, 0);
    if (power > best) [best, start] = [power, at];
  }
  return start;
}
