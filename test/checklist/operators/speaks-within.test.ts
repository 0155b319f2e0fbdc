import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { speaksWithin: { pass: { atMost: 2 }, partial: { atMost: 4 } } };

it.each([
  ['rings: 2\nagent [2-4]: 您好', 'pass', 2],
  ['rings: 2\nagent [2.5-4]: 您好', 'partial', 2.5],
  ['rings: 2\nagent [4.5-6]: 您好', 'fail', 4.5],
  ['ringback: 3\nanswered: 11\nagent [12-14]: 您好', 'pass', 1],
  ['ringback: 3\nanswered: 11\nagent [20-24]: 您好', 'fail', 9],
  // an answer in the pause after a ring is heard only when the next ring stays away
  ['ringback: 3\nanswered: 11\nagent [13.5-16]: 您好', 'undecided', 2.5],
  ['ringback: 3\nanswered: 11\nagent [18-20]: 您好', 'undecided', 7],
  // when the answer is not known, an early start is good and a late one is left to a person
  ['agent [1-2]: 您好', 'pass', 1],
  ['agent [9-12]: 您好', 'undecided', 9],
])('%s is %s', (dialogue, kind, seconds) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  expect(finding.evidence[0]?.measured).toEqual({ value: seconds, unit: 'seconds' });
});

it('does not apply when the agent never speaks', () => {
  expect(findingOf(RULE, 'customer: 喂').kind).toBe('notApplicable');
});
