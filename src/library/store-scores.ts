import type { Kysely } from 'kysely';
import type { Tables } from './database/tables.ts';
import { humanVerdictsOf } from './human-verdicts-of.ts';
import { packScorecard } from './scorecards.ts';
import { type MachineScore, type ScoreCause, storeFinal } from './store-final.ts';

/**
 * Stores scorecards of calls that are in the library, with their scores as people left them, and adds to the history of
 * each whose score or checklist changed. To be called in a transaction.
 */
export async function storeScores(
  query: Kysely<Tables>,
  scores: readonly MachineScore[],
  cause: ScoreCause,
  at = new Date().toISOString(),
): Promise<void> {
  await storeChecklists(query, scores, at);
  const human = await humanVerdictsOf(
    query,
    scores.map(({ callId }) => callId),
  );
  for (const score of scores) {
    const { callId, key } = score;
    const document = packScorecard(score.scorecard);
    await query
      .insertInto('scorecards')
      .values({ call_id: callId, checklist_key: key, document, created_at: at })
      .onConflict((it) => it.column('call_id').doUpdateSet({ checklist_key: key, document, created_at: at }))
      .execute();
    await storeFinal(query, score, human.get(callId) ?? [], cause, at);
  }
}

async function storeChecklists(query: Kysely<Tables>, scores: readonly MachineScore[], at: string): Promise<void> {
  for (const { key, checklist } of new Map(scores.map((score) => [score.key, score])).values()) {
    const isStored = await query
      .selectFrom('checklists')
      .select('checklist_key')
      .where('checklist_key', '=', key)
      .executeTakeFirst();
    if (isStored) continue;
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
}
