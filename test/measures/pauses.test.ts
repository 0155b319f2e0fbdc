import { expect, it } from 'vitest';
import type { Turn } from '../../src/analysis.ts';
import { pauseMeasures } from '../../src/measures/pauses.ts';

const turn = (...spans: readonly [number, number][]): Turn => ({
  participant: 'agent',
  start: spans[0]![0],
  end: spans.at(-1)![1],
  text: '',
  segments: [],
  speech: spans.map(([start, end]) => ({ start, end })),
});
const customer: Turn = { ...turn([40, 45], [45.5, 50]), participant: 'customer' };

it('counts gaps of a quarter of a second and more inside the own turns', () => {
  const turns = [turn([0, 4], [4.5, 8], [8.2, 10]), turn([11, 16], [16.3, 21]), customer];
  expect(pauseMeasures(turns, 'agent')).toEqual({ pausesPerMinute: 6, pauseShare: expect.closeTo(0.8 / 20, 9) });
  expect(pauseMeasures(turns, 'customer')).toEqual({ pausesPerMinute: 6, pauseShare: expect.closeTo(0.05, 9) });
});

it('finds none in even talk, and says nothing about a few words', () => {
  expect(pauseMeasures([turn([0, 12])], 'agent')).toEqual({ pausesPerMinute: 0, pauseShare: 0 });
  expect(pauseMeasures([turn([0, 4], [4.5, 9])], 'agent')).toEqual({ pausesPerMinute: null, pauseShare: null });
});
