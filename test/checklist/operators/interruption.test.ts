import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  interruption: { passCount: 1, partialCount: 3, leastCustomerSeconds: 15, excusedBy: ['excuse-interruption'] },
};
const talk = (cuts: number, words = '是什么书', until = 60) =>
  `duration: ${until}\nagent [0-1]: 您好\ncustomer [1-20]: 我买了书${`\nagent [19-20; interrupts]: ${words}`.repeat(cuts)}`;

it.each([
  [talk(0), 'pass'],
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
