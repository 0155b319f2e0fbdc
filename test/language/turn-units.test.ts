import { expect, it } from 'vitest';
import type { Segment, Turn } from '../../src/analysis.ts';
import { turnUnits } from '../../src/language/turn-units.ts';

const turn = (start: number, end: number, segments: number[], participant: Turn['participant'] = 'agent'): Turn => ({
  participant,
  start,
  end,
  text: '',
  segments,
  speech: [{ start, end }],
});
const segment = (start: number, end: number, text: string): Segment => ({
  participant: 'agent',
  channel: 0,
  start,
  end,
  text,
  meanLogProbability: null,
});
const unitsOf = (turns: Turn[], transcript: Segment[]) => [...turnUnits(turns, transcript, 'agent', 'zh').values()];

it('are those of the segments of each turn', () => {
  const turns = [turn(0, 2, [0]), turn(3, 4, [], 'customer'), turn(5, 9, [1, 2])];
  expect(unitsOf(turns, [segment(0, 2, '您好。'), segment(5, 6, '请讲，'), segment(6, 9, '我听着')])).toEqual([2, 5]);
});

it('of a segment over several turns are shared out by speech', () => {
  // 1 s of the first, 2 s of the second and 1 s of the third turn
  const turns = [turn(0, 2, []), turn(3, 5, [0]), turn(6, 9, [])];
  expect(unitsOf(turns, [segment(1, 7, '一二三四五六七八')])).toEqual([2, 4, 2]);
});

it('of a segment outside all speech stay with its turn', () => {
  expect(unitsOf([turn(0, 2, [0])], [segment(3, 4, '您好')])).toEqual([2]);
});
