import type { Channel } from '../analysis.ts';

/** Tones are looked for at the rate of the telephone. */
export const TONE_RATE_HZ = 8000;

/**
 * The channel at 8 kHz, read on demand: each sample is the mean of the signal over its 125 µs. Far cheaper than a proper
 * resampler and good enough here: the band of the tones loses under 3 dB, and what folds back from above 4 kHz is noise
 * to a tone, never a tone. A channel of 8 kHz is given back as it is.
 */
export function telephoneLine(channel: Channel): Channel {
  const step = channel.sampleRateHz / TONE_RATE_HZ;
  if (step === 1) return channel;
  const length = Math.floor(channel.length / step);
  return {
    index: channel.index,
    sampleRateHz: TONE_RATE_HZ,
    length,
    read(start, end) {
      const wanted = new Float32Array(Math.max(0, end - start));
      const first = Math.floor(start * step);
      const input = channel.read(first, Math.ceil(end * step) + 1);
      // Sum of the input up to a position, linear between samples.
      let sum = 0;
      let at = 0;
      const sumTo = (position: number): number => {
        while (at + 1 <= position) sum += input[at++]!;
        return sum + (position - at) * input[at]!;
      };
      let before = sumTo(start * step - first);
      for (let n = 0; n < wanted.length; n++) {
        const after = sumTo((start + n + 1) * step - first);
        wanted[n] = (after - before) / step;
        before = after;
      }
      return wanted;
    },
  };
}
