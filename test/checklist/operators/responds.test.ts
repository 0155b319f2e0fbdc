import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const rule = (more: object = {}) => ({ responds: { to: ['complaint'], with: ['apology'], ...more } });
const ANGRY = 'customer: 你们的服务太差了。';
const SORRY = 'agent: 非常抱歉，我马上帮您处理。';
const NEXT = 'agent: 您的订单号是多少？';

it.each([
  [rule(), `${ANGRY}\n${SORRY}`, 'pass'],
  [rule(), `${ANGRY}\n${NEXT}`, 'fail'],
  // nobody complains; nobody could answer
  [rule(), 'customer: 我想查订单。\nagent: 好的。', 'notApplicable'],
  [rule(), `agent: 您好。\n${ANGRY}`, 'notApplicable'],
  // a backchannel takes no turn; a second turn counts only where the rule says so
  [rule(), `${ANGRY}\nagent: 嗯。\ncustomer: 等了三天。\n${SORRY}`, 'pass'],
  [rule(), `${ANGRY}\n${NEXT}\ncustomer: 八号。\n${SORRY}`, 'fail'],
  [rule({ turns: 2 }), `${ANGRY}\n${NEXT}\ncustomer: 八号。\n${SORRY}`, 'pass'],
  // too late
  [rule({ seconds: 5 }), `${ANGRY}\npause: 9\n${SORRY}`, 'fail'],
  [rule({ seconds: 5 }), `${ANGRY}\npause: 2\n${SORRY}`, 'pass'],
  // one moment of two, and two that wait for the same answer
  [rule({ partial: 0.5 }), `${ANGRY}\n${SORRY}\n${ANGRY}\n${NEXT}`, 'partial'],
  [rule(), `${ANGRY}\npause: 3\n${ANGRY}\n${SORRY}`, 'pass'],
  [rule({ leastMoments: 2 }), `${ANGRY}\n${SORRY}`, 'notApplicable'],
  // not understood
  [rule(), `${ANGRY}\nagent [logp -1.8]: 飞常包前我帮`, 'undecided'],
  [rule({ pass: 0.5 }), `${ANGRY}\nagent [logp -1.8]: 飞常包前我帮\n${ANGRY}\n${SORRY}`, 'pass'],
  // the agent speaks, the customer answers
  [{ responds: { to: ['apology'], by: 'agent', with: ['thanks'] } }, `${SORRY}\ncustomer: 谢谢。`, 'pass'],
])('%# is judged', (judge, dialogue, kind) => {
  expect(findingOf(judge, dialogue).kind).toBe(kind);
});

it('finds an answer whose first word seems to belong to the turn before', () => {
  const judge = { responds: { toAnswers: true, with: ['acknowledgement'] } };
  const dialogue = 'agent: 请问您贵姓？\ncustomer: 我姓梁。\nagent: 梁女士，灯是什么颜色？\ncustomer: 红的。';
  expect(findingOf(judge, dialogue).kind).toBe('pass');
});

it('takes answers to questions for moments', () => {
  const judge = { responds: { toAnswers: true, with: ['thanks'], pass: 0.7, partial: 0.4, leastMoments: 2 } };
  const asked = 'agent: 请问您贵姓？\ncustomer: 我姓王。\n';
  expect(findingOf(judge, `${asked}agent: 谢谢，请问您的电话？\ncustomer: 八零二七。\nagent: 谢谢您。`).kind).toBe(
    'pass',
  );
  expect(findingOf(judge, `${asked}agent: 电话呢？\ncustomer: 八零二七。\nagent: 行。`).kind).toBe('fail');
  expect(findingOf(judge, `${asked}agent: 谢谢。`).kind).toBe('notApplicable');
  // a request asks, too
  const told = `${asked}agent: 您把单号报一下。\ncustomer: 八零二七。\nagent: 行。`;
  expect(findingOf(judge, told).kind).toBe('notApplicable');
  expect(findingOf({ responds: { ...judge.responds, requests: ['request'] } }, told).kind).toBe('fail');
  // a yes is no detail, and neither is what answers the excepted questions
  expect(findingOf(judge, `${asked}agent: 您是本人吗？\ncustomer: 是的。\nagent: 行。`).kind).toBe('notApplicable');
  const offer = 'agent: 请问还有什么可以帮您？\ncustomer: 我还要一本书。\nagent: 行。';
  const excepting = { responds: { ...judge.responds, exceptQuestions: ['anything-else'] } };
  expect(findingOf(judge, `${asked}${offer}`).kind).toBe('fail');
  expect(findingOf(excepting, `${asked}${offer}`).kind).toBe('notApplicable');
  // a counter-question is no answer
  expect(findingOf(judge, `${asked}agent: 电话呢？\ncustomer: 你要电话干什么？\nagent: 登记。`).kind).toBe(
    'notApplicable',
  );
});

it('shows what was said, what came instead, and the share with its limit', () => {
  const finding = findingOf(rule(), `${ANGRY}\n${NEXT}`);
  expect(finding.evidence).toMatchObject([
    { participant: 'customer', quote: '服务太差', measured: { value: 0, unit: 'share' }, threshold: { value: 1 } },
    { participant: 'agent', quote: '您的订单号是多少？', expected: '对不起' },
  ]);
});

it.each([
  ['agent: 呵呵，是吗。', 'fail'],
  ['agent: 对不起，我马上处理。', 'pass'],
  ['agent [logp -1.8]: 呵呵，是吗。', 'undecided'],
  ['agent: 对不起，我马上处理。\ncustomer: 好的，谢谢你。\nagent: 呵呵，不客气。', 'pass'],
  ['customer: 呵呵，还有呢。\nagent: 对不起，我马上处理。', 'pass'],
])('may also say what must not be answered: %s is %s', (answer, kind) => {
  const rule = { responds: { to: ['complaint'], with: ['laughter'], never: true } };
  const finding = findingOf(rule, `agent: 您好\ncustomer: 太不像话了。\n${answer}`);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence.map(({ quote }) => quote)).toEqual(['太不像话了', '呵呵']);
});
