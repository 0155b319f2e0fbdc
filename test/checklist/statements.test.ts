import { expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { statementsOf } from '../../src/checklist/statements.ts';

it.each([
  ['agent: 您好。', []],
  ['customer [1-5]: 我买的书\ncustomer [6.5-9]: 没有到', [[1, 9]]],
  // a short reply does not end it, an answer does, and so does a long pause
  ['customer [1-5]: 我买的书\nagent [5.2-5.8]: 嗯\ncustomer [6-9]: 没有到', [[1, 9]]],
  [
    'customer [1-5]: 我买的书\nagent [5.2-7]: 您的订单号是多少\ncustomer [7.2-9]: 八号',
    [
      [1, 5],
      [7.2, 9],
    ],
  ],
  [
    'customer [1-5]: 我买的书\ncustomer [8-9]: 没有到',
    [
      [1, 5],
      [8, 9],
    ],
  ],
  // what is said over and goes under does not end it
  ['customer [1-9]: 我买的书\nagent [4-6]: 您的订单号是多少\ncustomer [9.5-12]: 没有到', [[1, 12]]],
])('dialogue %#', (dialogue, expected) => {
  const found = statementsOf(analysisOfDialogue(dialogue), 'customer');
  expect(found.map(({ start, end }) => [start, end])).toEqual(expected);
});
