import type { Kysely } from 'kysely';
import type { TrailEntry } from '../reports/quality/review-report.ts';
import type { Tables } from './database/tables.ts';

/** All that people said of a call and the scores it had, the oldest first; withdrawn words stay in it. */
export async function trailOf(query: Kysely<Tables>, callId: string): Promise<TrailEntry[]> {
  const reviews = await query
    .selectFrom('reviews')
    .select(['at', 'item_id', 'outcome', 'by_name', 'why', 'source', 'machine'])
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
  const steps: TrailEntry[] = [
    ...reviews.map(({ item_id, by_name, ...row }) => ({
      kind: 'review' as const,
      ...row,
      itemId: item_id,
      by: by_name,
    })),
    ...scores.map(({ machine_score, ...row }) => ({ kind: 'score' as const, ...row, machineScore: machine_score })),
  ];
  // A stable sort: of one moment, the word comes before the score that it made.
  return steps.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
