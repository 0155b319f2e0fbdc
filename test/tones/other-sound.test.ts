import { describe, expect, it } from 'vitest';
import { detectTones } from '../../src/tones/detect.ts';
import { TONE_PLANS } from '../../src/tones/plans.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';
import { madeBeeps, madeMusic, madeSpeech } from './made-sound.ts';
import { RATE_HZ } from './signals.ts';

/** The small version of `npm run bench`: an hour of it is there. */
describe.each(TONE_PLANS)('no tone of %s', (plan) => {
  it.skipIf(!available('espeak-ng') || !available('sox'))('in four minutes of voices', () => {
    for (const { voice, samples } of madeSpeech(31, 240))
      expect(detectTones(memoryChannel(samples, RATE_HZ), plan), voice).toEqual([]);
  });

  it('but music in two minutes of music', () => {
    for (let seed = 0; seed < 4; seed++)
      expect(detectTones(memoryChannel(madeMusic(900 + seed, 30), RATE_HZ), plan)).toMatchObject([{ kind: 'music' }]);
  });

  it('in three minutes of beeps', () => {
    for (const { name, samples } of madeBeeps(180))
      expect(detectTones(memoryChannel(samples, RATE_HZ), plan), name).toEqual([]);
  });
});
