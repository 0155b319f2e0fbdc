import type { Kysely } from 'kysely';
import type { CallAnalysis } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Scoring } from '../scoring.ts';
import { ofCall, storeAnalysis } from './analyses.ts';
import type { Database } from './database/open.ts';
import type { Tables } from './database/tables.ts';
import type { CallJob, PlannedCall } from './plan-calls.ts';
import { columnsOf, settle, storeInput } from './queue.ts';
import { type Judged, judgedOf } from './rescore/judged.ts';
import type { StoredJob } from './rescore/plan.ts';
import { exchangedSides, storedSides, storeSides } from './sides.ts';
import { lockCalls } from './store-final.ts';
import { storeScores } from './store-scores.ts';

/** What became of a call that was analysed: its scores as they count, or why it is left out. */
export type JudgedCall =
  | { state: 'done'; score: number | null; fatal: boolean; needsReview: boolean }
  | { state: 'excluded'; code: string; sentence: Sentence };

/**
 * Judges an analysed call and stores all of it in one transaction; a call that its pipeline excludes is stored as such,
 * without scores. `found` may be the analysis of another call of the same sound. With `swap` its sides are exchanged, unless
 * it was said before who is on which channel; when somebody says so meanwhile, it is judged again with that.
 */
export async function judgeCall(
  { query }: Pick<Database, 'query'>,
  planned: PlannedCall,
  found: CallAnalysis,
  scoring: Scoring,
  swap: boolean,
): Promise<JudgedCall> {
  const { callId } = planned;
  for (;;) {
    const before = await storedSides(query, callId);
    const sides = before ?? (swap ? exchangedSides(found) : null);
    const { call, file } = planned;
    const analysis = await ofCall(found, { metadata: JSON.stringify(call), file, sides });
    const judged = judgedOf(callId, analysis, scoring);
    const isStored = await query.transaction().execute(async (transaction) => {
      await lockCalls(transaction, [callId]);
      if ((await storedSides(transaction, callId)) !== before) return false;
      await store(transaction, planned, found, judged);
      if (sides !== before) await storeSides(transaction, callId, sides);
      return true;
    });
    if (!isStored) continue;
    const { exclusion } = judged;
    if (exclusion) return { state: 'excluded', code: exclusion.code, sentence: exclusion.reason };
    return { state: 'done', ...(await scoresOf(query, callId)) };
  }
}

async function store(
  query: Kysely<Tables>,
  planned: PlannedCall,
  found: CallAnalysis,
  { exclusion, score }: Judged,
): Promise<void> {
  const { callId, call } = planned;
  const facts = {
    ...columnsOf(call),
    duration_seconds: found.recording.durationSeconds,
    audio_sha256: found.recording.sha256,
    settings_sha256: found.provenance.settingsSha256,
  };
  const job: StoredJob = { ...(JSON.parse(planned.job) as CallJob), language: found.language };
  await storeInput(query, { ...planned, job: JSON.stringify(job) });
  await storeAnalysis(query, found, new Date().toISOString());
  if (exclusion) return settle(query, callId, { state: 'excluded', ...exclusion }, facts);
  await settle(query, callId, { state: 'done' }, facts);
  await storeScores(query, [score], 'score');
}

/** The scores of a call as they count: what people said of it before still holds. */
async function scoresOf(query: Database['query'], callId: string) {
  const { score, fatal, needs_review } = await query
    .selectFrom('calls')
    .select(['score', 'fatal', 'needs_review'])
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow();
  return { score, fatal: fatal === 1, needsReview: needs_review === 1 };
}
