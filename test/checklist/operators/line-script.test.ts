import { expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { findingOf } from './finding.ts';

const RULE = {
  lineScript: {
    prompts: ['line-prompt'],
    times: 2,
    cannotHear: ['cannot-hear'],
    apology: ['apology'],
    redial: ['redial-request'],
    rude: ['line-rude'],
    waitSeconds: { atLeast: 1.5, atMost: 5 },
    openSeconds: 30,
  },
};
const PROMPT = 'agent: 您好，您的电话已接通，请讲。';
const LAST = 'agent: 对不起，听不到您的声音，请您再拨一次好吗？';
const script = (...lines: (string | number)[]) =>
  lines.map((one) => (typeof one === 'number' ? `pause: ${one}` : one)).join('\n');

it.each([
  [script(PROMPT, 2.2, PROMPT, 2.2, LAST), 'pass', null],
  [script('agent: 您好，百灵客服中心，请问有什么可以帮您？', 3, PROMPT, 3, LAST), 'pass', null],
  // one prompt in two breaths
  [script('agent: 您好。', 0.7, 'agent: 您的电话已接通，请讲。', 2.2, PROMPT, 2.2, LAST), 'pass', null],
  [script(PROMPT, 2.2, PROMPT, 2.2, PROMPT, 2.2, LAST), 'pass', null],
  // the words of the end in two
  [script(PROMPT, 2, PROMPT, 2, 'agent: 对不起，听不到您的声音。', 1, 'agent: 请您再拨一次。'), 'pass', null],
  [script(PROMPT, 2.2, LAST), 'partial', '没有重复'],
  [script(PROMPT, 0.9, PROMPT, 2.2, LAST), 'partial', '等待时间'],
  [script(PROMPT, 2.2, PROMPT, 7, LAST), 'partial', '等待时间'],
  [script(PROMPT, 2.2, PROMPT, 2.2, 'agent: 对不起，听不到您的声音，再见。'), 'partial', '重拨'],
  [script(PROMPT, 2.2, PROMPT, 2.2, 'agent: 听不到您的声音，请您再拨一次。'), 'partial', '致歉'],
  [script(PROMPT, 2.2), 'fail', '没有致歉'],
  [script(PROMPT, 2.2, PROMPT, 2.2), 'fail', '没有致歉'],
  [script(LAST), 'fail', '没有请客户讲话'],
  [script(PROMPT, 2.2, 'agent: 喂喂喂，说话呀！', 2.2, LAST), 'fail', '说了'],
  [script(PROMPT, 2.2, PROMPT, 35, LAST), 'fail', '空着'],
  [`tail: 40\n${script(PROMPT, 2.2, PROMPT, 2.2, LAST)}`, 'fail', '空着'],
  [script(PROMPT, 2.2, 'agent [6-8; dropped]: 谢谢观看'), 'undecided', null],
  // unsure words accuse nobody
  [script(PROMPT, 2.2, 'agent [logp -1.5]: 喂喂喂，说话呀！', 2.2, LAST), 'undecided', null],
  [script('agent [logp -1.5]: 对不起，听不到您的声音，请您再拨一次好吗？'), 'undecided', null],
  [script(PROMPT, 2.2, 'customer: 喂，你好', 1, LAST), 'notApplicable', null],
  ['customer [0-0.2; dropped]: 嗯', 'notApplicable', null],
  [
    'language: en\nagent: Hello, you are connected, please go ahead.\npause: 2\nagent: Hello, can you hear me?\npause: 2\nagent: I am sorry, I cannot hear you, please call again.',
    'pass',
    null,
  ],
])('dialogue %# is %s', (dialogue, kind, reason) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (reason !== null) expect('explanation' in finding && finding.explanation.zh).toContain(reason);
  if (kind === 'fail') expect(finding.evidence.length).toBeGreaterThan(0);
});

it('says nothing of a recording without a channel of the customer', () => {
  const finding = findingOf(RULE, script(PROMPT, 2.2), DEFAULT_PROFILE, (analysis) => ({
    ...analysis,
    channels: analysis.channels.filter(({ participant }) => participant === 'agent'),
  }));
  expect(finding.kind).toBe('notApplicable');
});
