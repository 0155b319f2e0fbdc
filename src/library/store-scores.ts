import type { Kysely } from 'kysely';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import { withHumanVerdicts } from '../scorecard/human-verdicts.ts';
import { outcomeLetters } from '../scorecard/outcome-letters.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { humanVerdictsOf } from './human-verdicts-of.ts';
import { packScorecard } from './scorecards.ts';

/** The machine's scorecard of one call, to be stored. */
export interface NewScore {
  callId: string;
  /** `Scoring.key` of what judged it. */
  key: string;
  checklist: ChecklistRow;
  scorecard: Scorecard;
}

/** What made a score: `ScoreHistoryTable.cause`. */
export type ScoreCause = 'score' | 'rescore' | 'review' | 'import';

/**
 * Stores scorecards of calls that are in the library, with their scores as people left them, and adds to the history of
 * each whose score or checklist changed. To be called in a transaction.
 */
export async function storeScores(
  query: Kysely<Tables>,
  scores: readonly NewScore[],
  cause: ScoreCause,
  at = new Date().toISOString(),
): Promise<void> {
  await storeChecklists(query, scores, at);
  const human = await humanVerdictsOf(
    query,
    scores.map(({ callId }) => callId),
  );
  for (const { callId, key, checklist, scorecard } of scores) {
    const document = packScorecard(scorecard);
    await query
      .insertInto('scorecards')
      .values({ call_id: callId, checklist_key: key, document, created_at: at })
      .onConflict((it) => it.column('call_id').doUpdateSet({ checklist_key: key, document, created_at: at }))
      .execute();
    const verdicts = human.get(callId) ?? [];
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
}

async function storeChecklists(query: Kysely<Tables>, scores: readonly NewScore[], at: string): Promise<void> {
  for (const { key, checklist } of new Map(scores.map((score) => [score.key, score])).values())
    await query
      .insertInto('checklists')
      .values({
        checklist_key: key,
        checklist_id: checklist.id,
        version: checklist.version,
        sha256: checklist.sha256,
        document: JSON.stringify(checklist),
        created_at: at,
      })
      .onConflict((it) => it.doNothing())
      .execute();
}
