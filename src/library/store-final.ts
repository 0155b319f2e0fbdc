import type { Kysely, Updateable } from 'kysely';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import { withHumanVerdicts } from '../scorecard/human-verdicts.ts';
import { outcomeLetters } from '../scorecard/outcome-letters.ts';
import type { HumanVerdict, Scorecard } from '../scorecard/scorecard.ts';
import type { CallTable, Tables } from './database/tables.ts';

/** What made a score: `ScoreHistoryTable.cause`. */
export type ScoreCause = 'score' | 'rescore' | 'review' | 'sides';

/** The machine's scorecard of one call, and what it was judged with. */
export interface MachineScore {
  callId: string;
  /** `Scoring.key` of what judged it. */
  key: string;
  checklist: ChecklistRow;
  scorecard: Scorecard;
}

/**
 * Holds some calls until the transaction ends. Changes nothing: who reads first and writes later may find that another one
 * wrote in between.
 */
export async function lockCalls(query: Kysely<Tables>, callIds: readonly string[]): Promise<void> {
  if (callIds.length === 0) return;
  await query
    .updateTable('calls')
    .set((it) => ({ reviewed: it.ref('reviewed') }))
    .where('call_id', 'in', callIds)
    .execute();
}

/** The columns of a call that hold its scores, as people left them and beside those of the machine. */
export function finalColumns(
  { key, checklist, scorecard }: Omit<MachineScore, 'callId'>,
  verdicts: readonly HumanVerdict[],
) {
  const final = withHumanVerdicts(scorecard, checklist, verdicts);
  const order = checklist.items.map(({ itemId }) => itemId);
  return {
    checklist_key: key,
    score: final.score,
    machine_score: scorecard.score,
    fatal: final.fatalItemIds.length > 0 ? 1 : 0,
    needs_review: final.needsReview ? 1 : 0,
    reviewed: verdicts.length > 0 ? 1 : 0,
    judged_share: final.coverage.judgedShare,
    outcomes: outcomeLetters(order, final.items),
    machine_outcomes: outcomeLetters(order, scorecard.items),
  } satisfies Updateable<CallTable>;
}

/**
 * Sets the columns of a call to its scores, and adds to its history when a score or the checklist changed. To be called in
 * a transaction.
 */
export async function storeFinal(
  query: Kysely<Tables>,
  machine: MachineScore,
  verdicts: readonly HumanVerdict[],
  cause: ScoreCause,
  at: string,
): Promise<void> {
  const { callId } = machine;
  const columns = finalColumns(machine, verdicts);
  const before = await query
    .selectFrom('calls')
    .select(['checklist_key', 'score', 'machine_score'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
  await query.updateTable('calls').set(columns).where('call_id', '=', callId).execute();
  const { checklist_key, score, machine_score } = columns;
  const isNew =
    before?.checklist_key !== checklist_key || before.score !== score || before.machine_score !== machine_score;
  if (isNew)
    await query
      .insertInto('score_history')
      .values({ call_id: callId, at, checklist_key, score, machine_score, cause })
      .onConflict((it) => it.doNothing())
      .execute();
}
