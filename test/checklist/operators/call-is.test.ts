import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

it.each([
  ['customer: 我要投诉你们。\nagent: 非常抱歉。', 'pass'],
  ['customer: 几点下班？\nagent: 六点。', 'fail'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf({ callIs: { types: ['survey', 'complaint'] } }, dialogue).kind).toBe(kind);
});
