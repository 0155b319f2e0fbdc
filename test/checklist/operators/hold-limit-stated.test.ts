import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { holdLimitStated: { leastSeconds: 10, vague: ['hold-vague'] } };
const call = (ask: string, seconds = 20) => `customer: 订单呢？\nagent: ${ask}\nhold: ${seconds}\nagent: 让您久等了。`;

it.each([
  [call('请您稍等一分钟，好吗？'), 'pass'],
  [call('请您稍等，大概两三分钟。'), 'pass'],
  [call('请稍等片刻。'), 'partial'],
  [call('请您等几分钟。'), 'partial'],
  [call('请稍等。'), 'fail'],
  [call('请稍等。', 5), 'notApplicable'],
  // lengths of time that are no limit
  [call('您等了半个小时了，我帮您查，请稍等。'), 'fail'],
  [call('十分钟前发的，请稍等。'), 'fail'],
  [call('三天内到货，请稍等。'), 'fail'],
  // every hold needs one
  [`${call('请您稍等一分钟。')}\n${call('请稍等。')}`, 'fail'],
  ['customer: 订单呢？\nagent [5-7; logp -1.5]: 请少等一\nhold: 20\nagent: 好了。', 'undecided'],
  ['customer: 订单呢？\nagent: 明天到。', 'notApplicable'],
  ['language: en\nagent: May I put you on hold for two minutes?\nhold: 30\nagent: Thank you for waiting.', 'pass'],
  ['language: en\nagent: Just a moment please.\nhold: 30\nagent: Thank you for waiting.', 'partial'],
])('dialogue %# is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeDefined();
});

it('asks for no limit where the customer is put through', () => {
  const rule = { holdLimitStated: { ...RULE.holdLimitStated, except: ['transfer-offer'] } };
  expect(findingOf(RULE, call('我帮您转到技术部，请稍等。')).kind).toBe('fail');
  expect(findingOf(rule, call('我帮您转到技术部，请稍等。')).kind).toBe('notApplicable');
  expect(findingOf(rule, call('请稍等。')).kind).toBe('fail');
});
