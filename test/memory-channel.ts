import type { Channel } from '../src/analysis.ts';

/** A channel over samples that are already in memory (tests, synthetic signals, short extracts). -1…1, not copied. */
export function memoryChannel(samples: Float32Array, sampleRateHz: number, index = 0): Channel {
  return {
    index,
    sampleRateHz,
    length: samples.length,
    read(start, end) {
      const wanted = new Float32Array(Math.max(0, end - start));
      const from = Math.max(0, start);
      const to = Math.min(samples.length, end);
      if (from < to) wanted.set(samples.subarray(from, to), from - start);
      return wanted;
    },
  };
}
