import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { rings: { pass: { atMost: 3 }, partial: { atMost: 4 } } };

it.each([
  ['rings: 3', 'pass', 3],
  ['rings: 4', 'partial', 4],
  ['rings: 5', 'fail', 5],
  ['rings: 0', 'pass', 0],
  ['ringSeconds: 15', 'pass', 3],
  ['ringSeconds: 16', 'partial', 4],
  ['ringback: 6\nanswered: 27', 'fail', 6],
  // the telephone system's count comes before its seconds, and both before the ear, which may be one ring off
  ['rings: 2\nringSeconds: 60\nringback: 3\nanswered: 15', 'pass', 2],
  ['ringSeconds: 5\nringback: 2\nanswered: 10', 'pass', 1],
  // when they contradict each other a person decides
  ['rings: 2\nringback: 4\nanswered: 20', 'undecided', 2],
  ['rings: 6\nringback: 1\nanswered: 5', 'undecided', 6],
])('%s is %s', (facts, kind, count) => {
  const finding = findingOf(RULE, `${facts}\nagent [60-63]: 您好`);
  expect(finding.kind).toBe(kind);
  expect(finding.evidence[0]?.measured).toEqual({ value: count, unit: 'rings' });
  expect(finding.evidence[0]?.threshold).toEqual({ comparison: 'at most', value: 3, unit: 'rings' });
});

it('does not apply when nothing tells how often it rang', () => {
  expect(findingOf(RULE, 'agent: 您好').kind).toBe('notApplicable');
});
