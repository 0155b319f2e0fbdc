import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  scope: { first: { turns: 1 } },
  pass: { seconds: { atMost: 8 }, units: { atMost: 10 } },
  partial: { seconds: { atMost: 12 } },
  en: { pass: { units: { atMost: 4 } } },
};

it.each([
  ['agent [0-8]: 您好，这里是客服中心', 'pass'],
  ['agent [0-8]: 您好，这里是三学苑客服中心', 'partial'],
  ['agent [0-9]: 您好', 'partial'],
  ['agent [0-12.5]: 您好', 'fail'],
  // only the turns of the scope; pauses inside a turn count
  ['agent [0-2]: 您好\ncustomer: 你好\nagent [9-30]: 这里是三学苑客服中心', 'pass'],
  ['agent [0-2]: 您好\nagent [2.5-9]: 请讲', 'partial'],
  ['language: en\nagent [0-20]: good morning to you', 'pass'],
  ['language: en\nagent [0-2]: good morning to all of you', 'fail'],
  ['customer: 您好', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf({ length: RULE }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail')
    expect(finding.evidence[0]).toMatchObject({ measured: expect.anything(), threshold: expect.anything() });
});
