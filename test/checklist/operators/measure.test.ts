import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const LEVEL = {
  measure: { name: 'level', pass: { atLeast: -31, atMost: -16 }, partial: { atLeast: -36, atMost: -12 } },
};
const RATE = {
  measure: {
    name: 'articulationRate',
    pass: { atLeast: 120, atMost: 300 },
    en: { pass: { atMost: 200 } },
    leastTalkSeconds: 2,
  },
};

it.each([
  [-22, 'pass', 'at most', -16],
  [-16, 'pass', 'at most', -16],
  [-15, 'partial', 'at most', -16],
  [-10, 'fail', 'at most', -16],
  [-33, 'partial', 'at least', -31],
  [-40, 'fail', 'at least', -31],
])('a level of %s dBFS is %s', (level, kind, comparison, value) => {
  const finding = findingOf(LEVEL, `agent [0-8; ${level} dBFS]: 您好`);
  expect(finding.kind).toBe(kind);
  expect(finding.evidence[0]).toMatchObject({ measured: { value: level }, threshold: { comparison, value } });
});

it.each([
  ['agent [0-4]: 一二三四五六七八九十一二三四五六七八九十', 'pass'],
  ['agent [0-3]: 一二三四五六七八九十一二三四五六七八九十', 'fail'],
  ['agent [0-1]: 一二三四五六七八九十', 'notApplicable'],
  ['language: en\nagent [0-3]: one two three four five six seven eight nine ten', 'pass'],
  ['language: en\nagent [0-2]: one two three four five six seven eight nine ten', 'fail'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RATE, dialogue).kind).toBe(kind);
});

it('says of what a value is, and leaves speech without enough words to a person', () => {
  const clipped = { measure: { name: 'clippedShare', pass: { atMost: 0.001 } } };
  expect(findingOf(clipped, 'agent [0-4]: 您好').evidence[0]?.note).toEqual({ zh: '削波比例', en: 'clipped share' });
  expect(findingOf(RATE, 'agent [0-4]: 您好')).toMatchObject({ kind: 'undecided', listenTo: [{ start: 0, end: 4 }] });
});

it('tells a share in per cent, however small', () => {
  const rule = { measure: { name: 'talkShare', pass: { atMost: 0.001 } } };
  expect(findingOf(rule, 'agent [0-0.4]: 一\ncustomer [1-100]: 一')).toMatchObject({
    explanation: { zh: '说话占比 0.4%。', en: 'The talk share is 0.4 %.' },
  });
});
