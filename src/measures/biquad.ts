/** A filter of the second order: what it does to a signal follows from five numbers. */
export interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/** Butterworth: flat up to the cutoff, where 3 dB are lost, then 12 dB an octave (R. Bristow-Johnson's formulas). */
export function butterworth(kind: 'lowPass' | 'highPass', cutoffHz: number, sampleRateHz: number): Biquad {
  const angle = (2 * Math.PI * cutoffHz) / sampleRateHz;
  const cosine = Math.cos(angle);
  const alpha = Math.sin(angle) / Math.SQRT2;
  const a0 = 1 + alpha;
  const middle = kind === 'lowPass' ? 1 - cosine : -(1 + cosine);
  const outer = Math.abs(middle) / 2 / a0;
  return { b0: outer, b1: middle / a0, b2: outer, a1: (-2 * cosine) / a0, a2: (1 - alpha) / a0 };
}

/** A new signal: `samples` sent through the filters one after the other, from silence. */
export function filtered(samples: Float32Array, filters: readonly Biquad[]): Float32Array {
  return runningFilter(filters)(samples.slice());
}

/**
 * The filters for a signal that comes in blocks: each call sends the next block through them, in place, and goes on from
 * where the block before it ended.
 */
export function runningFilter(filters: readonly Biquad[]): (samples: Float32Array) => Float32Array {
  const states = filters.map((filter) => ({ filter, x1: 0, x2: 0, y1: 0, y2: 0 }));
  return (samples) => {
    for (const state of states) {
      const { b0, b1, b2, a1, a2 } = state.filter;
      let { x1, x2, y1, y2 } = state;
      for (let i = 0; i < samples.length; i++) {
        const x = samples[i]!;
        const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
        x2 = x1;
        x1 = x;
        y2 = y1;
        y1 = y;
        samples[i] = y;
      }
      Object.assign(state, { x1, x2, y1, y2 });
    }
    return samples;
  };
}
