import type { Kysely } from 'kysely';
import type { Attribution } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { scoreCall } from '../pipeline.ts';
import type { Scoring } from '../scoring.ts';
import { analysisIn, ofCall, readAnalysis, UNREADABLE } from './analyses.ts';
import { checklistRowOf } from './checklist-row-of.ts';
import type { Database } from './database/open.ts';
import type { Tables } from './database/tables.ts';
import { type StoredJob, scoringOf } from './rescore/plan.ts';
import { notReviewable } from './review-target.ts';
import { exchangedBefore, exchangedSides, noTwoSides, storeSides } from './sides.ts';
import { lockCalls } from './store-final.ts';
import { storeScores } from './store-scores.ts';

/** Who is on which channel of a call, and its scores with the sides as they were and as they are. */
export interface CallSides {
  callId: string;
  attribution: Attribution;
  /** Whether the sides were just exchanged or taken back; taking back is nothing where nobody had said anything. */
  changed: boolean;
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
  return { callId, attribution: analysis.attribution, changed: false, score: { from: score, to: score } };
}

/**
 * Exchanges the sides of calls as `swappedBy` says, or with null goes back to what Lingting found, and judges each anew by
 * what judged it last, without its recording: all calls in one transaction, or none. What people said of its items stays.
 * @throws LingtingError `usage` where there are no two sides or they were exchanged before, `not-in-library` for a call
 *   that was not scored.
 */
export async function saySides(
  { query }: Pick<Database, 'query'>,
  callIds: readonly string[],
  swappedBy: string | null,
): Promise<CallSides[]> {
  const scoringFor = scoringsReadOnce();
  // What judges comes from the disk: read before the library is held.
  for (const job of await jobsOf(query, callIds)) await scoringFor(job);
  return query.transaction().execute(async (it) => {
    await lockCalls(it, callIds);
    const said: CallSides[] = [];
    for (const callId of callIds) said.push(await saidOf(it, callId, swappedBy, scoringFor));
    return said;
  });
}

async function saidOf(
  query: Kysely<Tables>,
  callId: string,
  swappedBy: string | null,
  scoringFor: (job: string) => Promise<Scoring>,
): Promise<CallSides> {
  const stored = await storedCall(query, callId);
  if (swappedBy === null && stored.sides === null) return sidesOf(query, callId);
  const found = analysisIn(stored.document);
  if (!found) throw new LingtingError('not-in-library', UNREADABLE);
  if (swappedBy !== null && stored.sides !== null) throw exchangedBefore(callId, stored.sides);
  const sides = swappedBy === null ? null : exchangedSides(await ofCall(found, stored), swappedBy);
  if (swappedBy !== null && sides === null) throw noTwoSides(callId);
  const analysis = await ofCall(found, { ...stored, sides });
  const from = (await scoreOf(query, callId)) ?? null;
  await storeSides(query, callId, sides);
  const scoring = await scoringFor(stored.job);
  const [checklist, scorecard] = [checklistRowOf(scoring), scoreCall(analysis, scoring)];
  await storeScores(query, [{ callId, key: scoring.key, checklist, scorecard }], 'sides');
  const to = (await scoreOf(query, callId)) ?? null;
  return { callId, attribution: analysis.attribution, changed: true, score: { from, to } };
}

/** What judged a call last, from its stored job; the same files are read once. */
function scoringsReadOnce(): (job: string) => Promise<Scoring> {
  const scorings = new Map<string, Promise<Scoring>>();
  return (job) => {
    const { rescoredBy, language, ...scored } = JSON.parse(job) as StoredJob;
    const { pipeline, profile } = rescoredBy ?? scored;
    const key = JSON.stringify([pipeline, profile, language]);
    if (!scorings.has(key)) scorings.set(key, scoringOf({ pipeline, profile, language }));
    return scorings.get(key)!;
  };
}

/** The stored jobs of those calls that are done. */
async function jobsOf(query: Kysely<Tables>, callIds: readonly string[]): Promise<string[]> {
  const rows = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select('job')
    .where('calls.call_id', 'in', callIds)
    .where('state', '=', 'done')
    .execute();
  return rows.map(({ job }) => job);
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
