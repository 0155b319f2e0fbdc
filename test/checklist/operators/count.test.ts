import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const FEW = { count: { classes: ['thanks'], pass: { atMost: 1 }, partial: { atMost: 2 } } };
const SOME = { count: { classes: ['thanks'], pass: { atLeast: 1, atMost: 2 }, partial: { atMost: 3 } } };
const AFTER = {
  count: { ...SOME.count, scope: { near: { says: ['complaint'], participant: 'customer', side: 'after' } } },
};
const turns = (n: number, words = '谢谢。') =>
  Array.from({ length: n }, () => `agent: ${words}\ncustomer: 嗯`).join('\n');

it.each([
  [FEW, turns(1), 'pass'],
  [FEW, turns(1, '谢谢，谢谢。'), 'pass'],
  [FEW, turns(2), 'partial'],
  [FEW, turns(3), 'fail'],
  [FEW, turns(1, '好的。'), 'pass'],
  // what only sounds like it is not counted against a limit
  [FEW, turns(2, '感谢您的来典。'), 'pass'],
  [{ count: { classes: ['thanks'], pass: { atLeast: 2 } } }, turns(2, '感谢您的来典。'), 'pass'],
  [SOME, turns(1, '好的。'), 'partial'],
  [SOME, turns(4), 'fail'],
  [SOME, `${turns(1)}\nagent [logp -2]: 谢谢。\ncustomer: 嗯\nagent [logp -2]: 谢谢。`, 'undecided'],
  [SOME, 'agent [0-3; dropped]: 谢谢观看', 'undecided'],
  [AFTER, `${turns(3)}\ncustomer: 我要投诉。\nagent: 谢谢。`, 'pass'],
  [AFTER, turns(3), 'notApplicable'],
])('%j on %j is %s', (rule, dialogue, kind) => {
  const finding = findingOf(rule, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail')
    expect(finding.evidence[0]).toMatchObject({ quote: expect.stringContaining('谢谢'), measured: { unit: 'count' } });
});

it('shows where the words are missing', () => {
  expect(findingOf(SOME, turns(1, '好的。')).evidence).toMatchObject([
    { quote: '好的。', measured: { value: 0 }, threshold: { comparison: 'at least', value: 1 } },
  ]);
});
