import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { by: 'customer', any: ['goodbye-cue'], against: ['farewell'], last: { turns: 4 } };

it.each([
  ['agent: 明天到。\ncustomer: 好的，再见。\nagent: 再见。', 'pass'],
  ['agent: 明天到。\ncustomer: 没有了。', 'pass'],
  ['agent: 明天到，再见。\ncustomer: 再见。', 'fail'],
  ['agent: 明天到，再见。\ncustomer: 好。', 'fail'],
  // misheard words accuse nobody, and may have been the customer's
  ['agent [logp -1.5]: 明天到，再见。\ncustomer: 再见。', 'undecided'],
  ['customer [logp -1.5]: 那就这么\nagent: 明天到，再见。\ncustomer: 好。', 'undecided'],
  ['agent: 明天到，再见。\ncustomer [logp -1.5]: 那就这么', 'fail'],
  ['agent: 明天到。\ncustomer: 好。', 'notApplicable'],
  // what was said long before the end does not count
  ['customer: 那就这样\nagent: 等等\ncustomer: 好\nagent: 明天到\ncustomer: 嗯\nagent: 再见', 'fail'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf({ saysFirst: RULE }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.participant).toBe('agent');
});

it('asks it of the agent as well', () => {
  const judge = { saysFirst: { ...RULE, by: 'agent', any: ['farewell'], against: ['goodbye-cue'] } };
  expect(findingOf(judge, 'agent: 明天到，再见。\ncustomer: 再见。').kind).toBe('pass');
});
