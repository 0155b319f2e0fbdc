import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

it.each([
  ['agent: 您好', 'pass'],
  ['agent [jump 6]: 您好', 'pass'],
  ['agent [jump 6.5]: 您好', 'partial'],
  ['agent [jump 9.5]: 您好', 'fail'],
  ['agent: 您好\ncustomer [jump 15]: 什么', 'pass'],
  ['customer [jump 15]: 什么', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf({ levelJump: { passDb: 6, partialDb: 9 } }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.measured).toEqual({ value: 9.5, unit: 'dB' });
});

it.each([
  ['agent: 您好\ncustomer: 喂\nagent [jump 8; pitch 4]: 您听我说', 'partial'],
  ['agent: 您好\ncustomer: 喂\nagent [jump 8; pitch 1]: 您听我说', 'pass'],
  ['agent: 您好\ncustomer: 喂\nagent [jump 8]: 您听我说', 'pass'],
])('where pitch must rise, too, %j is %s', (dialogue, kind) => {
  expect(findingOf({ levelJump: { passDb: 6, partialDb: 9, withSemitones: 3 } }, dialogue).kind).toBe(kind);
});
