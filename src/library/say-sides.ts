import type { Kysely } from 'kysely';
import type { Attribution } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import type { Scoring } from '../scoring.ts';
import { analysisIn, ofCall, readAnalysis, UNREADABLE } from './analyses.ts';
import type { Database } from './database/open.ts';
import type { Tables } from './database/tables.ts';
import { judgedOf, storeJudged } from './rescore/judged.ts';
import { type StoredJob, scoringOf } from './rescore/plan.ts';
import { notReviewable } from './review-target.ts';
import { exchangedBefore, exchangedSides, noTwoSides, storeSides } from './sides.ts';
import { lockCalls } from './store-final.ts';

/** Who is on which channel of a call, and its scores with the sides as they were and as they are. */
export interface CallSides {
  callId: string;
  attribution: Attribution;
  /** Whether the sides were just exchanged or taken back; taking back is nothing where nobody had said anything. */
  changed: boolean;
  score: { from: number | null; to: number | null };
  /** Why the call is left out, and has no score; null for a call that is scored. */
  exclusion: Sentence | null;
}

/**
 * Who is on which channel of a call.
 * @throws LingtingError `not-in-library` for a call that is not there or was neither scored nor left out by a rule.
 */
export async function sidesOf(query: Kysely<Tables>, callId: string): Promise<CallSides> {
  const analysis = await readAnalysis(query, callId);
  const outcome = await outcomeOf(query, callId);
  if (!analysis || !outcome) throw await notReviewable(query, callId);
  const { score, exclusion } = outcome;
  return { callId, attribution: analysis.attribution, changed: false, score: { from: score, to: score }, exclusion };
}

/**
 * Exchanges the sides of calls as `swappedBy` says, or with null goes back to what Lingting found, and judges each anew by
 * what judged it last, without its recording: all calls in one transaction, or none. What people said of its items stays.
 * A call may be left out, or taken back, by that: a voicemail is one on the customer's side only.
 * @throws LingtingError `usage` where there are no two sides or they were exchanged before, `not-in-library` for a call
 *   that was neither scored nor left out by a rule.
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
  await storeSides(query, callId, sides);
  const judged = judgedOf(callId, analysis, await scoringFor(stored.job));
  await storeJudged(query, [judged], new Map([[callId, stored]]), 'sides');
  const { score: to, exclusion } = (await outcomeOf(query, callId))!;
  return { callId, attribution: analysis.attribution, changed: true, score: { from: stored.score, to }, exclusion };
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

/** The stored jobs of those calls that are done, or left out by a rule. */
async function jobsOf(query: Kysely<Tables>, callIds: readonly string[]): Promise<string[]> {
  const rows = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select('job')
    .where('calls.call_id', 'in', callIds)
    .where('state', 'in', JUDGED)
    .where('audio_sha256', 'is not', null)
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
    .select(['metadata', 'file', 'sides', 'job', 'document', 'state', 'reason', 'excluded_by', 'score'])
    .where('calls.call_id', '=', callId)
    .where('state', 'in', JUDGED)
    .executeTakeFirst();
  if (!row) throw await notReviewable(query, callId);
  return row;
}

/** The score with what people said, or why there is none; undefined for a call that is neither done nor left out. */
async function outcomeOf(query: Kysely<Tables>, callId: string): Promise<Outcome | undefined> {
  const row = await query
    .selectFrom('calls')
    .select(['score', 'reason'])
    .where('call_id', '=', callId)
    .where('state', 'in', JUDGED)
    .executeTakeFirst();
  return row && { score: row.score, exclusion: row.reason === null ? null : (JSON.parse(row.reason) as Sentence) };
}

interface Outcome {
  score: number | null;
  exclusion: Sentence | null;
}

const JUDGED = ['done', 'excluded'] as const;
