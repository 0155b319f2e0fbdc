import { describe, expect, it } from 'vitest';
import { totalSeconds } from '../../src/timespan.ts';
import { cutLong } from '../../src/vad/cut.ts';
import type { SpeechProbabilities } from '../../src/vad/silero.ts';
import { decide, dropShort, fillGaps, MEASURING, RECOGNISING, speechSpans, withoutLag } from '../../src/vad/spans.ts';

/** Frames of 0.1 s: `.` 0, `-` 0.4 (between the thresholds), `#` 1. */
function probabilities(pattern: string): SpeechProbabilities {
  const values = Float32Array.from(pattern, (sign) => ({ '.': 0, '-': 0.4, '#': 1 })[sign]!);
  const lag = { startSeconds: 0, endSeconds: 0 };
  return { frameSeconds: 0.1, values, lag, durationSeconds: pattern.length / 10 };
}
const span = (start: number, end: number) => ({ start, end });
const rounded = (spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => [Math.round(start * 1000) / 1000, Math.round(end * 1000) / 1000]);

describe('decide', () => {
  it.each([
    ['..##..', [[0.2, 0.4]]],
    ['..--..', []],
    ['.#--#.', [[0.1, 0.5]]],
    [
      '.#-.-#',
      [
        [0.1, 0.3],
        [0.5, 0.6],
      ],
    ],
    ['###', [[0, 0.3]]],
    ['...', []],
    ['', []],
  ])('%s', (pattern, expected) => {
    expect(rounded(decide(probabilities(pattern), 0.5, 0.35))).toEqual(expected);
  });
});

describe('tidying', () => {
  it('fills pauses shorter than the minimum and keeps one of exactly the minimum', () => {
    expect(fillGaps([span(0, 1), span(1.1, 2), span(2.2, 3)], 0.2)).toEqual([span(0, 2), span(2.2, 3)]);
  });

  it('drops what is shorter than the minimum', () => {
    expect(dropShort([span(0, 0.09), span(1, 1.1), span(2, 3)], 0.1)).toEqual([span(1, 1.1), span(2, 3)]);
  });

  it('fills before it drops: two crumbs close together are a word', () => {
    const settings = { ...MEASURING, minSpeechSeconds: 0.3, padSeconds: 0 };
    expect(rounded(speechSpans(probabilities('.#.#....#..'), settings))).toEqual([[0.1, 0.4]]);
  });
});

describe('withoutLag', () => {
  it('moves both edges back, not before the start, and drops what was only lag', () => {
    const lag = { startSeconds: 0.02, endSeconds: 0.06 };
    const moved = withoutLag([span(0, 1), span(2, 2.03), span(3, 4)], lag);
    expect(rounded(moved)).toEqual([
      [0, 0.94],
      [2.98, 3.94],
    ]);
  });
});

describe('speechSpans', () => {
  it('pads within the channel and joins what the margins make touch', () => {
    const settings = { ...MEASURING, minSilenceSeconds: 0.2, padSeconds: 0.15 };
    expect(rounded(speechSpans(probabilities('##..##....'), settings))).toEqual([[0, 0.75]]);
  });

  it('gives nothing for silence and for no samples', () => {
    expect(speechSpans(probabilities('......'), RECOGNISING)).toEqual([]);
    expect(speechSpans(probabilities(''), RECOGNISING)).toEqual([]);
  });

  it('never lets speech, a filled pause or a margin reach into what is excluded', () => {
    const settings = { ...MEASURING, minSilenceSeconds: 1, padSeconds: 0.3 };
    const spans = speechSpans(probabilities('..####..####..'), settings, [span(0.5, 0.9)]);
    expect(rounded(spans)).toEqual([
      [0, 0.5],
      [0.9, 1.4],
    ]);
  });

  it('drops the crumb that an exclusion leaves of a word', () => {
    expect(speechSpans(probabilities('..####..'), MEASURING, [span(0.25, 1)])).toEqual([]);
  });

  it('cuts long speech at its longest pause, keeps every second, and stays under the limit', () => {
    const long = probabilities(`${'#'.repeat(150)}..${'#'.repeat(100)}....${'#'.repeat(200)}`);
    const spans = speechSpans(long, RECOGNISING);
    expect(rounded(spans)).toEqual([
      [0, 25.4],
      [25.4, 45.6],
    ]);
    expect(totalSeconds(spans)).toBeCloseTo(long.durationSeconds, 6);
  });

  it('holds for any pattern: sorted, disjoint, inside the channel, never over the maximum', () => {
    let state = 7;
    const next = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 32;
    };
    for (let round = 0; round < 200; round++) {
      const pattern = Array.from({ length: 600 }, () => '..-##'[Math.floor(next() * 5)]).join('');
      const excluded = [span(next() * 20, 20 + next() * 20)];
      const spans = speechSpans(probabilities(pattern), { ...RECOGNISING, maxSpanSeconds: 5 }, excluded);
      let at = 0;
      for (const { start, end } of spans) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end - start).toBeGreaterThan(0);
        expect(end - start).toBeLessThanOrEqual(5 + 1e-9);
        expect(end <= excluded[0]!.start + 1e-9 || start >= excluded[0]!.end - 1e-9).toBe(true);
        at = end;
      }
      expect(at).toBeLessThanOrEqual(60);
    }
  });
});

describe('cutLong', () => {
  it('leaves a short span alone and cuts one without pauses into equal parts', () => {
    expect(cutLong(span(1, 3), [span(1, 3)], 2)).toEqual([span(1, 3)]);
    expect(cutLong(span(0, 9), [span(0, 9)], 4)).toEqual([span(0, 3), span(3, 6), span(6, 9)]);
  });

  it('does not cut off a crumb at the edge', () => {
    expect(cutLong(span(0, 10), [span(0, 0.5), span(0.8, 5), span(5.1, 10)], 6)).toEqual([
      span(0, 5.05),
      span(5.05, 10),
    ]);
  });
});
