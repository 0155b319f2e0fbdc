import type { Kysely } from 'kysely';
import type { Attribution, CallAnalysis } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { scoreCall } from '../pipeline.ts';
import { analysisIn, ofCall, readAnalysis, UNREADABLE } from './analyses.ts';
import { checklistRowOf } from './checklist-row-of.ts';
import type { Database } from './database/open.ts';
import type { Tables } from './database/tables.ts';
import { type StoredJob, scoringOf } from './rescore/plan.ts';
import { notReviewable } from './review-target.ts';
import { exchangedSides, noTwoSides, storeSides } from './sides.ts';
import { lockCalls } from './store-final.ts';
import { storeScores } from './store-scores.ts';

/** Who is on which channel of a call, and its scores with the sides as they were and as they are. */
export interface CallSides {
  callId: string;
  attribution: Attribution;
  score: { from: number | null; to: number | null };
}

/**
 * Who is on which channel of a call.
 * @throws LingtingError `not-in-library` for a call that is not there or was not scored.
 */
export async function sidesOf(query: Kysely<Tables>, callId: string): Promise<CallSides> {
  const analysis = await readAnalysis(query, callId);
  const score = await scoreOf(query, callId);
  if (!analysis || score === undefined) throw await notReviewable(query, callId);
  return { callId, attribution: analysis.attribution, score: { from: score, to: score } };
}

/**
 * Exchanges the sides of a call as `by` says, or with `change` `reset` goes back to what Lingting found, and judges the call
 * anew by what judged it last, without its recording: all in one transaction. What people said of its items stays.
 * @throws LingtingError `usage` where there are no two sides, `not-in-library` for a call that was not scored.
 */
export async function saySides(
  { query }: Pick<Database, 'query'>,
  callId: string,
  change: 'swap' | 'reset',
  by: string,
): Promise<CallSides> {
  return query.transaction().execute(async (it) => {
    await lockCalls(it, [callId]);
    const stored = await storedCall(it, callId);
    const found = analysisIn(stored.document);
    if (!found) throw new LingtingError('not-in-library', UNREADABLE);
    const before = await ofCall(found, stored);
    const sides = change === 'reset' ? null : exchangedSides(before, by);
    if (change === 'swap' && sides === null) throw noTwoSides(callId);
    const after = await ofCall(found, { ...stored, sides });
    const from = (await scoreOf(it, callId)) ?? null;
    await storeSides(it, callId, sides);
    await storeAnew(it, after, JSON.parse(stored.job) as StoredJob);
    return { callId, attribution: after.attribution, score: { from, to: (await scoreOf(it, callId)) ?? null } };
  });
}

async function storeAnew(query: Kysely<Tables>, analysis: CallAnalysis, job: StoredJob): Promise<void> {
  const scoring = await scoringOf({ ...(job.rescoredBy ?? job), language: job.language });
  const { callId } = analysis.call;
  const [checklist, scorecard] = [checklistRowOf(scoring), scoreCall(analysis, scoring)];
  await storeScores(query, [{ callId, key: scoring.key, checklist, scorecard }], 'sides');
}

async function storedCall(query: Kysely<Tables>, callId: string) {
  const row = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .innerJoin('analyses', (it) =>
      it
        .onRef('analyses.audio_sha256', '=', 'calls.audio_sha256')
        .onRef('analyses.settings_sha256', '=', 'calls.settings_sha256'),
    )
    .select(['metadata', 'file', 'sides', 'job', 'document'])
    .where('calls.call_id', '=', callId)
    .where('state', '=', 'done')
    .executeTakeFirst();
  if (!row) throw await notReviewable(query, callId);
  return row;
}

/** With what people said; undefined for a call that is not done. */
async function scoreOf(query: Kysely<Tables>, callId: string): Promise<number | null | undefined> {
  const row = await query
    .selectFrom('calls')
    .select('score')
    .where('call_id', '=', callId)
    .where('state', '=', 'done')
    .executeTakeFirst();
  return row?.score;
}
