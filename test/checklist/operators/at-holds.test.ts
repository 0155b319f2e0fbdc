import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const before = { atHolds: { leastSeconds: 10, side: 'before', any: ['hold-reason'] } };
const after = { atHolds: { leastSeconds: 10, side: 'after', any: ['hold-return'] } };
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
])('dialogue %# is %s', (rule, dialogue, kind) => {
  const finding = findingOf(rule, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.span).not.toBeNull();
});
