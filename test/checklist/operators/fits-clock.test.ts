import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  words: [
    { says: ['greeting-morning'], from: 5, to: 12 },
    { says: ['greeting-evening'], from: 17, to: 24 },
  ],
  scope: 'opening',
};

it.each([
  ['startTime: 2026-03-16T09:12:08+08:00', '早上好', 'pass'],
  ['startTime: 2026-03-16 11:59', '上午好', 'pass'],
  ['startTime: 2026-03-16 12:00', '上午好', 'fail'],
  ['startTime: 2026-03-16 04:59', '早上好', 'fail'],
  ['startTime: 2026-03-16 23:59', '晚上好', 'pass'],
  ['startTime: 2026-03-16 09:12', '晚上好', 'fail'],
  // every one of them must fit
  ['startTime: 2026-03-16 09:12', '早上好，晚上好', 'fail'],
  ['startTime: 2026-03-16 09:12', '您好', 'notApplicable'],
  ['rings: 1', '早上好', 'notApplicable'],
  // a clock of another zone says nothing of the hour here
  ['startTime: 2026-03-16T01:12:08Z', '早上好', 'notApplicable'],
  ['startTime: 2026-03-16T01:12:08+00:00', '早上好', 'notApplicable'],
])('%s, %s is %s', (fact, greeting, kind) => {
  const finding = findingOf({ fitsClock: RULE }, `${fact}\nagent: ${greeting}\ncustomer: 您好`);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeDefined();
});

it('leaves words that were hardly understood to a person', () => {
  const finding = findingOf({ fitsClock: RULE }, 'startTime: 2026-03-16 09:12\nagent [logp -1.4]: 晚上好');
  expect(finding.kind).toBe('undecided');
});
