import type { Kysely } from 'kysely';
import type { ReviewTable, ScoreHistoryTable, Tables } from './database/tables.ts';

/** One step of what became of a call: what a person said, or a score that followed. */
export type TrailStep =
  | ({ kind: 'review' } & Pick<
      ReviewTable,
      'at' | 'item_id' | 'outcome' | 'rating' | 'by_name' | 'why' | 'source' | 'machine'
    >)
  | ({ kind: 'score' } & Pick<ScoreHistoryTable, 'at' | 'cause' | 'score' | 'machine_score'>);

/** All that people said of a call and the scores it had, the oldest first; withdrawn words stay in it. */
export async function trailOf(query: Kysely<Tables>, callId: string): Promise<TrailStep[]> {
  const reviews = await query
    .selectFrom('reviews')
    .select(['at', 'item_id', 'outcome', 'rating', 'by_name', 'why', 'source', 'machine'])
    .where('call_id', '=', callId)
    .orderBy('at')
    .orderBy('review_id')
    .execute();
  const scores = await query
    .selectFrom('score_history')
    .select(['at', 'cause', 'score', 'machine_score'])
    .where('call_id', '=', callId)
    .orderBy('at')
    .execute();
  const steps: TrailStep[] = [
    ...reviews.map((row) => ({ kind: 'review' as const, ...row })),
    ...scores.map((row) => ({ kind: 'score' as const, ...row })),
  ];
  // A stable sort: of one moment, the word comes before the score that it made.
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
