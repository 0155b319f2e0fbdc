/** A value and the interval it lies in with a confidence of 95%. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** The 97.5% point of the normal distribution: two-sided intervals of 95%. */
export const Z = 1.959963984540054;

/**
 * A share of `n`, `hits` of them, with Wilson's score interval, which holds for few samples and for shares near 0 and 1
 * (Wilson 1927, "Probable inference, the law of succession, and statistical inference"; recommended by Newcombe 1998,
 * Statistics in Medicine 17:857). Null for none.
 */
export function wilson(hits: number, n: number): Estimate | null {
  if (n === 0) return null;
  const share = hits / n;
  const middle = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  // At the ends the formula is exact, and rounding is not.
  return { value: share, low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half };
}

/**
 * How far from the truth a share of 50% may be that was measured on `size` of `population` calls drawn at random: half of
 * the interval of 95%, 0…1, with the finite population correction (Cochran 1977, Sampling Techniques, 3.3). Other shares
 * are known better. `size` may be a fraction: an effective size.
 */
export function marginOfShare(size: number, population: number): number {
  if (population <= 1 || size >= population) return 0;
  return Math.min(1, Z * Math.sqrt((0.25 / size) * ((population - size) / (population - 1))));
}
