import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  promiseKept: { promises: ['invite-contact'], promisedAt: ['promised_at'], to: ['callback_at'], partialShare: 0.5 },
};
/** The call ends at 14:10; any class serves as the promise here. */
const call = (facts: string, words = '四小时内，欢迎随时致电。') =>
  `startTime: 2024-03-05 14:00\nduration: 600\n${facts}\nagent: ${words}`;

it.each([
  [call('extra.callback_at: 2024-03-05 18:10'), 'pass'],
  [call('extra.callback_at: 2024-03-05 20:00'), 'partial'],
  [call('extra.callback_at: 2024-03-05 20:11'), 'fail'],
  [call('extra.callback_at: 无'), 'fail'],
  [call('extra.callback_at:'), 'undecided'],
  [call('extra.callback_at: 晚上'), 'undecided'],
  [call('extra.callback_at: 2024-03-05T18:00:00Z'), 'undecided'],
  [call(''), 'notApplicable'],
  // the list's own deadline comes first
  [call('extra.promised_at: 2024-03-06 14:10\nextra.callback_at: 2024-03-06 10:00'), 'pass'],
  [call('extra.callback_at: 2024-03-05 18:10', '尽快答复您，欢迎随时致电。'), 'notApplicable'],
  ['extra.callback_at: 2024-03-05 18:10\nagent: 四小时内，欢迎随时致电。', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the promise in its words and the hours it took', () => {
  expect(findingOf(RULE, call('extra.callback_at: 2024-03-06 14:10')).evidence).toMatchObject([
    { quote: '四小时内，欢迎随时致电。', participant: 'agent' },
    { quote: '2024-03-06 14:10', measured: { value: 24, unit: 'hours' }, threshold: { value: 4 } },
  ]);
});
