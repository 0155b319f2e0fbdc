/** How like two outputs of an encoder are. */
export interface Closeness {
  /** Of the angle between them, -1…1; 1 for equal ones. */
  readonly cosine: number;
  readonly largestDifference: number;
}

/** Compares the output of an encoder with that of the exact one, equally long. Not numbers, or nothing, are like nothing. */
export function closeness(found: Float32Array, exact: Float32Array): Closeness {
  let product = 0;
  let foundPower = 0;
  let exactPower = 0;
  let largestDifference = 0;
  for (let at = 0; at < exact.length; at++) {
    const [a, b] = [found[at]!, exact[at]!];
    product += a * b;
    foundPower += a * a;
    exactPower += b * b;
    largestDifference = Math.max(largestDifference, Math.abs(a - b));
  }
  const cosine = product / Math.sqrt(foundPower * exactPower);
  return { cosine: Number.isFinite(cosine) ? cosine : 0, largestDifference };
}
