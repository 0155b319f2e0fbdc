import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  questions: {
    pass: 0.9,
    partial: 0.75,
    mostUnits: { zh: 20, en: 15 },
    mostPerFiveMinutes: 12,
    leastQuestions: 2,
    exceptClasses: ['anything-else'],
  },
};
const one = (question: string) => `agent: ${question}\ncustomer: 是八零二七。\n`;
const ONE = one('您的订单号是多少？');
const TWO = one('您贵姓？您的电话是多少？');
const LONG = one('请问您在今年三月份的时候通过我们的网站购买的那一本五年级的英语练习册现在已经收到了没有呢？');

it.each([
  [ONE.repeat(2), 'pass'],
  [ONE, 'notApplicable'],
  [ONE.repeat(3) + TWO, 'partial'],
  [ONE + TWO, 'partial'],
  [ONE + TWO + TWO, 'fail'],
  [ONE + one('您贵姓？您的电话是多少？您住在哪里？'), 'fail'],
  // examples are no second question
  [ONE.repeat(3) + one('机器有什么问题？比如说灯亮不亮？或者有没有声音？'), 'pass'],
  [
    `language: en\n${'agent: What is wrong with it? For example, is the light on?\ncustomer: Yes.\n'.repeat(2)}`,
    'pass',
  ],
  [ONE.repeat(3) + one('比如说您贵姓？您的电话是多少？'), 'partial'],
  [LONG.repeat(2), 'partial'],
  // too many, one level down
  [ONE.repeat(13), 'partial'],
  [LONG.repeat(13), 'fail'],
  [`duration: 600\n${ONE.repeat(13)}`, 'pass'],
  // tags and offers
  [`${ONE}${ONE}agent: 请您稍等，好吗？这样可以吗？\n`, 'pass'],
  [`${ONE}${ONE}agent: 您的地址是哪里？请问还有什么可以帮您？\n`, 'pass'],
  ['customer: 你贵姓？你在哪？\nagent: 我姓李。', 'notApplicable'],
  [`language: en\nagent: What is your name? And where do you live? How old are you?\ncustomer: Ann.`, 'fail'],
])('dialogue %# is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the turns with several, the long ones, and how many there are', () => {
  expect(findingOf(RULE, ONE + TWO).evidence).toMatchObject([
    { quote: '您贵姓 / 您的电话是多少', measured: { value: 0.5, unit: 'share' }, threshold: { value: 0.9 } },
  ]);
  const { evidence } = findingOf(RULE, LONG.repeat(13));
  expect(evidence[0]).toMatchObject({
    measured: { unit: 'characters' },
    threshold: { comparison: 'at most', value: 20 },
  });
  expect(evidence.at(-1)).toMatchObject({
    measured: { value: 13, unit: 'countPerFiveMinutes' },
    threshold: { value: 12 },
  });
});
