import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const ASKED = {
  repeats: {
    of: 'questions',
    similarity: 0.8,
    passCount: 0,
    partialCount: 1,
    asks: { 'verify-identity': 'complaint' },
    exceptClasses: ['anything-else'],
    excusedBy: ['check-line'],
  },
};
const CLAUSES = {
  repeats: { of: 'clauses', leastUnits: 6, similarity: 0.9, allowed: 3, passCount: 0, partialCount: 1 },
};
const ask = (question = '请问您的订单号是多少？', answer = '八零二七。') => `agent: ${question}\ncustomer: ${answer}\n`;

it.each([
  [ASKED, ask() + ask('您的地址是哪里？'), 'pass'],
  [ASKED, ask() + ask('您订单号是多少？'), 'partial'],
  [ASKED, ask() + ask() + ask('您订单号多少？'), 'fail'],
  // not answered: nothing, a counter-question, a bad line
  [ASKED, 'agent: 请问您的订单号是多少？\npause: 6\nagent: 请问您的订单号是多少？\ncustomer: 八号。', 'pass'],
  [ASKED, ask(undefined, '什么订单号？') + ask(), 'pass'],
  [ASKED, ask(undefined, '喂？听得到吗，喂。') + ask(), 'pass'],
  // figures read back
  [ASKED, ask() + ask('您的订单号是八零二七吗？') + ask('您的订单号是八零二七吗？'), 'pass'],
  // another wording for the same thing, and what was said unasked
  [ASKED, ask('请问您是王先生吗？', '是的。') + ask('请问是王小姐吗？', '对。'), 'partial'],
  [ASKED, `customer: 我要投诉。\n${ask('请问您是王先生吗？', '是的。')}`, 'partial'],
  [ASKED, `${ask('请问还有什么可以帮您？')}${ask('请问还有什么可以帮到您？')}${ask()}`, 'pass'],
  [ASKED, ask() + ask('您订单号是多少？').replace('agent:', 'agent [logp -1.5]:'), 'undecided'],
  // another thing asked for in the same words
  [
    { repeats: { ...ASKED.repeats, asks: { 'asks-name': 'gives-name', 'asks-order': 'gives-order' } } },
    `language: en\n${ask('Could I have your name, please?', 'Ann.')}${ask('Could I have your order number, please?', 'Eight.')}${ask('Could I have your email, please?', 'No.')}`,
    'pass',
  ],
  [ASKED, 'agent: 好的。', 'notApplicable'],
  [CLAUSES, ask('非常抱歉给您带来不便。').repeat(3), 'pass'],
  [CLAUSES, ask('非常抱歉给您带来不便。').repeat(4), 'partial'],
  [CLAUSES, ask('非常抱歉给您带来不便。').repeat(5), 'fail'],
  [CLAUSES, ask('好的。').repeat(9), 'notApplicable'],
  [CLAUSES, `language: en\n${ask('We are very sorry for the trouble, Ann.', 'Eight.').repeat(5)}`, 'fail'],
])('%# is judged', (judge, dialogue, kind) => {
  expect(findingOf(judge, dialogue).kind).toBe(kind);
});

it('shows what was said again and what before', () => {
  expect(findingOf(ASKED, ask() + ask('您订单号是多少？')).evidence).toMatchObject([
    {
      quote: '您订单号是多少',
      note: { zh: '此前：“请问您的订单号是多少”' },
      measured: { value: 1 },
      threshold: { value: 0 },
    },
    { quote: '请问您的订单号是多少', span: { start: 0 }, participant: 'agent' },
  ]);
});
