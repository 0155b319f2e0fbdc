import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { releasedBy: { graceSeconds: 10, farewell: ['farewell'] } };
const goodbye = 'agent: 谢谢您，再见。\ncustomer: 再见。';

it.each([
  [`releasedBy: customer\n${goodbye}`, 'pass'],
  [`releasedBy: system\n${goodbye}`, 'notApplicable'],
  [`releasedBy: agent\n${goodbye}`, 'fail'],
  [`releasedBy: agent\ntail: 10\n${goodbye}`, 'pass'],
  ['releasedBy: agent\ntail: 30\nagent: 就这样。\ncustomer: 我还想问', 'fail'],
  // the goodbye may have been said and not understood
  ['releasedBy: agent\ntail: 30\nagent: 谢谢您，再见。\ncustomer [logp -1.5]: 那就这么', 'undecided'],
  ['releasedBy: agent\ntail: 1\nagent: 谢谢您，再见。\ncustomer [logp -1.5]: 那就这么', 'fail'],
  ['releasedBy: agent\nagent: 您好，您的电话已接通，请讲。', 'undecided'],
  // a busy tone after the last words is what a customer leaves behind who hung up; one before them is none
  [`busy: 3\ntail: 4\n${goodbye}`, 'pass'],
  [`busy: 3\ntail: 1\n${goodbye}`, 'undecided'],
  [`busy: 3\ntail: 4\nreleasedBy: agent\n${goodbye}`, 'fail'],
  // without metadata nothing is ever held against the agent, however sudden the end
  ['tail: 0\nagent: 就这样。\ncustomer: 我还想问', 'undecided'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.threshold).toMatchObject({ value: 10, comparison: 'at least' });
});

it('shows the last words as those of who said them, and says what was measured', () => {
  const finding = findingOf(RULE, 'releasedBy: agent\nagent: 就这样。\ncustomer: 你先别挂我还没说完。');
  expect(finding.evidence).toMatchObject([
    {
      participant: 'customer',
      quote: '你先别挂我还没说完。',
      note: { zh: expect.stringContaining('最后一句话到挂断') },
    },
  ]);
});
