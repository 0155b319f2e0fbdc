/** A child process of a re-score: judges one chunk of calls per message. Started by `workers.ts`. */
import { asLingtingError } from '../../errors.ts';
import type { Scoring } from '../../scoring.ts';
import { asDatabaseError, type Database, openDatabase } from '../database/open.ts';
import { rescoreChunk } from './chunk.ts';
import { scoringOf } from './plan.ts';
import type { ChunkAnswer, ChunkJob } from './workers.ts';

const scorings = new Map<string, Promise<Scoring>>();
let database: Database | null = null;

process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides.
process.on('disconnect', () => process.exit());
process.on('message', async (job: ChunkJob) => {
  const answer: ChunkAnswer = await answerTo(job).catch((error) => {
    const { code, sentence } = database ? asDatabaseError(error, database.shownAs) : asLingtingError(error);
    return { ok: false, code, sentence };
  });
  process.send?.(answer);
});

async function answerTo({ location, choice, callIds, dryRun }: ChunkJob): Promise<ChunkAnswer> {
  database ??= await openDatabase(location, { mustExist: true });
  const key = JSON.stringify(choice);
  if (!scorings.has(key)) scorings.set(key, scoringOf(choice));
  const scoring = await scorings.get(key)!;
  return { ok: true, result: await rescoreChunk(database.query, callIds, { choice, scoring }, dryRun) };
}
