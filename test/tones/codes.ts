import { ALAW } from '../../src/audio/g711.ts';

export { ALAW };

const sorted = new Map<Float32Array, Float32Array>();

/** The value of a table of codes that is nearest to a sample: what is left of it after encoding and decoding. */
export function decodeNearest(table: Float32Array, sample: number): number {
  const values = sorted.get(table) ?? table.toSorted();
  sorted.set(table, values);
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < sample) low = middle + 1;
    else high = middle;
  }
  const above = values[low]!;
  const below = values[Math.max(0, low - 1)]!;
  return above - sample < sample - below ? above : below;
}
