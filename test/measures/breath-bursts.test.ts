import { describe, expect, it } from 'vitest';
import { breathBurstsPerMinute } from '../../src/measures/breath-bursts.ts';
import { memoryChannel } from '../memory-channel.ts';
import { FULL_BAND, TELEPHONE, voice } from './voices.ts';

const SECONDS = 33;
/** Half a minute of speech. */
const SPEECH = [0, 1, 2].map((index) => ({ start: 11 * index + 0.5, end: 11 * index + 10.5 }));
const speaking = (hz: number, band: readonly [number, number]) =>
  voice(
    SPEECH.map((span) => ({ ...span, fromHz: hz, toHz: hz * 1.3 })),
    SECONDS,
    band,
    { rate: 8000 },
  );

/** Puffs on the microphone: 45 Hz, dying away within a tenth of a second, of a peak (1 = full scale). */
function perMinute(hz: number, band: readonly [number, number], at: readonly number[], peak = 0.7): number | null {
  const signal = speaking(hz, band);
  const samples = signal.read(0, signal.length);
  for (const start of at)
    for (let i = 0; i < 1600; i++) {
      const seconds = i / 8000;
      samples[Math.round(start * 8000) + i]! += peak * Math.exp(-seconds / 0.04) * Math.sin(2 * Math.PI * 45 * seconds);
    }
  return breathBurstsPerMinute({ participant: 'agent', speech: SPEECH, signal: memoryChannel(samples, 8000) }, SECONDS);
}

describe('breath bursts', () => {
  it.each([110, 220])('are counted per minute of speech, for a voice of %i Hz', (hz) => {
    expect(perMinute(hz, FULL_BAND, [])).toBe(0);
    expect(perMinute(hz, FULL_BAND, [2, 4.5, 13, 15, 20, 29])).toBe(12);
  });

  it('are not counted in pauses, when faint, or when they go on as a hum', () => {
    expect(perMinute(220, FULL_BAND, [10.9, 21.9])).toBe(0);
    expect(perMinute(220, FULL_BAND, [2, 4.5, 13], 0.05)).toBe(0);
    expect(
      perMinute(
        220,
        FULL_BAND,
        Array.from({ length: 20 }, (_, index) => 2 + index * 0.1),
      ),
    ).toBe(0);
  });

  it('are not measured on a line that passes nothing so low, nor in a few words', () => {
    expect(perMinute(110, TELEPHONE, [])).toBeNull();
    const signal = speaking(110, FULL_BAND);
    expect(
      breathBurstsPerMinute({ participant: 'agent', speech: [{ start: 1, end: 10 }], signal }, SECONDS),
    ).toBeNull();
  });
});
