import type { Kysely } from 'kysely';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { Tables } from './database/tables.ts';
import { unpackScorecard } from './scorecards.ts';

/** The machine's scorecard of a call with the words of its checklist; null for a call that was not scored. */
export async function readScorecard(
  query: Kysely<Tables>,
  callId: string,
): Promise<{ scorecard: Scorecard; checklist: ChecklistRow } | null> {
  const row = await query
    .selectFrom('scorecards')
    .innerJoin('checklists', 'checklists.checklist_key', 'scorecards.checklist_key')
    .select(['scorecards.document as scorecard', 'checklists.document as checklist'])
    .where('call_id', '=', callId)
    .executeTakeFirst();
  if (!row) return null;
  const checklist = JSON.parse(row.checklist) as ChecklistRow;
  return { scorecard: unpackScorecard(row.scorecard, checklist), checklist };
}
