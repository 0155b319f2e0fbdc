import { expect, it } from 'vitest';
import type { CallAnalysis } from '../../../src/analysis.ts';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { findingOf } from './finding.ts';

const RULE = { closing: ['farewell', 'thanks', 'wish'], pass: { atLeast: 3 }, partial: { atLeast: 1 } };

it.each([
  // the customer answers, also when the agent's last words are only a goodbye
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 好的', 'pass'],
  ['releasedBy: agent\ntail: 0.1\nagent: 订单明天送到。\ncustomer: 好的\nagent: 谢谢，再见。', 'pass'],
  // nobody answers: the time left counts, also when a goodbye stands behind it
  ['releasedBy: agent\ntail: 3.5\nagent: 订单明天送到。', 'pass'],
  ['releasedBy: agent\ntail: 0.3\nagent: 订单明天送到。\npause: 4\nagent: 再见。', 'pass'],
  ['releasedBy: agent\ntail: 2\nagent: 订单明天送到。再见。', 'partial'],
  ['releasedBy: agent\ntail: 0.3\nagent: 订单明天送到。\nagent: 再见。', 'fail'],
  ['releasedBy: agent\ntail: 0\ncustomer: 什么时候到\nagent: 订单明天送', 'fail'],
  // an answer before it is no answer to it
  ['releasedBy: agent\ntail: 0.2\nagent: 您好\ncustomer: 我的订单呢\nagent: 明天送到。再见。', 'fail'],
  ['releasedBy: customer\ntail: 0.2\nagent: 订单明天送到。', 'notApplicable'],
  ['releasedBy: system\ntail: 0.2\nagent: 订单明天送到。', 'notApplicable'],
  ['releasedBy: agent\nagent: 谢谢，再见。', 'notApplicable'],
  // who hung up is not known
  ['tail: 0.2\nagent: 订单明天送到。', 'undecided'],
  ['tail: 5\nagent: 订单明天送到。', 'pass'],
  ['releasedBy: agent\ntail: 0.2\nlanguage: en\nagent: It will arrive tomorrow. Thank you, goodbye.', 'fail'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf({ tail: RULE }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]).toMatchObject({ quote: expect.anything(), threshold: { value: 3 } });
});

it.each([
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 那能改个地址吗？', 'fail'],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 那能改个地址吗？\nagent: 再见。', 'undecided'],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 好的，那我就等着了？', 'pass'],
  [
    'releasedBy: agent\nlanguage: en\nagent: It will arrive tomorrow.\ncustomer: Okay, so that is all sorted, yeah?',
    'pass',
  ],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 那能改个地址吗？\nagent: 能。', 'pass'],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 好的是吧？', 'pass'],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer: 好，谢谢你再见好吧？', 'pass'],
  ['releasedBy: agent\nagent: 订单明天送到。\ncustomer [logp -2]: 那能改个地址吗？', 'undecided'],
  ['releasedBy: customer\nagent: 订单明天送到。\ncustomer: 那能改个地址吗？', 'pass'],
  ['agent: 订单明天送到。\ncustomer: 那能改个地址吗？', 'pass'],
])('to hang up on a question is no end: %s is %s', (dialogue, kind) => {
  const { kind: got, evidence } = findingOf({ tail: RULE }, dialogue);
  expect(got).toBe(kind);
  if (kind === 'fail')
    expect(evidence[1]).toMatchObject({
      participant: 'customer',
      quote: expect.stringContaining('那能改个地址吗'),
      measured: { value: 0 },
    });
});

it('does not hold an end that is lost against anybody', () => {
  const dialogue = 'releasedBy: agent\nagent: 订单明天送到。\ncustomer: 那能改个地址吗？';
  const truncated = { code: 'truncated' as const, sentence: { zh: '', en: '' } };
  const cut = (analysis: CallAnalysis) => ({ ...analysis, warnings: [truncated] });
  expect(findingOf({ tail: RULE }, dialogue, DEFAULT_PROFILE, cut).kind).toBe('undecided');
});

it('sees the customer cut off as well', () => {
  const judge = { tail: { ...RULE, participant: 'customer' } };
  expect(findingOf(judge, 'releasedBy: agent\ntail: 0.1\nagent: 就这样。\ncustomer: 等一下我还没说完').kind).toBe(
    'fail',
  );
  expect(findingOf(judge, 'releasedBy: agent\nagent: 好的。\ncustomer: 谢谢，再见').kind).toBe('notApplicable');
});
