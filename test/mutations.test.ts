import { expect, it } from 'vitest';
import { isFailure, runMutations } from './bench/mutations/run.ts';
import { available } from './requires.ts';

const GIGABYTE = 1e9;

it.runIf(available('ffmpeg') && available('sox'))(
  'sixty damaged files are scored or refused in a sentence',
  async () => {
    const { outcomes, peakBytes, ffmpegPeakBytes } = await runMutations({ count: 60, seed: 7, recogniseEvery: 59 });
    expect(outcomes.filter(isFailure)).toEqual([]);
    const scored = outcomes.filter(({ code }) => code === 'scored').length;
    expect(scored).toBeGreaterThan(10);
    expect(scored).toBeLessThan(55);
    expect(Math.max(peakBytes, ffmpegPeakBytes)).toBeLessThan(GIGABYTE);
  },
);
