import { describe, expect, it } from 'vitest';
import { detectTones } from '../../src/tones/detect.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';
import { madeMusic, madeSpeech } from './made-sound.ts';
import { RATE_HZ, signal, withNoise } from './signals.ts';

const detect = (samples: Float32Array) => detectTones(memoryChannel(samples, RATE_HZ, 1), 'cn');

/** One after the other. */
function joined(...parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
const silence = (seconds: number) => new Float32Array(seconds * RATE_HZ);

describe('hold music', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is found from its first note to its last: tune %d', (seed) => {
    const found = detect(joined(silence(3), madeMusic(seed, 20), silence(3)));
    expect(found).toMatchObject([{ kind: 'music', channel: 1, frequencyHz: null, bursts: 1 }]);
    expect(Math.abs(found[0]!.start - 3)).toBeLessThan(0.05);
    // Plucked strings die away before the tune ends.
    expect(found[0]!.end).toBeGreaterThan(21.5);
    expect(found[0]!.end).toBeLessThan(23.05);
  });

  it('is found under noise 15 dB below', () => {
    const tune = madeMusic(9, 20);
    const rms = Math.sqrt(tune.reduce((sum, one) => sum + one * one, 0) / tune.length);
    expect(detect(withNoise(tune, 15, rms * Math.SQRT2))).toMatchObject([{ kind: 'music' }]);
  });

  it('of a few seconds is left alone', () => {
    expect(detect(joined(silence(2), madeMusic(1, 6), silence(2)))).toEqual([]);
  });
});

describe('no music', () => {
  it.each([
    ['a dial tone', signal([{ seconds: 20, hz: 450 }])],
    ['a siren of two tones', signal(Array.from({ length: 20 }, (_, n) => ({ seconds: 1, hz: n % 2 ? 700 : 900 })))],
    ['mains hum', signal([{ seconds: 20, hz: [100, 200, 300, 400, 500, 600, 700], amplitude: 0.05 }])],
    ['noise', withNoise(silence(20), 0)],
    ['silence', silence(20)],
  ])('%s', (_, samples) => {
    expect(detect(samples).filter(({ kind }) => kind === 'music')).toEqual([]);
  });

  it.skipIf(!available('espeak-ng') || !available('sox'))('voices, alone, over hum and next to music', () => {
    const hum = (samples: Float32Array) => {
      const under = signal([{ seconds: samples.length / RATE_HZ, hz: [200, 300, 400, 500], amplitude: 0.01 }]);
      return samples.map((sample, n) => sample + (under[n] ?? 0));
    };
    for (const { voice, samples } of madeSpeech(11, 240)) {
      expect(detect(samples), voice).toEqual([]);
      expect(detect(hum(samples)), `${voice} over hum`).toEqual([]);
      const found = detect(joined(madeMusic(3, 15), silence(1), samples.subarray(0, 20 * RATE_HZ)));
      expect(found, voice).toMatchObject([{ kind: 'music' }]);
      expect(found[0]!.end, voice).toBeLessThan(15.05);
    }
  });
});
