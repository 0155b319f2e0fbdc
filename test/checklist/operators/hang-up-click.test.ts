import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { hangUpClick: { riseDb: 20, seconds: 1 } };
const goodbye = 'agent [0-2; -30 dBFS]: 谢谢您，再见。\ncustomer: 再见。';

it.each([
  [`click: 24\n${goodbye}`, 'fail'],
  [`click: 6\n${goodbye}`, 'pass'],
  // nothing recorded after the words, no outline, the words reach the end
  [`click: none\n${goodbye}`, 'notApplicable'],
  [goodbye, 'notApplicable'],
  ['click: 24\ntail: 0\nagent [0-2; -30 dBFS]: 谢谢您，再见。', 'notApplicable'],
  // the customer alone
  ['click: 24\ncustomer: 再见。', 'notApplicable'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]).toMatchObject({ threshold: { value: 20 }, participant: 'agent' });
});
