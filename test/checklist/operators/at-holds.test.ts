import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const before = { atHolds: { leastSeconds: 10, side: 'before', any: ['hold-reason'] } };
const after = { atHolds: { leastSeconds: 10, side: 'after', any: ['hold-return'] } };
const UNANNOUNCED = {
  atHolds: {
    ...before.atHolds,
    unannounced: { customerLooksUp: ['customer-looks-up'], agentAsks: ['question'], customerChecks: ['check-line'] },
  },
};
const call = (ask: string, back: string, seconds = 20) =>
  `customer: 订单呢？\nagent: ${ask}\nhold: ${seconds}\nagent: ${back}`;

it.each([
  [before, call('我帮您查询一下，请稍等。', '好了。'), 'pass'],
  [before, call('别挂啊。', '好了。'), 'fail'],
  [before, call('别挂啊。', '好了。', 5), 'notApplicable'],
  [after, call('请稍等。', '让您久等了。'), 'pass'],
  [after, call('请稍等。', '明天到货。'), 'fail'],
  // every hold needs its words
  [after, `${call('请稍等。', '让您久等了。')}\n${call('请稍等。', '明天到货。')}`, 'fail'],
  [after, 'customer: 订单呢？\nagent: 请稍等。\nhold: 20\nagent [dropped]: 嗯', 'undecided'],
  [after, 'agent: 您好', 'notApplicable'],
  // a short pause in the announcing words begins no hold, one in the words of return ends none
  [before, 'agent: 请稍等。\nhold: 1.5\nagent: 我帮您查询一下。\nhold: 20\nagent: 好了。', 'pass'],
  [after, 'agent: 请稍等。\nhold: 20\nagent: 让您久等了。\nhold: 2\nagent: 明天到货。', 'pass'],
  // a word to the waiting customer is not the return
  [after, 'agent: 请稍等。\nhold: 40\nagent: 请再稍等。\nhold: 30\nagent: 让您久等了。', 'pass'],
  [after, 'agent: 请稍等。\nhold: 40\nagent: 让您久等了，请再稍等。\nhold: 30\nagent: 好了。', 'fail'],
  // the return later than in the first turn
  [
    after,
    call('请稍等。', '您的订单是昨天下午从广州的仓库寄出的，预计明天上午到您那里。\ncustomer: 好\nagent: 让您久等了。'),
    'fail',
  ],
  [
    { atHolds: { ...after.atHolds, turns: 2 } },
    call('请稍等。', '您的订单是昨天下午从广州的仓库寄出的，预计明天上午到您那里。\ncustomer: 好\nagent: 让您久等了。'),
    'pass',
  ],
  // waits that nobody announced
  [UNANNOUNCED, 'customer: 订单呢？\npause: 12\nagent: 明天到货。', 'fail'],
  [UNANNOUNCED, 'customer: 订单呢？\npause: 8\nagent: 明天到货。', 'notApplicable'],
  [UNANNOUNCED, 'customer: 等一下，我找找。\npause: 12\nagent: 好的。', 'notApplicable'],
  [UNANNOUNCED, 'agent: 您的订单号是多少？\npause: 12\ncustomer: 八号。', 'notApplicable'],
])('dialogue %# is %s', (rule, dialogue, kind) => {
  const finding = findingOf(rule, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.span).not.toBeNull();
});

it('passes over what is said to a colleague', () => {
  const rule = { atHolds: { ...after.atHolds, exceptTurns: ['to-colleague'] } };
  const consult = call('请稍等。', '小王你帮我看一下这个客户。');
  expect(findingOf(after, consult).kind).toBe('fail');
  expect(findingOf(rule, consult).kind).toBe('notApplicable');
  expect(findingOf(rule, `${consult}\ncustomer: 喂？\nagent: 让您久等了。`).kind).toBe('pass');
  expect(findingOf(rule, `${consult}\ncustomer: 喂？\nagent: 明天到。`).kind).toBe('fail');
});
