import { expect, it } from 'vitest';
import type { CallAnalysis } from '../../../src/analysis.ts';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { findingOf } from './finding.ts';

const RULE = {
  asksAndWaits: {
    waitSeconds: 2,
    mostUnitsAfter: { zh: 20, en: 15 },
    pass: 0.9,
    partial: 0.7,
    leastQuestions: 2,
    exceptClasses: ['anything-else'],
  },
};
const GOOD = 'agent: 您的订单号是多少？\ncustomer: 八零二七。\n';
const RUSHED = 'agent: 您的订单号是多少？\npause: 1\nagent: 快一点。\ncustomer: 八零二七。\n';
const LONG =
  'agent: 您要不要换一本？我们现在有很多新书都很不错，三年级四年级五年级的都有，今天订明天就到。\ncustomer: 不要。\n';

it.each([
  [GOOD.repeat(2), 'pass'],
  [GOOD, 'notApplicable'],
  [GOOD.repeat(9) + RUSHED, 'pass'],
  [GOOD.repeat(3) + RUSHED, 'partial'],
  [GOOD + RUSHED, 'fail'],
  [GOOD + LONG, 'fail'],
  // nobody knows whether it was a question
  [GOOD + RUSHED.replace('agent:', 'agent [logp -1.5]:'), 'undecided'],
  // the agent waits, and then helps
  [`${GOOD}agent: 您的地址是哪里？\npause: 3\nagent: 收书的地址。\ncustomer: 这里。`, 'pass'],
  // a few words more belong to the question
  [`${GOOD}agent: 您的地址是哪里？我好登记一下。\ncustomer: 这里。`, 'pass'],
  // the customer answers while the agent is still speaking
  [
    `${GOOD}agent [20-30]: 您要不要换一本？我们现在有很多新书都很不错，三年级四年级五年级的都有，今天订。\ncustomer [24-26]: 不要了。`,
    'pass',
  ],
  // question upon question, with a pause too short to answer, and without one
  [`agent: 您贵姓？\nagent: 您住在哪里？\n${GOOD}`, 'fail'],
  [`agent: 您贵姓？您住在哪里？\ncustomer: 我姓王。\n${GOOD}`, 'pass'],
  // the call ends
  [`${GOOD}agent: 您的地址是哪里？`, 'notApplicable'],
])('dialogue %# is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows how short the wait was, or how much was said without one', () => {
  const [rushed] = findingOf(RULE, GOOD + RUSHED).evidence;
  expect(rushed).toMatchObject({
    quote: '您的订单号是多少',
    threshold: { comparison: 'at least', value: 2, unit: 'seconds' },
  });
  expect(rushed!.measured!.value).toBeCloseTo(1.4);
  expect(findingOf(RULE, GOOD + LONG).evidence).toMatchObject([{ threshold: { value: 20, unit: 'characters' } }]);
});

it.each([
  ['agent [20-22]: 您是王先生吗？\nagent [22.8-24]: 您住在北京吗？\ncustomer [24.5-25]: 对。', 22.2, 22.6, 'pass'],
  ['agent [20-22]: 您是王先生吗？\nagent [22.8-24]: 您住在北京吗？\ncustomer [24.5-25]: 对。', 20.5, 20.9, 'fail'],
  [
    'agent [20-22]: 您是王先生吗？\nagent [22.8-30]: 我们现在有很多新书都很不错，三年级四年级五年级的都有，今天订。',
    22.1,
    22.7,
    'pass',
  ],
])('takes a word of the customer that has no turn of its own for an answer (%s)', (asked, start, end, kind) => {
  const murmur = (analysis: CallAnalysis): CallAnalysis => ({
    ...analysis,
    channels: analysis.channels.map((one) =>
      one.participant === 'customer' ? { ...one, speech: [...one.speech, { start, end }] } : one,
    ),
  });
  expect(findingOf(RULE, `${GOOD}${asked}`, DEFAULT_PROFILE, murmur).kind).toBe(kind);
});
