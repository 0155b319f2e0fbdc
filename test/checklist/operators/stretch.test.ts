import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const CHUNKS = {
  stretch: {
    until: 'pause',
    pass: { seconds: { atMost: 20 }, pieces: { atMost: 3 } },
    partial: { seconds: { atMost: 35 }, pieces: { atMost: 5 } },
    leastSeconds: 8,
  },
};
const ALONE = { stretch: { until: 'reply', pass: { seconds: { atMost: 45 } }, partial: { seconds: { atMost: 75 } } } };
const agent = (start: number, end: number, text = '您的订单在路上') => `agent [${start}-${end}]: ${text}\n`;
const STEPS = '首先打开网站，然后登录，接着点第二栏，最后按确认，';

it.each([
  [CHUNKS, agent(0, 5), 'notApplicable'],
  [CHUNKS, agent(0, 15), 'pass'],
  [CHUNKS, agent(0, 25), 'partial'],
  [CHUNKS, agent(0, 40), 'fail'],
  [CHUNKS, agent(0, 15, STEPS), 'partial'],
  [CHUNKS, agent(0, 6, STEPS + STEPS), 'fail'],
  [CHUNKS, agent(0, 12, '您的号码是13800138000，金额一百二十元'), 'pass'],
  // a number read in groups is one
  [CHUNKS, agent(0, 12, '您可以拨打零二五，八八六六，三三幺零找他，一号二十元'), 'pass'],
  // and so is one read figure by figure
  [CHUNKS, `language: en\n${agent(0, 12, 'It is 4 0 9 2, 1 1 7 7, 3 0 5 6, is that right?')}`, 'pass'],
  // pauses part what is told, short replies do not end a monologue
  [CHUNKS, agent(0, 15) + agent(17, 32), 'pass'],
  [ALONE, agent(0, 30) + agent(31, 50), 'partial'],
  [ALONE, `${agent(0, 30)}customer [30.1-30.6]: 嗯\n${agent(31, 80)}`, 'fail'],
  [ALONE, `${agent(0, 30)}customer [30.1-33]: 那我什么时候能收到\n${agent(34, 70)}`, 'pass'],
  [ALONE, 'customer: 您好。', 'notApplicable'],
])('%# is judged', (judge, dialogue, kind) => {
  expect(findingOf(judge, dialogue).kind).toBe(kind);
});

it('measures a statement of the customer', () => {
  const judge = { stretch: { participant: 'customer', until: 'reply', pass: { seconds: { atLeast: 20 } } } };
  expect(findingOf(judge, 'customer [0-25]: 我买的书没有到').kind).toBe('pass');
  expect(findingOf(judge, 'customer [0-9]: 我买的书没有到').kind).toBe('fail');
});

it('shows the longest and the fullest', () => {
  expect(findingOf(CHUNKS, agent(0, 40) + agent(50, 56, STEPS)).evidence).toMatchObject([
    { span: { start: 0, end: 40 }, measured: { value: 40 }, threshold: { comparison: 'at most', value: 20 } },
    { span: { start: 50, end: 56 }, measured: { value: 5, unit: 'count' }, threshold: { value: 3 } },
  ]);
});
