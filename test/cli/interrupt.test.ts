import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAnalysis } from '../../src/library/analyses.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import type { JsonReport } from '../../src/reports/json.ts';
import { finished, lingting, ROOT, start } from './run.ts';

const ONE_BY_ONE = ['--workers', '1'];
/** Beside a recording this takes the place of recognition, which is not what these tests are about. */
const TRANSCRIPT = '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n';
const SAMPLES = path.join(ROOT, 'samples/calls');
const CALLS = ['agent-hangs-up', 'too-fast', 'interrupting'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-stop-'));
  await mkdir(path.join(folder, 'recordings'));
  for (const call of CALLS) {
    await cp(path.join(SAMPLES, `${call}.wav`), path.join(folder, 'recordings', `${call}.wav`));
    await writeFile(path.join(folder, 'recordings', `${call}.srt`), TRANSCRIPT);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('Ctrl-C', () => {
  it('keeps what is done, leaves no partial file, and a second run goes on from there', async () => {
    const out = path.join(folder, 'out');
    const args = ['score', path.join(folder, 'recordings'), ...ONE_BY_ONE, '--out', out, '--json'];
    const child = start(args);
    child.stderr!.on('data', (text: string) => {
      if (text.includes('[1/3]')) child.kill('SIGINT');
    });
    const stopped = await finished(child);
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(/Stopped with [12] calls? left; run the same command again/);
    const done = (JSON.parse(stopped.stdout) as JsonReport).calls;
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(3);

    const second = await lingting(args);
    expect(second.code, second.stderr).toBe(0);
    expect((JSON.parse(second.stdout) as JsonReport).calls.map((call) => call.callId).sort()).toEqual(
      [...CALLS].sort(),
    );
    expect(second.stderr).toMatch(new RegExp(`${done.length} calls? (was|were) finished before`));
    expect((await readdir(out)).sort()).toEqual(['library.db', 'report.html']);
  });
});

describe('a full disk', () => {
  const canMount = canMountDisks();
  if (!canMount) process.stderr.write('skipped: tests that need to mount a small disk, which is not allowed here\n');

  it.skipIf(!canMount)('ends the run with one sentence; what was written before stays whole', async () => {
    const disk = path.join(folder, 'disk');
    await mkdir(disk);
    // Room for the tables and not for the calls.
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', disk]);
    try {
      const args = ['score', path.join(folder, 'recordings'), ...ONE_BY_ONE, '--out', path.join(disk, 'out')];
      const { code, stderr } = await lingting(args);
      expect(stderr).toMatch(/The disk of .*library\.db is full/);
      expect(code).toBe(1);
      const database = await openDatabase(path.join(disk, 'out', 'library.db'));
      for (const { call_id, state } of await database.query.selectFrom('calls').select(['call_id', 'state']).execute())
        expect(state === 'done', call_id).toBe((await readAnalysis(database.query, call_id)) !== null);
      await database.close();
    } finally {
      // The engine lets go of a closed file only when its memory is collected.
      execFileSync('umount', ['-l', disk]);
    }
  });
});

function canMountDisks(): boolean {
  const place = execFileSync('mktemp', ['-d'], { encoding: 'utf8' }).trim();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', place], { stdio: 'ignore' });
    execFileSync('umount', [place]);
    return true;
  } catch {
    return false;
  }
}
