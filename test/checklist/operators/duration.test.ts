import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { duration: { pass: { atMost: 180 }, partial: { atMost: 300 }, leastSeconds: 10 } };

it.each([
  ['duration: 180\nagent: 您好', 'pass'],
  ['duration: 181\nagent: 您好', 'partial'],
  ['duration: 301\nagent: 您好', 'fail'],
  ['duration: 9\nagent: 您好', 'notApplicable'],
  // the ringing is not part of the call
  ['duration: 190\nringback: 3\nanswered: 12\nagent [13-15]: 您好', 'pass'],
  ['duration: 301', 'fail'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it('shows the length with its limit, and the talk beside it', () => {
  const [evidence] = findingOf(RULE, 'duration: 301\nagent [0-4]: 您好').evidence;
  expect(evidence).toMatchObject({
    span: { start: 0, end: 301 },
    measured: { value: 301, unit: 'seconds' },
    threshold: { value: 180 },
    note: { zh: '有人说话 4 秒' },
  });
});
