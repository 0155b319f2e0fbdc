import type { Kysely } from 'kysely';
import type { Rating } from '../checklist/verdict.ts';
import type { HumanVerdict } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';

/** What people last said of each item of some calls, by call; a withdrawn word counts as none. */
export async function humanVerdictsOf(
  query: Kysely<Tables>,
  callIds: readonly string[],
): Promise<Map<string, HumanVerdict[]>> {
  const found = new Map<string, Map<string, HumanVerdict>>();
  for (let from = 0; from < callIds.length; from += 500) {
    const rows = await query
      .selectFrom('reviews')
      .selectAll()
      .where('call_id', 'in', callIds.slice(from, from + 500))
      .orderBy('at')
      .orderBy('review_id')
      .execute();
    for (const { call_id, item_id, outcome, rating, by_name, why, at } of rows) {
      const ofCall = found.get(call_id) ?? new Map<string, HumanVerdict>();
      found.set(call_id, ofCall);
      if (outcome === 'withdrawn') ofCall.delete(item_id);
      else ofCall.set(item_id, { itemId: item_id, outcome, rating: rating as Rating | null, by: by_name, why, at });
    }
  }
  return new Map([...found].map(([callId, verdicts]) => [callId, [...verdicts.values()]]));
}
