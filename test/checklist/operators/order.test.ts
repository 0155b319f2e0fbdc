import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const steps = [
  { any: ['greeting'] },
  [{ any: ['verify-identity'] }, { any: ['agent-number'] }],
  { any: ['ask-convenience'] },
  { any: ['confirm-understanding'] },
  { any: ['farewell'], last: true },
];
const RULE = { steps, pass: 0.9, partial: 0.7, leastSteps: 4 };

it.each([
  // the script; the two steps that may change places
  ['agent: 您好，请问您是罗先生吗？\nagent: 我的工号是八零幺六，请问您现在方便接听电话吗？\nagent: 再见', 'pass'],
  ['agent: 您好，我的工号是八零幺六，请问您是罗先生吗？\nagent: 请问您现在方便接听电话吗？\nagent: 再见', 'pass'],
  // one of five, and two of five out of place
  ['agent: 请问您现在方便接听电话吗？\nagent: 您好，请问您是罗先生吗？我的工号是八零幺六\nagent: 再见', 'partial'],
  [
    'agent: 再见，请问您对这个问题是否已经清楚了？\nagent: 请问您现在方便接听电话吗？\nagent: 请问您是罗先生吗？\nagent: 您好',
    'fail',
  ],
  // a goodbye is taken where it is said last
  ['agent: 再见，您好，请问您是罗先生吗？\nagent: 请问您现在方便接听电话吗？\nagent: 再见', 'pass'],
  // what stands in the wrong place may be misheard
  [
    'agent [logp -1.5]: 再见，请问您对这个问题是否已经清楚了？\nagent: 请问您现在方便接听电话吗？\nagent: 请问您是罗先生吗？\nagent: 您好',
    'undecided',
  ],
  ['agent: 您好，再见', 'notApplicable'],
  ['customer: 您好，请问您是罗先生吗，请问您现在方便接听电话吗，再见', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf({ order: RULE }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail')
    expect(finding.evidence[0]).toMatchObject({ threshold: { value: 0.9 }, quote: expect.anything() });
});

it('breaks on what must never come first, whatever the rest', () => {
  const firmly = [{ earlier: { any: ['verify-identity'] }, later: { any: ['prior-contact-subject'] } }];
  const order = { ...RULE, leastSteps: 2, firmly };
  const late = '您好，您上次反映的问题有结果了。\nagent: 请问您是罗先生吗？';
  expect(findingOf({ order }, `agent: ${late}`).kind).toBe('fail');
  expect(findingOf({ order }, `agent [logp -1.5]: ${late}`).kind).toBe('undecided');
  expect(findingOf({ order }, `customer: ${late}`).kind).toBe('notApplicable');
  expect(findingOf({ order }, 'agent: 您好，请问您是罗先生吗？\nagent: 您上次反映的问题有结果了。').kind).toBe('pass');
});

it('looks only from where something is first said', () => {
  const from = { any: ['complaint'], participant: 'customer' };
  const order = { steps: [{ any: ['apology'] }, { any: ['handling'] }], pass: 1, from };
  const asked = 'agent: 您好，请问您贵姓？\ncustomer: 我姓王，我要投诉。\n';
  expect(findingOf({ order }, `${asked}agent: 非常抱歉，请问您的电话是多少？`).kind).toBe('pass');
  expect(findingOf({ order }, `${asked}agent: 请问您的电话是多少？\nagent: 非常抱歉。`).kind).toBe('fail');
  expect(findingOf({ order }, 'agent: 您好，请问您贵姓？\nagent: 非常抱歉。').kind).toBe('notApplicable');
});
