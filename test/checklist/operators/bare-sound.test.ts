import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { bareSound: { sounds: { zh: ['啊', '嗯'], en: ['huh', 'eh'] } } };

it.each([
  ['agent: 啊？', 'undecided'],
  ['agent: 好的，嗯？', 'undecided'],
  ['agent: 嗯，好的。', 'pass'],
  ['agent: 您住在哪里啊？', 'pass'],
  ['agent: 好。\ncustomer: 啊？', 'pass'],
  ['customer: 啊？', 'notApplicable'],
  ['language: en\nagent: Huh?', 'undecided'],
  ['language: en\nagent: Is that right, eh? I see.', 'undecided'],
  ['language: en\nagent: What a rough day.', 'pass'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'undecided') expect(finding.evidence[0]!.quote).toMatch(/[?？]/);
});
