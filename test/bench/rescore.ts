import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/library/database/open.ts';
import { rescore } from '../../src/library/rescore/rescore.ts';
import { fillScored } from '../library/rescore/filled.ts';

/** Bar: seconds to judge so many stored calls anew on two cores, dry or stored. */
const BAR_SECONDS = 60;
const BAR_CALLS = 10_000;
const WORKERS = 2;
const MINUTES = 2;

/** Prints how long a re-score takes, judging everything and judging what changed; returns false when the bar is missed. */
export async function benchRescore(calls = BAR_CALLS): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'lingting-bench-'));
  try {
    const location = path.join(folder, 'library.db');
    const database = await openDatabase(location);
    await fillScored(database.query, calls, MINUTES, false);
    const profile = path.join(folder, 'mine.yaml');
    await writeFile(profile, 'rules: { greeting-hello: false }\n');
    const seconds = async (name: string, dryRun: boolean, changed: string | null) => {
      const start = performance.now();
      const options = { pipeline: null, profile: changed, only: null, dryRun, workers: WORKERS };
      const events = { turns: () => {}, start: () => {}, step: () => {} };
      const result = await rescore(database, location, options, events, new AbortController().signal);
      const took = (performance.now() - start) / 1000;
      const calls = result.calls.judged;
      return {
        what: name,
        calls,
        seconds: Number(took.toFixed(1)),
        'ms a call': Number(((1000 * took) / calls).toFixed(2)),
      };
    };
    const rows = [
      await seconds('everything, dry', true, null),
      await seconds('everything, stored', false, null),
      await seconds('one rule off, dry', true, profile),
      await seconds('one rule off, stored', false, profile),
    ];
    await database.close();
    console.log(
      `\nRe-scoring ${calls} stored calls of ${MINUTES} minutes, ${WORKERS} processes; bar ${BAR_SECONDS} s for ${BAR_CALLS}`,
    );
    console.table(rows);
    return rows.every((row) => row['ms a call'] * BAR_CALLS < BAR_SECONDS * 1000);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `tsx test/bench/rescore.ts [calls]` runs it alone. */
if (process.argv[1] === import.meta.filename) await benchRescore(Number(process.argv[2] ?? BAR_CALLS));
