import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAnalysis } from '../../src/library/analyses.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { finished, lingting, ROOT, start } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-watch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const SRT = '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('scores what is there and what arrives, and waits for a file that is still being written', async () => {
  const drop = path.join(folder, 'drop');
  await mkdir(drop);
  const whole = await readFile(path.join(ROOT, 'samples/calls/too-fast.wav'));
  await writeFile(path.join(drop, 'first.srt'), SRT);
  await writeFile(path.join(drop, 'first.wav'), whole);
  const out = path.join(folder, 'out');
  const child = start(['score', drop, '--watch', '--out', out, '--workers', '1']);
  const ended = finished(child);
  const said = (text: string) =>
    new Promise<void>((resolve) => child.stderr!.on('data', (piece: string) => piece.includes(text) && resolve()));
  const [first, second] = [said('first.wav  '), said('second.wav  ')];
  await first;
  await writeFile(path.join(drop, 'second.srt'), SRT);
  await writeFile(path.join(drop, 'second.wav'), whole.subarray(0, 100_000));
  for (let from = 100_000; from < whole.length; from += 200_000) {
    await pause(700);
    await appendFile(path.join(drop, 'second.wav'), whole.subarray(from, from + 200_000));
  }
  await second;
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code, stderr).toBe(0);
  const database = await openDatabase(path.join(out, 'library.db'));
  const calls = await database.query.selectFrom('calls').select(['call_id', 'state', 'attempts']).execute();
  const analysis = await readAnalysis(database.query, 'second');
  await database.close();
  expect(calls.sort((a, b) => (a.call_id < b.call_id ? -1 : 1))).toEqual([
    { call_id: 'first', state: 'done', attempts: 1 },
    { call_id: 'second', state: 'done', attempts: 1 },
  ]);
  expect(analysis!.warnings.map(({ code }) => code)).not.toContain('truncated');
}, 300_000);

it.each([
  [['--watch', '--json'], /cannot be used with --json/],
  [['--watch'], /none of the inputs is a folder/],
  [['--webhook', 'file:///etc/passwd'], /--webhook expects an address/],
])('%j on a file is refused with exit code 2', async (options, sentence) => {
  const file = path.join(ROOT, 'samples/calls/too-fast.wav');
  const { code, stderr } = await lingting(['score', file, ...options, '--out', path.join(folder, 'refused')]);
  expect(stderr).toMatch(sentence);
  expect(code).toBe(2);
});
