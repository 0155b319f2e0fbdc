import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { backchannels: { leastSeconds: 10, everySeconds: 12, mostSeconds: 20, partialCount: 1 } };
const customer = (start: number, end: number) => `customer [${start}-${end}]: 我买的书没有到\n`;
const agent = (start: number) => `agent [${start}-${start + 0.5}]: 嗯\n`;
const REPLY = (start: number) => `agent [${start}-${start + 3}]: 好的我帮您查一下\n`;

it.each([
  [customer(1, 8) + REPLY(9), 'notApplicable'],
  [customer(1, 12) + REPLY(13), 'pass'],
  // 15 s without a sound, then with one in the middle
  [customer(1, 16) + REPLY(17), 'partial'],
  [customer(1, 16) + agent(8) + REPLY(17), 'pass'],
  // in a pause of the customer
  [customer(1, 8) + agent(8.2) + customer(9, 16) + REPLY(17), 'pass'],
  [customer(1, 24) + REPLY(25), 'partial'],
  [customer(1, 24) + REPLY(25) + customer(30, 55) + REPLY(56), 'fail'],
  [customer(1, 24) + agent(9) + agent(17) + REPLY(25) + customer(30, 55) + agent(40) + agent(48), 'pass'],
])('dialogue %# is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the stretches without a sound', () => {
  const { evidence } = findingOf(RULE, customer(1, 24) + REPLY(25) + customer(30, 55) + REPLY(56));
  expect(evidence).toMatchObject([
    { span: { start: 1, end: 24 }, measured: { value: 23 }, threshold: { comparison: 'at most', value: 20 } },
    { span: { start: 30, end: 55 }, measured: { value: 25 } },
  ]);
});
