import { expect, it } from 'vitest';
import { readNode } from '../../src/checklist/node.ts';
import { findingOf } from './operators/finding.ts';

const says = (id: string) => ({ says: { any: [id] } });
const three = { graded: { pass: 3, partial: 2, of: [says('greeting'), says('thanks'), says('farewell')] } };

it.each([
  ['agent: 您好，谢谢，再见', 'pass'],
  ['agent: 您好，谢谢', 'partial'],
  ['agent: 您好', 'fail'],
  // words the recogniser was unsure of could hold what is lacking
  ['agent [0-3; logp -1.5]: 您好，谢谢', 'undecided'],
  ['agent [0-3; logp -1.5]: 您好', 'undecided'],
  ['customer: 您好', 'notApplicable'],
])('graded: %s', (dialogue, kind) => {
  const finding = findingOf(three, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence.length).toBeGreaterThan(0);
});

it('partial passes count half', () => {
  const rate = { measure: { name: 'level', pass: { atLeast: -20 }, partial: { atLeast: -30 } } };
  const node = { graded: { pass: 2, partial: 1.5, of: [rate, says('greeting')] } };
  expect(findingOf(node, 'agent [0-4; -15 dBFS]: 您好').kind).toBe('pass');
  expect(findingOf(node, 'agent [0-4; -25 dBFS]: 您好').kind).toBe('partial');
  expect(findingOf(node, 'agent [0-4; -35 dBFS]: 您好').kind).toBe('fail');
});

it.each([
  [{ graded: { pass: 1, partial: 2, of: [says('thanks')] } }, /0 < partial <= pass/],
  [{ graded: { pass: 2, partial: 1, of: [says('thanks')] } }, /at most 1/],
  [{ graded: { pass: 1, partial: 1, of: [] } }, /got none/],
  [{ graded: { pass: 'all', partial: 1, of: [says('thanks')] } }, /expected pass and partial/],
])('%j is refused', (node, message) => {
  expect(readNode(node, []).issue?.problem.en).toMatch(message);
});
