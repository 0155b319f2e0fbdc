import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  answersWithin: {
    with: ['hold-request'],
    checks: [],
    leastUnits: { zh: 6, en: 4 },
    pass: { atMost: 60 },
    partial: { atMost: 120 },
  },
};
const need = 'agent [0-2]: 您好，请问有什么可以帮您？\ncustomer [3-8]: 我想查一下我的订单到哪里了。';

it.each([
  [`${need}\nagent [10-13]: 您的订单明天上午到。`, 'pass'],
  [`${need}\nagent [70-73]: 您的订单明天上午到。`, 'partial'],
  [`${need}\nagent [140-143]: 您的订单明天上午到。`, 'fail'],
  [`${need}\nagent [10-11]: 请稍等。\nagent [200-203]: 您的订单明天上午到。`, 'pass'],
  // a nod is no answer
  [`${need}\nagent [10-10.5]: 嗯。\nagent [140-143]: 您的订单明天上午到。`, 'fail'],
  // questions back and their answers do not count
  [
    `${need}\nagent [10-14]: 请问您的订单号是多少？\ncustomer [15-90]: 我找一下，是一二三四五。\nagent [95-99]: 您的订单明天上午到。`,
    'pass',
  ],
  [`${need}\nduration: 20`, 'notApplicable'],
  [`${need}\nduration: 200`, 'fail'],
  ['agent: 您好\ncustomer: 喂', 'notApplicable'],
  [`${need}\nagent [10-14; dropped]: 谢谢观看\nagent [140-143]: 您的订单明天上午到。`, 'undecided'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the seconds with their limit', () => {
  expect(findingOf(RULE, `${need}\nagent [140-143]: 您的订单明天上午到。`).evidence).toMatchObject([
    { span: { start: 8, end: 143 }, measured: { value: 132, unit: 'seconds' }, threshold: { value: 60 } },
  ]);
});
