import type { Kysely } from 'kysely';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import { withHumanVerdicts } from '../scorecard/human-verdicts.ts';
import { outcomeLetters } from '../scorecard/outcome-letters.ts';
import type { HumanVerdict, Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';

/** What made a score: `ScoreHistoryTable.cause`. */
export type ScoreCause = 'score' | 'rescore' | 'review' | 'import';

/** The machine's scorecard of one call, and what it was judged with. */
export interface MachineScore {
  callId: string;
  /** `Scoring.key` of what judged it. */
  key: string;
  checklist: ChecklistRow;
  scorecard: Scorecard;
}

/**
 * Sets the columns of a call to its scores as people left them, beside those of the machine, and adds to its history when
 * a score or the checklist changed. To be called in a transaction.
 */
export async function storeFinal(
  query: Kysely<Tables>,
  { callId, key, checklist, scorecard }: MachineScore,
  verdicts: readonly HumanVerdict[],
  cause: ScoreCause,
  at: string,
): Promise<void> {
  const final = withHumanVerdicts(scorecard, checklist, verdicts);
  const order = checklist.items.map(({ itemId }) => itemId);
  const before = await query
    .selectFrom('calls')
    .select(['checklist_key', 'score', 'machine_score'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
  await query
    .updateTable('calls')
    .set({
      checklist_key: key,
      score: final.score,
      machine_score: scorecard.score,
      fatal: final.fatalItemIds.length > 0 ? 1 : 0,
      needs_review: final.needsReview ? 1 : 0,
      reviewed: verdicts.length > 0 ? 1 : 0,
      judged_share: final.coverage.judgedShare,
      outcomes: outcomeLetters(order, final.items),
      machine_outcomes: outcomeLetters(order, scorecard.items),
    })
    .where('call_id', '=', callId)
    .execute();
  const isNew =
    before?.checklist_key !== key || before.score !== final.score || before.machine_score !== scorecard.score;
  if (isNew)
    await query
      .insertInto('score_history')
      .values({ call_id: callId, at, checklist_key: key, score: final.score, machine_score: scorecard.score, cause })
      .onConflict((it) => it.doNothing())
      .execute();
}
