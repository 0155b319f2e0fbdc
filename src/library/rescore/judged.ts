import type { Kysely } from 'kysely';
import type { CallAnalysis } from '../../analysis.ts';
import { type Exclusion, exclusionOf } from '../../checklist/exclusion.ts';
import type { Known } from '../../checklist/judge.ts';
import { scoreCall } from '../../pipeline.ts';
import type { HumanVerdict } from '../../scorecard/scorecard.ts';
import type { Scoring } from '../../scoring.ts';
import { checklistRowOf } from '../checklist-row-of.ts';
import type { CallTable, Tables } from '../database/tables.ts';
import { NOTHING_SCORED, settle } from '../queue.ts';
import { finalColumns, type MachineScore, type ScoreCause } from '../store-final.ts';
import { storeScores } from '../store-scores.ts';
import type { ScoreColumns } from './change.ts';
import { jobAfter, type ScoringChoice, type StoredJob } from './plan.ts';

/** What becomes of a call: its scores, or why it is left out and by what (`Scoring.key`). */
export type Judged =
  | { callId: string; score: MachineScore; exclusion: null }
  | { callId: string; score: null; exclusion: Exclusion & { by: string } };

/** What becomes of a call by its analysis; `known` is asked for what need not be judged again, where it is not left out. */
export function judgedOf(
  callId: string,
  analysis: CallAnalysis,
  scoring: Scoring,
  known: () => Known | undefined = () => undefined,
): Judged {
  const exclusion = exclusionOf(analysis, scoring.lexicons, scoring.exclude);
  if (exclusion) return { callId, score: null, exclusion: { ...exclusion, by: scoring.key } };
  const scorecard = scoreCall(analysis, scoring, known());
  return { callId, score: { callId, key: scoring.key, checklist: checklistRowOf(scoring), scorecard }, exclusion };
}

/** Stores what became of calls, given their columns before and what made it, in a transaction. */
export async function storeJudged(
  query: Kysely<Tables>,
  judged: readonly Judged[],
  before: ReadonlyMap<string, Pick<CallTable, 'state' | 'reason' | 'excluded_by'>>,
  cause: ScoreCause,
): Promise<void> {
  for (const { callId, exclusion } of judged) {
    const { state, reason, excluded_by } = before.get(callId)!;
    if (!exclusion && state === 'excluded') await settle(query, callId, { state: 'done' });
    if (exclusion && (reason !== JSON.stringify(exclusion.reason) || excluded_by !== exclusion.by))
      await settle(query, callId, { state: 'excluded', ...exclusion });
  }
  await storeScores(
    query,
    judged.flatMap(({ score }) => score ?? []),
    cause,
  );
}

/** The columns of a call once that is stored. */
export function columnsAfter({ score, exclusion }: Judged, human: readonly HumanVerdict[]): ScoreColumns {
  return score
    ? { ...finalColumns(score, human), reason: null }
    : { ...NOTHING_SCORED, reason: JSON.stringify(exclusion.reason) };
}

/** Keeps with each call what judged it, so that the next re-score can say when it judges by something else. */
export async function storeJudge(
  query: Kysely<Tables>,
  judged: readonly Judged[],
  choice: ScoringChoice,
): Promise<void> {
  const callIds = judged.map(({ callId }) => callId);
  if (callIds.length === 0) return;
  const inputs = await query
    .selectFrom('call_inputs')
    .select(['call_id', 'job'])
    .where('call_id', 'in', callIds)
    .execute();
  for (const { call_id, job } of inputs) {
    const after = JSON.stringify(jobAfter(JSON.parse(job) as StoredJob, choice));
    if (after !== job)
      await query.updateTable('call_inputs').set({ job: after }).where('call_id', '=', call_id).execute();
  }
}
