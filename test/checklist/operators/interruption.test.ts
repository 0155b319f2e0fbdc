import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  interruption: { passCount: 1, partialCount: 3, leastCustomerSeconds: 15, excusedBy: ['excuse-interruption'] },
};
const talk = (cuts: number, words = '是什么书', until = 60) => {
  const rounds = Array.from({ length: Math.max(1, cuts) }, (_, k) => {
    const at = 1 + 15 * k;
    const customer = `customer [${at}-${at + 14}]: 我买了书`;
    return cuts === 0 ? customer : `${customer}\nagent [${at + 13}-${at + 14.5}; interrupts]: ${words}`;
  });
  return `duration: ${until}\nagent [0-1]: 您好\n${rounds.join('\n')}`;
};

it.each([
  [talk(0).replace('15]', '20]'), 'pass'],
  [talk(0), 'notApplicable'],
  [talk(1), 'pass'],
  [talk(2), 'partial'],
  [talk(4), 'fail'],
  // the same four in twenty minutes are one in five
  [talk(4, '是什么书', 1200), 'pass'],
  [talk(4, '不好意思打断您一下'), 'pass'],
  ['agent: 您好\ncustomer [2-5]: 你好', 'notApplicable'],
  // only one participant: nobody can tell who cuts in
  ['agent: 您好', 'undecided'],
])('dialogue %# is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]).toMatchObject({ quote: '是什么书', threshold: { value: 1 } });
});

const cut = (words: string) =>
  `agent [0-1]: 您好\ncustomer [1-10]: 我买了书\nagent [9-10.5; interrupts]: ${words}\ncustomer [10.6-20]: 你听我说，书没有到\nagent [19-21; interrupts]: ${words}`;

it('fails two in one statement, unless the customer answers a question', () => {
  const finding = findingOf(RULE, cut('这个我知道了'));
  expect(finding.kind).toBe('fail');
  expect(finding.evidence).toMatchObject([
    { measured: { value: 2 }, threshold: { value: 1 } },
    { span: { start: 19 } },
  ]);
  expect(findingOf(RULE, cut('您买的是什么书')).kind).toBe('partial');
  expect(findingOf(RULE, cut('不好意思打断您一下')).kind).toBe('pass');
});

it('counts as they are in one part of the call', () => {
  const during = {
    participant: 'customer',
    near: { says: ['complaint'], participant: 'customer', side: 'after', turns: 2 },
  };
  const rule = { interruption: { passCount: 0, partialCount: 1, leastCustomerSeconds: 0, during } };
  const start = 'agent [0-1]: 您好\ncustomer [2-6]: 我要投诉你们的师傅\n';
  const late = 'customer [12-15]: 好的\ncustomer [17-20]: 再见\nagent [19-21; interrupts]: 再见';
  expect(findingOf(rule, `${start}agent [7-9]: 您请说\n${late}`).kind).toBe('pass');
  const { kind, evidence } = findingOf(rule, `${start}agent [5-9; interrupts]: 什么事情啊\n${late}`);
  expect(kind).toBe('partial');
  expect(evidence).toMatchObject([{ measured: { value: 1, unit: 'count' }, quote: '什么事情啊' }]);
  expect(findingOf(rule, `agent [0-1]: 您好\n${late}`).kind).toBe('notApplicable');
});
