import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { openAudio } from '../../src/audio/open.ts';
import { type Database, openDatabase } from '../../src/library/database/open.ts';
import { encodeWav } from '../wav.ts';
import { randomOf } from './random.ts';

/** What a batch that was killed again and again came to. */
export interface KilledBatch {
  calls: number;
  kills: number;
  done: number;
  analyses: number;
  /** Calls that were begun more often than the kills that found them in hand can explain. */
  begunTooOften: string[];
  /** What SQLite says of its file. */
  integrity: string;
  seconds: number;
}

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Scores `calls` short calls, killing the process with SIGKILL at `kills` random moments and starting it again each time,
 * then lets it end. `launcher` is what node runs. Moments come from `seed`.
 */
export async function killedBatch(
  calls: number,
  kills: number,
  launcher = path.join(ROOT, 'src/cli/lingting.mjs'),
  seed = 1,
): Promise<KilledBatch> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lingting-kill-'));
  const startedAt = performance.now();
  try {
    await makeCalls(path.join(folder, 'recordings'), calls);
    const library = path.join(folder, 'out', 'library.db');
    const args = ['score', path.join(folder, 'recordings'), '--out', path.join(folder, 'out'), '--workers', '2'];
    const random = randomOf(seed);
    const inHand = new Map<string, number>();
    let killed = 0;
    let doneBefore = 0;
    let longestSeconds = 4;
    while (killed < kills) {
      if (await run(launcher, args, 1000 * longestSeconds * (0.5 + 0.5 * random()))) break; // all done before the last kill
      killed++;
      const states = await withLibrary(library, statesOf).catch(() => []);
      for (const { call_id, state } of states)
        if (state === 'running') inHand.set(call_id, (inHand.get(call_id) ?? 0) + 1);
      const done = states.filter(({ state }) => state === 'done').length;
      // Each run is left about its share of the calls, however long this machine needs to start one.
      if (done === doneBefore) longestSeconds *= 1.05;
      else if (done - doneBefore > calls / kills) longestSeconds *= 0.85;
      doneBefore = done;
    }
    await run(launcher, args, null);
    return await withLibrary(library, async ({ query }) => {
      const rows = await query.selectFrom('calls').select(['call_id', 'state', 'attempts']).execute();
      const analyses = await query.selectFrom('analyses').select('audio_sha256').execute();
      const checked = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(query);
      return {
        calls: rows.length,
        kills: killed,
        done: rows.filter(({ state }) => state === 'done').length,
        analyses: analyses.length,
        begunTooOften: rows
          .filter(({ call_id, attempts }) => attempts > 1 + (inHand.get(call_id) ?? 0))
          .map(({ call_id }) => call_id),
        integrity: checked.rows[0]!.integrity_check,
        seconds: (performance.now() - startedAt) / 1000,
      };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs to the end or until it is killed; true when it came to its end. */
function run(launcher: string, args: string[], killAfterMilliseconds: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [launcher, ...args], { cwd: ROOT, stdio: 'ignore' });
  const timer = killAfterMilliseconds === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMilliseconds);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (_, signal) => {
      if (timer) clearTimeout(timer);
      resolve(signal === null);
    });
  });
}

async function withLibrary<T>(file: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(file, { mustExist: true });
  return work(database).finally(() => database.close());
}

const statesOf = ({ query }: Database) => query.selectFrom('calls').select(['call_id', 'state']).execute();

/** Six seconds of talk with a transcript, so that nothing is to be recognised; one sample makes each a file of its own. */
async function makeCalls(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  const audio = await openAudio(path.join(ROOT, 'samples/calls/inbound-exemplary.wav'));
  const { sampleRateHz } = audio;
  for (let number = 0; number < count; number++) {
    const piece = audio.channels.map((channel) => channel.read(4 * sampleRateHz, 10 * sampleRateHz));
    piece[0]![0] = number / 1000;
    const name = path.join(folder, `call-${String(number).padStart(4, '0')}`);
    await writeFile(`${name}.wav`, encodeWav(piece, sampleRateHz));
    await writeFile(`${name}.srt`, '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n');
  }
  await audio.close();
}
