import type { Kysely } from 'kysely';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { finalScoresOf } from './final-scores.ts';
import { notReviewable } from './review-target.ts';

/**
 * A call as people left it: every item with the verdict that holds and, where a person judged it, that of the machine.
 * @throws LingtingError `not-in-library` for a call that is not there or was not scored.
 */
export async function reviewedScorecard(
  query: Kysely<Tables>,
  callId: string,
): Promise<{ scorecard: Scorecard; machineScore: number | null }> {
  const score = (await finalScoresOf(query, [callId])).get(callId);
  if (!score) throw await notReviewable(query, callId);
  return { scorecard: score.final, machineScore: score.scorecard.score };
}

/** The reviews of the library, the oldest first; withdrawn ones too. */
export async function* allReviews(query: Kysely<Tables>) {
  let after = { at: '', id: '' };
  for (;;) {
    const rows = await query
      .selectFrom('reviews')
      .select(['review_id', 'call_id', 'item_id', 'outcome', 'by_name', 'why', 'at'])
      .where((it) =>
        it.or([it('at', '>', after.at), it.and([it('at', '=', after.at), it('review_id', '>', after.id)])]),
      )
      .orderBy('at')
      .orderBy('review_id')
      .limit(5000)
      .execute();
    for (const { call_id, item_id, outcome, by_name, why, at } of rows)
      yield { callId: call_id, itemId: item_id, outcome, by: by_name, why, at };
    const last = rows.at(-1);
    if (!last) return;
    after = { at: last.at, id: last.review_id };
  }
}
