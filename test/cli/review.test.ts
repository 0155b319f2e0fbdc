import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/library/database/open.ts';
import { addReviews, type NewReview } from '../../src/library/reviews.ts';
import { addScoredCalls } from '../library/scored-calls.ts';
import { type Finished, lingting } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-review-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Said = Pick<NewReview, 'callId' | 'itemId' | 'outcome' | 'by' | 'why'>;

/** A library of two calls with what people said of them, a minute apart, and the command on it. */
async function library(name: string, said: readonly Said[] = []): Promise<(...args: string[]) => Promise<Finished>> {
  const file = path.join(folder, `${name}.db`);
  const database = await openDatabase(file);
  const agent = (id: string, agentName: string) => ({ agent_id: id, agent_name: agentName, day: '2026-03-05' });
  await addScoredCalls(database.query, [
    { callId: 'C1', sections: [['a', 100, 'x=fail! y=undecided z=pass']], more: agent('A1', '王芳') },
    { callId: 'C2', sections: [['a', 100, 'x=pass y=fail z=pass']], more: agent('A2', '李明') },
  ]);
  const reviews = said.map((one, minute): NewReview => {
    const at = new Date(Date.UTC(2026, 2, 5, 10, minute)).toISOString();
    return { ...one, rating: null, at, source: 'command' };
  });
  expect(await addReviews(database, reviews)).toEqual(reviews.map(() => 'added'));
  await database.close();
  return (...args) => lingting(args, { env: { LINGTING_LIBRARY: file } });
}

describe('lingting review', () => {
  it('enters what a person says, and shows it beside the machine with who, when and why', async () => {
    const run = await library('enter');
    const entered = await run('--lang', 'zh', 'review', 'C1', 'x', 'pass', '--by', '李质检', '--why', '语气平和');
    expect(entered).toMatchObject({
      code: 0,
      stdout: '通话 C1 的 x 已记录。得分 0.0 → 100.0（机器 0.0）。\n',
      stderr: '',
    });
    const shown = await run('review', 'show', 'C1', '--json');
    const { scorecard, machineScore, trail } = JSON.parse(shown.stdout);
    expect([scorecard.score, machineScore]).toEqual([100, 0]);
    expect(scorecard.items[0]).toMatchObject({
      verdict: { outcome: 'pass' },
      review: { machine: { outcome: 'fail' }, human: { by: '李质检', why: '语气平和' } },
    });
    expect(trail.map(({ kind }: { kind: string }) => kind)).toEqual(['score', 'review', 'score']);
    expect((await run('--lang', 'zh', 'review', 'show', 'C1')).stdout).toMatch(
      /x {5}x {7}不合格 {2}合格 +李质检 {2}语气平和/,
    );
  });

  it('says in one sentence what was wrong, and exits with 2', async () => {
    const run = await library('wrong');
    const item = await run('review', 'C1', 'zz', 'pass', '--by', 'a', '--why', 'b');
    expect(item).toMatchObject({ code: 2, stdout: '' });
    expect(item.stderr).toBe('Call "C1" has no item "zz"; the nearest is "z". "lingting review show" lists them.\n');
    const call = await run('--lang', 'zh', 'review', '没有', 'x', 'pass', '--by', 'a', '--why', 'b');
    expect(call).toMatchObject({
      code: 2,
      stderr: '数据库中没有通话“没有”。请检查编号；lingting score 可加入通话。\n',
    });
    expect((await run('review', 'C1', 'x', 'good', '--by', 'a', '--why', 'b')).code).toBe(2);
    expect((await run('review', 'C1', 'x', 'pass', '--by', 'a')).stderr).toContain('--why');
    const none = await run('review', 'show', 'C1', '--library', path.join(folder, 'none.db'));
    expect(none.stderr).toContain('There is no library at');
  });

  it('imports a list in GBK with Chinese headers, names the bad lines, and doubles nothing', async () => {
    const run = await library('import');
    const file = path.join(folder, 'list.csv');
    const rows = [
      'C2,y,合格,王组长,听过,2026-03-05 10:22',
      'C9,y,合格,王组长,听过,',
      'C2,y,好,王组长,听过,',
      'C2,x,不适用,王组长,听过,昨天',
      'C1,y,5,王组长,"有“，”号",',
    ];
    await writeFile(file, iconv.encode(`通话编号,质检项,结论,评定人,理由,时间\r\n${rows.join('\r\n')}\r\n`, 'gbk'));
    const first = await run('review', 'import', file);
    expect(first).toMatchObject({ code: 1, stdout: '2 added, 0 there already, 3 not added.\n' });
    expect(first.stderr.split('\n').map((line) => line.slice(0, 8))).toEqual(['Line 3: ', 'Line 4: ', 'Line 5: ', '']);
    expect(first.stderr).toContain('Line 5: Column "at": expected a date and time such as');
    expect(first.stderr).not.toContain('list.csv');
    const again = await run('review', 'import', file, '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({
      added: 0,
      known: 2,
      faults: [{ line: 3 }, { line: 4 }, { line: 5 }],
    });
  });

  it('refuses a file that is no such list', async () => {
    const run = await library('no-list');
    const file = path.join(folder, 'other.csv');
    await writeFile(file, 'call_id,item\nC1,x\n');
    expect(await run('review', 'import', file)).toMatchObject({
      code: 2,
      stdout: '',
      stderr:
        'The review list other.csv needs a column "item_id" or "质检项", which is probably "item" (columns: call_id, item_id, verdict, by, why, at), found: call_id, item. Correct it and run again.\n',
    });
  });

  it('exports what can be imported again to the letter, and what no spreadsheet takes for a formula', async () => {
    const reasons = ['=1+1', '+86', '-5 分', '@all', "'=quoted", "''-", '说"了"，\n两行', 'plain'];
    const said = reasons.map(
      (why, at): Said => ({ callId: 'C1', itemId: 'xyz'[at % 3]!, outcome: 'fail', by: `=组长${at}`, why }),
    );
    const [run, other] = [await library('export', said), await library('export-to')];
    const file = path.join(folder, 'export.csv');
    expect(await run('review', 'export', '--out', file)).toMatchObject({ code: 0, stdout: '' });
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('\ufeffcall_id,item_id,verdict,by,why,at\r\n')).toBe(true);
    expect(text).not.toMatch(/[,\n]"?[=+\-@]/);
    expect((await run('review', 'import', file)).stdout).toBe('0 added, 8 there already, 0 not added.\n');
    expect((await other('review', 'import', file)).stdout).toBe('8 added, 0 there already, 0 not added.\n');
    const [one, two] = await Promise.all([run('review', 'export', '--json'), other('review', 'export', '--json')]);
    expect(JSON.parse(two.stdout)).toEqual(JSON.parse(one.stdout));
    expect(JSON.parse(one.stdout).reviews.map(({ why }: { why: string }) => why)).toEqual(reasons);
  });
});

describe('lingting appeal', () => {
  it('enters, lists and decides; one that is accepted changes the verdict', async () => {
    const run = await library('appeal');
    const entered = JSON.parse(
      (await run('appeal', 'add', 'C2', 'y', '--by', '李明', '--why', '客户先挂', '--json')).stdout,
    );
    const twice = await run('appeal', 'add', 'C2', 'y', '--by', '李明', '--why', '再说一次');
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringContaining('is still open') });
    const decide = (...more: string[]) =>
      run('appeal', 'decide', entered.appeal_id, ...more, '--by', '组长', '--why', '属实');
    expect((await decide('declined', '--verdict', 'na')).code).toBe(2);
    expect((await decide('accepted')).code).toBe(0);
    expect((await decide('declined')).stderr).toContain('was accepted by 组长; a decision is final');
    const { appeals } = JSON.parse((await run('appeal', 'list', '--json')).stdout);
    expect(appeals).toMatchObject([{ decision: 'accepted', handler: '组长', decision_why: '属实' }]);
    const listed = (await run('appeal', 'list')).stdout;
    expect(listed).toMatch(/Call +Recording +Item/);
    expect(listed).toContain('recordings/C');
    expect(appeals[0].file).toBe('/recordings/C2.wav');
    expect(JSON.parse((await run('appeal', 'list', '--open', '--json')).stdout).appeals).toEqual([]);
    const { scorecard, trail } = JSON.parse((await run('review', 'show', 'C2', '--json')).stdout);
    expect(scorecard.score).toBe(100);
    expect(trail[1]).toMatchObject({ source: 'appeal', by: '组长', why: '属实', machine: 'f' });
  });
});

describe('lingting calibrate', () => {
  it('compares the last word of people with the machine, and lists what to listen to', async () => {
    const said = (
      [
        ['C1', 'x', 'fail'],
        ['C1', 'x', 'pass'],
        ['C1', 'y', 'fail'],
        ['C2', 'y', 'fail'],
        ['C2', 'z', 'fail'],
        ['C2', 'x', 'withdrawn'],
      ] as const
    ).map(([callId, itemId, outcome]): Said => ({ callId, itemId, outcome, by: '李', why: '听过' }));
    const run = await library('calibrate', said);
    const report = JSON.parse((await run('calibrate', '--json')).stdout);
    expect(report.overall).toMatchObject({
      n: 3,
      undecided: 1,
      isFew: true,
      agreement: { value: 1 / 3 },
      failPrecision: { value: 0.5 },
      failRecall: { value: 0.5 },
    });
    expect(report.items.map(({ itemId, n }: { itemId: string; n: number }) => [itemId, n])).toEqual([
      ['x', 1],
      ['y', 1],
      ['z', 1],
    ]);
    expect(report.disagreements).toMatchObject([
      { callId: 'C1', itemId: 'x', machine: 'fail', human: 'pass', by: '李', why: '听过', second: null },
      { callId: 'C2', itemId: 'z', machine: 'pass', human: 'fail' },
    ]);
    expect(JSON.parse((await run('calibrate', '--item', 'y', '--json')).stdout)).toMatchObject({
      overall: { n: 1, agreement: { value: 1 } },
      disagreementCount: 0,
    });
    expect((await run('calibrate', '--item', 'nothing')).code).toBe(2);
  });
});

describe('lingting sample', () => {
  it('picks calls and says what they buy', async () => {
    const run = await library('sample');
    const { stdout } = await run('sample', '--plan', 'stratified', '--size', '2', '--seed', 's', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ plan: 'stratified', seed: 's', population: 2, margin: 0 });
    expect(
      JSON.parse(stdout)
        .calls.map(({ callId }: { callId: string }) => callId)
        .sort(),
    ).toEqual(['C1', 'C2']);
    const one = JSON.parse(
      (await run('sample', '--size', '1', '--agent', 'A2', '--from', '2026-03-05', '--json')).stdout,
    );
    expect(one).toMatchObject({ population: 1, calls: [{ callId: 'C2', agentName: '李明', probability: 1 }] });
    expect(JSON.parse((await run('sample', '--margin', '0.9', '--to', '2026-03-04', '--json')).stdout).calls).toEqual(
      [],
    );
  });

  it('refuses what it cannot do', async () => {
    const run = await library('refuse');
    expect((await run('sample')).stderr).toContain('--size 100');
    expect(await run('sample', '--size', '1', '--agent', 'A9')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('has the agent id "A9"'),
    });
    expect((await run('sample', '--size', '1', '--margin', '0.1')).code).toBe(2);
    expect((await run('sample', '--plan', 'stratified', '--size', '1')).stderr).toContain('2 agents, but --size 1');
  });
});
