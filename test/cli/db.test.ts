import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseTranscript } from '../../src/asr/import/index.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { fillScored } from '../library/rescore/filled.ts';
import { lingting } from './run.ts';

let folder: string;
let library: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-db-'));
  library = path.join(folder, 'library.db');
  const database = await openDatabase(library);
  await fillScored(database.query, 2);
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('lingting db backs up, and says of a library how it is', async () => {
  const file = path.join(folder, 'kept', 'backup.db');
  const backup = await lingting(['db', 'backup', file, '--library', library, '--json']);
  expect(JSON.parse(backup.stdout), backup.stderr).toEqual({ version: 1, file });
  const check = await lingting(['--lang', 'zh', 'db', 'check', '--library', file]);
  expect([check.code, check.stdout.trim()]).toEqual([0, `${file}：2 通，没有损坏。`]);
  const info = await lingting(['db', 'info', '--library', file]);
  expect(info.stdout).toMatch(/2 calls: done 2\n[\d.]+ MB, [\d.]+ kB a call/);
});

it('lingting db check says in one sentence that a file is damaged', async () => {
  const file = path.join(folder, 'damaged.db');
  await writeFile(file, 'nothing like a library '.repeat(1000));
  const { code, stdout, stderr } = await lingting(['db', 'check', '--library', file]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/damaged\.db is no library or is damaged/)]);
  expect(stderr).not.toContain('db check');
});

it('lingting export writes verdicts, transcripts and everything', async () => {
  const csv = path.join(folder, 'made', 'verdicts.csv');
  await lingting(['export', '--format', 'csv', '--library', library, '--out', csv]);
  const text = await readFile(csv, 'utf8');
  expect(text).toMatch(/^\uFEFFcall_id,file,agent_id/);
  expect(text).toMatch(/\nC000001,[^,]+\.wav,.*greeting-hello/);
  const out = path.join(folder, 'out');
  const { code, stdout, stderr } = await lingting([
    'export',
    'C000001',
    'no',
    'C000001',
    '--format',
    'srt',
    '--library',
    library,
    '--out',
    out,
  ]);
  expect(code).toBe(1);
  expect(stdout).toBe(`1 call exported to ${out}\n`);
  expect(stderr).toMatch(/no finished, undamaged call no; the others were exported/);
  const none = await lingting(['export', 'no', '--format', 'srt', '--library', library, '--out', out]);
  expect([none.code, none.stdout]).toEqual([2, '']);
  expect(none.stderr).toBe('The library has no finished, undamaged call no; nothing was exported.\n');
  expect(await readdir(out)).toEqual(['C000001.srt']);
  const { segments } = parseTranscript(await readFile(path.join(out, 'C000001.srt'), 'utf8'), 'x');
  expect(segments[0]).toMatchObject({ speaker: '坐席', text: expect.stringContaining('您好') });
  const misnamed = await lingting(['export', '--format', 'csv', '--library', library, '--out', 'verdicts.xlsx']);
  expect(misnamed).toMatchObject({
    code: 2,
    stderr: 'Expected the name of a file that ends in .csv, got verdicts.xlsx.\n',
  });
});
