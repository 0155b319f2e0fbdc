import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const WORDS = { agent: ['contradiction'], customer: ['contradiction'] };
const GREETING = `
agent: 您好，请问有什么可以帮您？
customer: 我想问一下我的订单。
agent: 好的，您请说，我来帮您看一下。`;

it.each([
  ['nothing of the kind', `${GREETING}\ncustomer: 怎么还没到？\nagent: 明天到。`, 'pass'],
  ['one contradiction', `${GREETING}\ncustomer: 你们说今天到。\nagent: 不是的，说的是明天。`, 'pass'],
  ['to and fro once', `${GREETING}\ncustomer: 不对，你们说今天到。\nagent: 不是的，说的是明天。`, 'pass'],
  [
    'three times in a row',
    `${GREETING}
customer: 不对，你们说今天到。
agent: 不是的，说的是明天。
customer: 明明说的是今天。
agent: 不可能，系统里写的是明天。`,
    'fail',
  ],
  [
    'short replies do not break it',
    `${GREETING}
customer: 不对，你们说今天到。
agent: 不是的，说的是明天。
customer: 什么？
agent: 嗯。
customer: 明明说的是今天。
agent: 不可能，系统里写的是明天。`,
    'fail',
  ],
  [
    'talk of something else breaks it',
    `${GREETING}
customer: 不对，你们说今天到。
agent: 不是的，说的是明天。
customer: 那我再看一下短信，你等一下我。
agent: 不是的，您看另外一条。
customer: 不对，这一条写的也是今天。`,
    'pass',
  ],
  [
    'words that are not sure',
    `${GREETING}
customer: 不对，你们说今天到。
agent [logp -1.8]: 不是的，说的是明天。
customer: 明明说的是今天。
agent: 不可能，系统里写的是明天。`,
    'undecided',
  ],
  ['only one speaks', 'customer: 不对，不是的。', 'notApplicable'],
])('%s: %#', (_, dialogue, kind) => {
  expect(findingOf({ alternation: { ...WORDS, atMost: 2 } }, dialogue).kind).toBe(kind);
});

const HEATED = { alternation: { ...WORDS, atMost: 2, escalatedByDb: 3 } };
const quarrel = (customer: string, agent: string): string => `${GREETING}
customer ${customer}: 不对，你们说今天到。
agent ${agent}: 不是的，说的是明天。
customer: 明明说的是今天。
agent: 不可能，系统里写的是明天。`;

it.each([
  ['', '', 'pass'],
  ['[-15 dBFS]', '', 'pass'],
  ['[-15 dBFS]', '[-14 dBFS]', 'fail'],
  ['[-20 dBFS]', '[-20 dBFS]', 'pass'],
  ['[-15 dBFS]', '[interrupts]', 'fail'],
  ['', '[interrupts]', 'pass'],
])('rising voices, customer %s and agent %s: %s', (customer, agent, kind) => {
  expect(findingOf(HEATED, quarrel(customer, agent)).kind).toBe(kind);
});

it('gives the words of every turn and the rises in level as evidence', () => {
  const { evidence } = findingOf(HEATED, quarrel('[-15 dBFS]', '[-14 dBFS]'));
  expect(evidence.map(({ quote }) => quote)).toEqual([
    '不对，你们说今天到。',
    '不是的，说的是明天。',
    '明明说的是今天。',
    '不可能，系统里写的是明天。',
    undefined,
    undefined,
  ]);
  expect(evidence[0]).toMatchObject({
    measured: { value: 3, unit: 'count' },
    threshold: { comparison: 'at most', value: 2, unit: 'count' },
  });
  expect(evidence[4]).toMatchObject({ participant: 'agent', measured: { value: 8, unit: 'dB' } });
});

it('is left to a person where the usual level is not known', () => {
  const dialogue = `
customer [-15 dBFS]: 不对，你们说今天到。
agent: 不是的，说的是明天。
customer: 明明说的是今天。
agent [interrupts]: 不可能，系统里写的是明天。`;
  expect(findingOf(HEATED, dialogue).kind).toBe('undecided');
});
