import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = {
  rateWindows: { zh: { atLeast: 150, atMost: 340 }, en: { atLeast: 90, atMost: 220 }, pass: 0.1, partial: 0.3 },
};
/** One line of the agent after the other, each with its own length in seconds and characters. */
const talk = (...lines: [seconds: number, units: number][]) => {
  let at = 0;
  return lines
    .map(([seconds, units]) => {
      const line = `agent [${at}-${at + seconds}]: ${'好'.repeat(units)}。`;
      at += seconds + 2;
      return line;
    })
    .join('\n');
};
const EVEN: [number, number] = [30, 120];
const FAST: [number, number] = [30, 180];

it.each([
  ['a call of one window', talk([12, 50]), 'pass', 0],
  ['a short fast call', talk([6, 40]), 'fail', 1],
  ['one fast of twelve', talk(...Array.from({ length: 11 }, () => EVEN), FAST), 'pass', 1],
  ['one fast of four', talk(EVEN, EVEN, FAST, EVEN), 'partial', 1],
  ['two fast of four', talk(EVEN, FAST, FAST, EVEN), 'fail', 2],
  // 100 s, but in windows: 30, 30, 30 and 10, which is dropped
  ['a fast end of 10 s', talk([90, 360], [10, 80]), 'pass', 0],
  ['a fast end of 20 s', talk([90, 360], [20, 160]), 'partial', 1],
])('%s', (_, dialogue, kind, outside) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  expect(finding.evidence).toHaveLength(outside);
  for (const { measured, threshold } of finding.evidence) {
    expect(measured?.value).toBeGreaterThan(340);
    expect(threshold).toEqual({ comparison: 'at most', value: 340, unit: 'charactersPerMinute' });
  }
});

it('does not count the time in which a number is read out', () => {
  expect(findingOf(RULE, 'agent [0-10]: 单号是五二八零四六七八九\nagent [11-14]: 请您记一下这个号码好吗').kind).toBe(
    'pass',
  );
  expect(findingOf(RULE, 'agent [0-10]: 单号是五二八零四六七八九')).toMatchObject({ kind: 'notApplicable' });
});

it('counts words of English calls', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
  expect(findingOf(RULE, `language: en\nagent [0-10]: ${words(25)}`).kind).toBe('pass');
  expect(findingOf(RULE, `language: en\nagent [0-10]: ${words(45)}`).kind).toBe('fail');
});
