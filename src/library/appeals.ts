import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { LingtingError } from '../errors.ts';
import type { Database } from './database/open.ts';
import type { AppealTable, Tables } from './database/tables.ts';
import { reviewableScore, targetOf } from './review-target.ts';
import { addReview } from './reviews.ts';

/** An agent's objection to a verdict. */
export type NewAppeal = Pick<AppealTable, 'call_id' | 'item_id' | 'by_name' | 'why'>;

/** What came of an appeal: declined, or accepted with the verdict that takes the place of the other. */
export type Decision = { handler: string; why: string } & (
  | { decision: 'declined' }
  | { decision: 'accepted'; outcome: 'pass' | 'partial' | 'na' }
);

/**
 * Enters an appeal.
 * @throws LingtingError `usage` or `not-in-library` for a call or an item that is not there, for an empty name or reason,
 *   and while another appeal on the same item is open.
 */
export async function addAppeal(
  { query }: Database,
  { call_id, item_id, by_name, why }: NewAppeal,
  now = new Date().toISOString(),
): Promise<AppealTable> {
  if (by_name === '' || why === '') throw incomplete();
  targetOf(await reviewableScore(query, call_id), item_id);
  const open = await query
    .selectFrom('appeals')
    .select('appeal_id')
    .where('call_id', '=', call_id)
    .where('item_id', '=', item_id)
    .where('decision', 'is', null)
    .executeTakeFirst();
  if (open)
    throw new LingtingError('usage', {
      en: `Appeal ${open.appeal_id} on this item of this call is still open; decide it first.`,
      zh: `这通电话的这一项已有待处理的申诉 ${open.appeal_id}，请先处理。`,
    });
  const appeal: AppealTable = {
    appeal_id: randomBytes(6).toString('hex'),
    call_id,
    item_id,
    by_name,
    why,
    at: now,
    decision: null,
    handler: null,
    decision_why: null,
    decided_at: null,
  };
  await query.insertInto('appeals').values(appeal).execute();
  return appeal;
}

/** An appeal with the recording of its call; null where a damaged library has lost it. */
export type ListedAppeal = AppealTable & { file: string | null };

/** Appeals, the oldest first: all, or those that nobody has decided. */
export async function listAppeals(query: Kysely<Tables>, { openOnly }: { openOnly: boolean }): Promise<ListedAppeal[]> {
  return query
    .selectFrom('appeals')
    .leftJoin('call_inputs', 'call_inputs.call_id', 'appeals.call_id')
    .selectAll('appeals')
    .select('file')
    .$if(openOnly, (it) => it.where('decision', 'is', null))
    .orderBy('at')
    .orderBy('appeal_id')
    .execute();
}

/**
 * Decides an appeal, once and for all. An accepted one adds a review by the handler, and the call's scores follow.
 * @throws LingtingError `usage` for an appeal that is not there or was decided before, and for an empty name or reason.
 */
export async function decideAppeal(
  { query }: Database,
  appealId: string,
  decision: Decision,
  now = new Date().toISOString(),
): Promise<AppealTable> {
  const { handler, why } = decision;
  if (handler === '' || why === '') throw incomplete();
  return query.transaction().execute(async (it) => {
    const appeal = await it
      .updateTable('appeals')
      .set({ decision: decision.decision, handler, decision_why: why, decided_at: now })
      .where('appeal_id', '=', appealId)
      .where('decision', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!appeal) throw await notOpen(it, appealId);
    if (decision.decision === 'accepted')
      await addReview(
        it,
        {
          callId: appeal.call_id,
          itemId: appeal.item_id,
          outcome: decision.outcome,
          rating: null,
          by: handler,
          why,
          at: now,
          source: 'appeal',
        },
        now,
      );
    return appeal;
  });
}

async function notOpen(query: Kysely<Tables>, appealId: string): Promise<LingtingError> {
  const known = await query
    .selectFrom('appeals')
    .select(['decision', 'handler'])
    .where('appeal_id', '=', appealId)
    .executeTakeFirst();
  if (!known)
    return new LingtingError('usage', {
      en: `There is no appeal "${appealId}". "lingting appeal list" shows all.`,
      zh: `没有申诉“${appealId}”。全部申诉见 lingting appeal list。`,
    });
  return new LingtingError('usage', {
    en: `Appeal "${appealId}" was ${known.decision} by ${known.handler}; a decision is final.`,
    zh: `申诉“${appealId}”已由${known.handler}处理（${known.decision === 'accepted' ? '成立' : '不成立'}），不能更改。`,
  });
}

function incomplete(): LingtingError {
  return new LingtingError('usage', {
    en: 'An appeal needs who and why; one of them is empty.',
    zh: '申诉须写明是谁、理由是什么，现有一项为空。',
  });
}
