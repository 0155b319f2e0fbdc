import type { Channel } from '../../src/analysis.ts';
import type { TimeSpan } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';

/** A stretch of a made voice: it glides evenly (in semitones) from one pitch to the other. */
export interface Tune extends TimeSpan {
  fromHz: number;
  toHz?: number;
}

/** Harmonics that a voice is made of: full band, or what a narrow telephone line lets through. */
export const FULL_BAND = [50, 3700] as const;
export const TELEPHONE = [300, 3400] as const;

/** Formants of an open vowel: centre and width. */
const FORMANTS = [
  [700, 130],
  [1220, 150],
  [2600, 250],
] as const;

/**
 * A voice of known pitch: harmonics of -6 dB an octave, shaped by three formants, only those inside the band, at an RMS
 * level of -20 dBFS in the first stretch; over white noise `noiseDb` below it.
 */
export function voice(
  tunes: readonly Tune[],
  seconds: number,
  [lowestHz, highestHz]: readonly [number, number] = FULL_BAND,
  { rate = 8000, noiseDb = 60 }: { rate?: number; noiseDb?: number } = {},
): Channel {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { start, end, fromHz, toHz = fromHz } of tunes) {
    let phase = 0;
    for (let i = Math.round(start * rate); i < Math.round(end * rate); i++) {
      const pitch = fromHz * (toHz / fromHz) ** ((i / rate - start) / (end - start));
      phase += pitch / rate;
      for (let k = 1; k * pitch <= highestHz; k++) {
        const hertz = k * pitch;
        if (hertz < lowestHz) continue;
        const shape = FORMANTS.reduce((sum, [centre, width]) => sum + 1 / (1 + ((hertz - centre) / width) ** 2), 0.1);
        samples[i]! += (shape / k) * Math.sin(2 * Math.PI * k * phase);
      }
    }
  }
  const [first] = tunes;
  const power = (from: number, to: number) =>
    samples.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from);
  const gain = 0.1 / Math.sqrt(power(Math.round(first!.start * rate), Math.round(first!.end * rate)));
  let state = 99;
  for (let i = 0; i < samples.length; i++) {
    state = (state * 16_807) % 2_147_483_647;
    const noise = Math.sqrt(3) * 0.1 * 10 ** (-noiseDb / 20) * ((2 * state) / 2_147_483_647 - 1);
    samples[i] = samples[i]! * gain + noise;
  }
  return memoryChannel(samples, rate);
}
