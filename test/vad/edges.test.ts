import { describe, expect, it } from 'vitest';
import type { TimeSpan } from '../../src/timespan.ts';
import { soundEdges } from '../../src/vad/edges.ts';
import { signal } from '../measures/signals.ts';

const SECONDS = 10;
const WHOLE = [{ start: 0, end: SECONDS }];
/** What becomes of detected speech where the sound of -20 dBFS over the noise is in `sound`. */
const edgesOf = (
  sound: readonly TimeSpan[],
  detected: readonly TimeSpan[],
  noiseDbfs: number | null = -60,
  stretches = WHOLE,
) => soundEdges(signal(sound, SECONDS, noiseDbfs), detected, stretches);

describe('edges of speech', () => {
  it.each([null, -70, -60, -45, -32])('are where the sound begins and ends, over noise of %s dBFS', (noiseDbfs) => {
    const [found] = edgesOf([{ start: 2, end: 4 }], [{ start: 2.09, end: 3.93 }], noiseDbfs);
    expect(Math.abs(found!.start - 2)).toBeLessThan(0.011);
    expect(Math.abs(found!.end - 4)).toBeLessThan(0.011);
    const [early] = edgesOf([{ start: 2, end: 4 }], [{ start: 1.92, end: 4.08 }], noiseDbfs);
    expect(Math.abs(early!.start - 2)).toBeLessThan(0.011);
    expect(Math.abs(early!.end - 4)).toBeLessThan(0.011);
  });

  it('reach over the closure of a consonant, not over a pause', () => {
    const first = { start: 1.92, end: 1.96 };
    const found = (next: number) => edgesOf([first, { start: next, end: 4 }], [{ start: 2.06, end: 4 }])[0]!.start;
    expect(found(2)).toBeCloseTo(1.92, 2);
    expect(found(2.04)).toBeCloseTo(2.04, 2);
  });

  it('move by a fifth of a second at most', () => {
    expect(edgesOf([{ start: 1.7, end: 5.3 }], [{ start: 2, end: 5 }])).toEqual([
      { start: expect.closeTo(1.8, 9), end: expect.closeTo(5.2, 9) },
    ]);
  });

  it('stay where there is too little silence, or where a tone sounds', () => {
    const sound = [{ start: 2, end: 4 }];
    const near = [
      { start: 2.05, end: 3 },
      { start: 3.15, end: 3.95 },
    ];
    expect(edgesOf(sound, near).map(({ start, end }) => [start, end])).toEqual([
      [expect.closeTo(2, 1), 3],
      [3.15, expect.closeTo(4, 1)],
    ]);
    const detected = { start: 2.05, end: 3.95 };
    expect(edgesOf(sound, [detected], -60, [{ start: 2.05, end: 3.95 }])).toEqual([detected]);
  });

  it('are those of the detector in noise as loud as speech, in digital silence, and without speech', () => {
    const detected = { start: 2.05, end: 3.95 };
    expect(edgesOf([], [detected], -20)).toEqual([detected]);
    expect(edgesOf([{ start: 1, end: 6 }], [detected])).toEqual([detected]);
    expect(edgesOf([], [detected], null)).toEqual([detected]);
    expect(edgesOf([{ start: 2, end: 4 }], [])).toEqual([]);
  });
});
