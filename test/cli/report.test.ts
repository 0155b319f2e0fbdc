import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/library/database/open.ts';
import { textWidth } from '../../src/reports/width.ts';
import { fillReportLibrary } from '../library/report-library.ts';
import { type Finished, lingting } from './run.ts';

describe('lingting report', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'lingting-report-'));
    const database = await openDatabase(path.join(folder, 'library.db'));
    await fillReportLibrary(database.query);
    await database.close();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Tests run far from where clocks are those of the calls. */
  const run = (args: string[], env: NodeJS.ProcessEnv = {}): Promise<Finished> =>
    lingting(args, { env: { LINGTING_LIBRARY: path.join(folder, 'library.db'), TZ: 'America/New_York', ...env } });
  const report = (...args: string[]) => run(['report', ...args]);

  it('prints an agent in 80 columns, in both languages', async () => {
    for (const [language, title] of [
      ['zh', '坐席报告：王小芳（W01）'],
      ['en', 'Agent report: 王小芳 (W01)'],
    ] as const) {
      const { code, stdout, stderr } = await run(['--lang', language, 'report', 'agent', 'W01']);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout.startsWith(title)).toBe(true);
      expect(stdout.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
    }
  });

  it('has everything of the page in the JSON, with formulas and thresholds', async () => {
    const { stdout } = await report('agent', 'W01', '--from', '2026-10-24', '--to', '2026-10-25', '--json');
    const json = JSON.parse(stdout);
    expect(json).toMatchObject({ kind: 'agent', version: 1, thresholds: { smallSampleCalls: 10, confidence: 0.95 } });
    expect(json.counts).toEqual({ scored: 8, unscored: 0, excluded: 1, failed: 1, open: 1 });
    expect(json.formulas.map(({ name }: { name: string }) => name)).toContain('lostPoints');
    expect(json.trend.points).toHaveLength(2);
  });

  it('reads well for an agent with one call, and for a period without any', async () => {
    const single = await run(['--lang', 'zh', 'report', 'agent', 'X02']);
    expect(single.stdout).toContain('⚠ 只有 1 通已评分的通话，样本少');
    const none = await run(['--lang', 'zh', 'report', 'agent', 'X02', '--from', '2020-01-01', '--to', '2020-01-31']);
    expect(none.stdout).toContain('这段时间没有已评分的通话。');
    expect(none.stdout).toContain('没有已评分的通话，无从辅导。');
    expect(none.stdout).not.toMatch(/NaN|undefined/);
  });

  it('logs the day clocks go back by the calendar, wherever it is read', async () => {
    const { stdout } = await report('day', '2026-10-25', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      period: { from: '2026-10-25', to: '2026-10-25' },
      counts: { scored: 6 },
    });
    expect(JSON.parse((await report('week', '2026-10-25', '--json')).stdout).period).toEqual({
      from: '2026-10-19',
      to: '2026-10-25',
    });
  });

  it.each([
    ['day', '2026-10-25', { from: '2026-10-25', to: '2026-10-25' }],
    ['week', '2026-W43', { from: '2026-10-19', to: '2026-10-25' }],
    ['month', '2026-10', { from: '2026-10-01', to: '2026-10-31' }],
    ['month', '2026-10-25', { from: '2026-10-01', to: '2026-10-31' }],
  ])('logs the %s written as %s', async (span, text, period) => {
    expect(JSON.parse((await report(span, text, '--json')).stdout).period).toEqual(period);
  });

  it.each([
    ['day', '2026-10', '应为日期，例如 2026-03-05，实际是“2026-10”。\n'],
    ['week', '2026-W54', '应为某一周，例如 2026-W10，或其中任意一天，实际是“2026-W54”。\n'],
    ['month', '2026-13', '应为某一月，例如 2026-03，或其中任意一天，实际是“2026-13”。\n'],
  ])('does not log a %s %s', async (span, text, stderr) => {
    expect(await run(['--lang', 'zh', 'report', span, text])).toEqual({ code: 2, stdout: '', stderr });
  });

  it('writes files by their name, in every format', async () => {
    for (const [name, begins] of [
      ['team.csv', '\ufeff'],
      ['team.xlsx', 'PK'],
      ['team.html', '<!doctype html>'],
    ] as const) {
      const file = path.join(folder, 'out', name);
      const { code, stdout } = await report('team', '--out', file);
      expect([code, stdout]).toEqual([0, '']);
      const text = await readFile(file, 'utf8');
      expect(text.startsWith(begins)).toBe(true);
      // No cell begins as a formula does.
      if (name === 'team.csv') expect(text).not.toMatch(/(^|,|\n)"?[=+@]/);
    }
  });

  it('leads a trainee from stage to stage, and refuses the wrong order', async () => {
    const stage = (...args: string[]) => run(['--lang', 'zh', 'trainee', 'stage', 'T09', ...args, '--by', '李老师']);
    expect((await stage('talk', 'pass', '--note', '表达清楚')).stdout).toBe(
      'T09：培训前沟通第 1 次，合格；现状：待培训。\n',
    );
    const wrong = await stage('comprehensive-assessment', 'pass');
    expect([wrong.code, wrong.stderr]).toEqual([2, 'T09：下一步是培训（training），不是综合考核。\n']);
    const nobody = await run(['trainee', 'stage', 'nobody', 'talk', 'pass', '--by', 'Li']);
    expect(nobody.stdout).toMatch(
      /^nobody: first conversation, attempt 1, pass; next: training\. .* has no call of this agent yet/,
    );
    expect((await stage('talk', 'withdrawn')).stdout).toBe('T09：培训前沟通第 1 次，撤回；现状：待培训前沟通。\n');
    const { stdout } = await run(['--lang', 'zh', 'report', 'trainee', 'T09']);
    for (const part of ['表达清楚', '撤回', '李老师', '自我介绍', '示范 model', '员工技能档案', '普通话程度'])
      expect(stdout.replace(/\s+/g, ' ')).toContain(part);
  });

  it('prints one call with its scorecard, and as JSON and page', async () => {
    expect((await report('call', 'w0')).stdout).toContain('w0');
    expect(JSON.parse((await report('call', 'w0', '--json')).stdout).calls[0].callId).toBe('w0');
    expect((await report('call', 'w0', '--format', 'html')).stdout).toContain('id="call-');
  });

  it.each([
    [['agent', 'nobody'], 2, 'has the agent id "nobody"'],
    [['agent', 'W01', '--from', '2026-02-30'], 2, 'Expected a day such as 2026-03-05, got "2026-02-30".'],
    [['agent', 'W01', '--from', '2026-03-02', '--to', '2026-03-01'], 2, 'Expected --from on or before --to'],
    [['team', '--format', 'xlsx'], 2, 'An Excel file needs a place'],
    [['team', '--format', 'csv', '--json'], 2, 'cannot be used with'],
    [['call', 'w0', '--format', 'csv'], 2, 'text, json or html, not csv'],
    [['call', 'w0', '--out', 'w0'], 2, 'ends in .html, .xlsx, .csv, .json or .txt, got w0.\n'],
    [['team', '--format', 'html', '--out', 'x.PDF'], 2, 'For a PDF write .html, open it in a browser and print it.'],
  ])('says what is wrong with %j', async (args, code, sentence) => {
    const finished = await report(...(args as string[]));
    expect(finished.stderr).toContain(sentence);
    expect([finished.code, finished.stdout]).toEqual([code, '']);
  });
});
