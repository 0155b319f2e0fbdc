import type { CallAnalysis } from '../analysis.ts';
import { exclusionOf } from '../checklist/exclusion.ts';
import type { Sentence } from '../errors.ts';
import { scoreCall } from '../pipeline.ts';
import type { Scoring } from '../scoring.ts';
import { ofCall, storeAnalysis } from './analyses.ts';
import { checklistRowOf } from './checklist-row-of.ts';
import type { Database } from './database/open.ts';
import type { PlannedCall } from './plan-calls.ts';
import { columnsOf, settle, storeInput } from './queue.ts';
import { exchangedSides, storedSides, storeSides } from './sides.ts';
import { storeScores } from './store-scores.ts';

/** What became of a call that was analysed: its scores as they count, or why it is left out. */
export type JudgedCall =
  | { state: 'done'; score: number | null; fatal: boolean; needsReview: boolean }
  | { state: 'excluded'; code: string; sentence: Sentence };

/**
 * Judges an analysed call and stores all of it in one transaction; a call that its pipeline excludes is stored as such,
 * without scores. `found` may be the analysis of another call of the same sound. With `swap` its sides are exchanged, unless
 * it was said before who is on which channel.
 */
export async function judgeCall(
  { query }: Pick<Database, 'query'>,
  planned: PlannedCall,
  found: CallAnalysis,
  scoring: Scoring,
  swap: boolean,
): Promise<JudgedCall> {
  const { callId, call, file } = planned;
  const before = await storedSides(query, callId);
  const sides = before ?? (swap ? exchangedSides(found) : null);
  const analysis = await ofCall(found, { metadata: JSON.stringify(call), file, sides });
  const exclusion = exclusionOf(analysis, scoring.lexicons, planned.settings.exclude);
  const scorecard = exclusion ? null : scoreCall(analysis, scoring);
  const facts = {
    ...columnsOf(call),
    duration_seconds: analysis.recording.durationSeconds,
    audio_sha256: analysis.recording.sha256,
    settings_sha256: analysis.provenance.settingsSha256,
  };
  await query.transaction().execute(async (transaction) => {
    await storeInput(transaction, planned);
    if (sides !== before) await storeSides(transaction, callId, sides);
    await storeAnalysis(transaction, found, new Date().toISOString());
    if (exclusion) return settle(transaction, callId, { state: 'excluded', ...exclusion }, facts);
    await settle(transaction, callId, { state: 'done' }, facts);
    const checklist = checklistRowOf(scoring);
    await storeScores(transaction, [{ callId, key: scoring.key, checklist, scorecard: scorecard! }], 'score');
  });
  if (exclusion) return { state: 'excluded', code: exclusion.code, sentence: exclusion.reason };
  return { state: 'done', ...(await scoresOf(query, callId)) };
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
