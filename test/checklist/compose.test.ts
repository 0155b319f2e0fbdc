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

const level = (atMost: number) => ({ measure: { name: 'level', pass: { atMost }, partial: { atMost: atMost + 5 } } });
it.each([
  // what lies over its limit is missed, up to 5 dB over it by half
  [-20, [-20, -20], 'pass'],
  [-20, [-20, -22], 'partial'],
  [-20, [-22, -22], 'partial'],
  [-20, [-20, -30], 'partial'],
  [-20, [-22, -30], 'fail'],
  [-20, [-30, -30], 'fail'],
])('misses: a level of %i dBFS against %j is %s', (dbfs, limits, kind) => {
  const node = { misses: { partial: 1, of: limits.map(level) } };
  const finding = findingOf(node, `agent [0-4; ${dbfs} dBFS]: 您好`);
  expect(finding.kind).toBe(kind);
  if (kind !== 'pass') expect(finding.evidence.length).toBeGreaterThan(0);
});

it('misses: what does not apply is not missed, and what is open counts only where it matters', () => {
  const misses = (...of: unknown[]) => ({ misses: { partial: 1, of } });
  const snr = { measure: { name: 'signalToNoise', pass: { atLeast: 20 } } };
  const none = 'agent measures: signalToNoiseDb none\nagent [0-4; -20 dBFS; logp -1.5]: 您好';
  expect(findingOf(misses(level(-20), snr), none).kind).toBe('pass');
  expect(findingOf(misses(snr), none).kind).toBe('notApplicable');
  expect(findingOf(misses(level(-20), says('thanks')), none).kind).toBe('undecided');
  expect(findingOf(misses(level(-30), says('thanks')), none).kind).toBe('undecided');
  expect(findingOf(misses(level(-30), level(-30), says('thanks')), none).kind).toBe('fail');
  expect(findingOf({ misses: { partial: 2, of: [level(-30), says('thanks')] } }, none).kind).toBe('partial');
});

it('misses needs a number above 0 and something to judge', () => {
  expect(readNode({ misses: { partial: 0, of: [says('thanks')] } }, []).issue?.problem.en).toMatch(/above 0/);
  expect(readNode({ misses: { partial: 1, of: [] } }, []).issue?.problem.en).toMatch(/got none/);
});

it.each([
  ['agent [0-4; -20 dBFS]: 谢谢', 'pass'],
  ['agent [0-4; -30 dBFS]: 谢谢', 'fail'],
  ['agent [0-4; -20 dBFS]: 您好', 'notApplicable'],
  ['agent [0-4; -30 dBFS]: 您好', 'notApplicable'],
])('given: %s is %s', (dialogue, kind) => {
  const loud = { measure: { name: 'level', pass: { atLeast: -25 } } };
  expect(findingOf({ given: { that: says('thanks'), judge: loud } }, dialogue).kind).toBe(kind);
});

it('given needs both', () => {
  expect(readNode({ given: { that: says('thanks') } }, []).issue?.path).toEqual(['given', 'judge']);
  expect(readNode({ given: { judge: says('thanks') } }, []).issue?.path).toEqual(['given', 'that']);
});

const twice = { count: { classes: ['greeting'], pass: { atLeast: 2 }, partial: { atLeast: 1 } } };
it.each([
  ['agent: 您好\ncustomer: 你好\nagent: 谢谢', 'pass', [says('greeting'), says('thanks')]],
  ['agent: 谢谢\ncustomer: 你好\nagent: 您好', 'fail', [says('greeting'), says('thanks')]],
  ['agent: 您好', 'fail', [says('greeting'), says('thanks')]],
  // what was said in part has its place, too
  ['agent: 您好\ncustomer: 你好\nagent: 谢谢', 'partial', [twice, says('thanks')]],
  ['agent: 谢谢\ncustomer: 你好\nagent: 您好', 'fail', [twice, says('thanks')]],
  ['agent [0-3; logp -1.5]: 谢谢', 'undecided', [says('greeting'), says('thanks')]],
])('sequence: %s is %s', (dialogue, kind, sequence) => {
  const finding = findingOf({ sequence }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeDefined();
});
