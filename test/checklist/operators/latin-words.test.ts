import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const RULE = { latinWords: { allowed: 'voice-latin-allowed', pass: { atMost: 1 }, partial: { atMost: 3 } } };

it.each([
  ['您的 package 已经 arrive 了', ['package', 'arrive']],
  ['thank you very much，我帮您 check 一下', ['thank you very much', 'check']],
  ['OK，您的QQ和wifi都可以', []],
  ['您的单号是 A3 5G KD12，座位 F', []],
  ['请您登录 www.example.com，或者写信到 kefu@example.cn', []],
  ['这个 KPI 我们要 follow 一下', ['KPI', 'follow']],
  ['请说 A，B，C', []],
])('%s', (text, quotes) => {
  const finding = findingOf(RULE, `agent: ${text}`);
  expect(finding.evidence.map(({ quote }) => quote)).toEqual(quotes);
});

it.each([
  [1, 'pass'],
  [3, 'partial'],
  [4, 'fail'],
])('%i times in five minutes is %s', (times, kind) => {
  expect(findingOf(RULE, `agent: ${'请 check 一下，'.repeat(times)}`).kind).toBe(kind);
});

it('counts for the length of the call, and leaves unsure words to a person', () => {
  const four = `agent: ${'请 check 一下，'.repeat(4)}`;
  expect(findingOf(RULE, `duration: 1200\n${four}`).kind).toBe('pass');
  expect(findingOf(RULE, four.replace('agent', 'agent [0-9; logp -1.4]')).kind).toBe('undecided');
});

it('lets pass what the customer said first, and looks at nobody else', () => {
  const four = `agent: ${'我看看 Photoshop 的，'.repeat(4)}`;
  expect(findingOf(RULE, `customer: 我买的 photoshop 用不了\n${four}`).kind).toBe('pass');
  expect(findingOf(RULE, 'customer: 我 check 一下，check 一下，check 一下，check 一下\nagent: 好的').kind).toBe('pass');
  expect(findingOf(RULE, 'customer: 你好').kind).toBe('notApplicable');
});
