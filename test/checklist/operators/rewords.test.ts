import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  rewords: { to: ['complaint'], with: ['thanks'], leastUnits: { zh: 8, en: 5 }, sameShare: 0.6 },
};
/** Any classes serve as the sign of not understanding and the marker here. */
const talk = (reply: string) => `agent: 您的账户余额不足以抵扣本期账单。\ncustomer: 什么态度？\n${reply}`;

it.each([
  [talk('agent: 就是说卡里的钱不够交这个月的电话费。'), 'pass'],
  [talk('agent: 非常谢谢您。'), 'pass'],
  [talk('agent: 您的账户余额不足以抵扣本期账单。'), 'fail'],
  [talk('agent: 我说您的账户余额不足以抵扣本期账单了。'), 'fail'],
  [talk('agent: 余额不够。'), 'fail'],
  // a nod is not the answer
  [talk('agent: 嗯。\ncustomer: 说呀，我等着呢。\nagent: 就是说卡里的钱不够交这个月的电话费。'), 'pass'],
  [talk('agent [logp -2]: 您的账户余额不足以抵扣本期账单。'), 'undecided'],
  [talk(''), 'notApplicable'],
  ['agent: 您好。\ncustomer: 好。', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the words that were repeated, and how much they have in common', () => {
  expect(findingOf(RULE, talk('agent: 您的账户余额不足以抵扣本期账单。')).evidence).toMatchObject([
    { participant: 'customer', quote: '什么态度' },
    { participant: 'agent', measured: { value: 1, unit: 'share' }, threshold: { value: 0.6 } },
  ]);
});
