import { expect, it } from 'vitest';
import { type BatchRow, batchSummary, lookAtFirst, worstFirst } from '../../src/reports/batch-summary.ts';
import { textWidth } from '../../src/reports/width.ts';

const row = (callId: string, more: Partial<BatchRow> = {}): BatchRow => ({
  callId,
  agent: '林悦',
  state: 'done',
  score: 90,
  fatal: false,
  needsReview: false,
  code: null,
  sentence: null,
  ...more,
});
const without = (callId: string, state: 'failed' | 'excluded', code: string): BatchRow =>
  row(callId, { state, score: null, code, sentence: { zh: `${callId} 打不开。`, en: `${callId} cannot be opened.` } });

const ROWS = [
  row('good'),
  row('low', { score: 40, needsReview: true }),
  row('fatal', { score: 0, fatal: true, needsReview: true }),
  row('blank', { score: null, needsReview: true }),
  row('middling', { score: 60 }),
  without('empty-1', 'failed', 'file-empty'),
  without('text-1', 'failed', 'not-audio'),
  without('empty-2', 'failed', 'file-empty'),
  without('ringing', 'excluded', 'nobody-speaks'),
];
const ENGLISH = { language: 'en', colour: false, columns: 80 } as const;

it('puts fatal calls first, then those to review, those without a score before low ones', () => {
  expect(worstFirst(ROWS).map(({ callId }) => callId)).toEqual(['fatal', 'blank', 'low', 'middling', 'good']);
});

it('counts, names the reasons most frequent first, and takes the mean over scored calls alone', () => {
  const text = batchSummary(ROWS, ENGLISH);
  expect(text).toContain('9 calls: 4 scored, 1 without a score, 3 failed, 1 excluded,');
  expect(text.indexOf('2  empty-1 cannot be opened.')).toBeGreaterThan(0);
  expect(text.indexOf('and 1 more like it (file-empty)')).toBeLessThan(text.indexOf('1  text-1'));
  expect(text.indexOf('1  ringing')).toBeGreaterThan(text.indexOf('Excluded'));
});

it('tells each of the first ten wrong lines of a list, for each is wrong in its own way', () => {
  const lines = Array.from({ length: 13 }, (_, number) => without(`line-${number}`, 'failed', 'csv-invalid'));
  const text = batchSummary([...lines, ...ROWS], ENGLISH);
  const told = lines.filter(({ callId }) => text.includes(`${callId} cannot be opened.`));
  expect(told).toEqual(lines.slice(0, 10));
  expect(text).toContain('    13  line-0 cannot');
  expect(text).toContain('and 3 more like it (csv-invalid)');
});

it('names ten calls at most, and nothing of a single call', () => {
  const many = Array.from({ length: 30 }, (_, number) => row(`call-${number}`, { needsReview: true }));
  expect(lookAtFirst(many, ENGLISH).trim().split('\n')).toHaveLength(11);
  expect(lookAtFirst([row('bad', { needsReview: true }), without('x', 'failed', 'not-audio')], ENGLISH)).toBe('');
});

it('names those in doubt also of a few calls, else the lowest scores and never all', () => {
  const few = [row('good'), row('low', { score: 40, needsReview: true }), row('poor', { score: 30 })];
  expect(lookAtFirst(few, ENGLISH)).toMatch(/^\nLook at these first\n +40\.0 .*low .*\n$/);
  const fine = ['a', 'b', 'c', 'd', 'e'].map((id, at) => row(id, { score: 95 - at }));
  expect(lookAtFirst(fine, ENGLISH)).toMatch(
    /^\nNo call is in doubt\. The lowest scores\n.* e .*\n.* d .*\n.* c .*\n$/,
  );
  expect(lookAtFirst(fine.slice(0, 2), ENGLISH).trim().split('\n')).toHaveLength(2);
});

it.each(['zh', 'en'] as const)('stays within the terminal, whatever names and ids say (%s)', (language) => {
  const hostile = [row(`${'长'.repeat(90)}\u001b[31m\n`, { fatal: true, agent: '\u001b]0;x\u0007何勇' }), ...ROWS];
  for (const line of batchSummary(hostile, { language, colour: false, columns: 80 }).split('\n')) {
    expect(textWidth(line)).toBeLessThanOrEqual(80);
    expect(line).not.toContain('\u001b');
  }
});

it('is one line for nothing', () => {
  expect(batchSummary([], { language: 'zh', colour: false })).toBe(
    '共 0 通：已评分 0，失败 0，已排除 0，平均分 –，待复核 0\n',
  );
});
