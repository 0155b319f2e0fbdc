import type { Insertable, Kysely } from 'kysely';
import type { Form } from '../../src/checklist/form-schema.ts';
import type { CallTable, Tables } from '../../src/library/database/tables.ts';
import { storeScores } from '../../src/library/store-scores.ts';
import { checklistRow } from '../../src/scorecard/checklist-row.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';
import { analysis, judged, type Sections } from '../scorecard/card.ts';
import { aCall } from './database/rows.ts';

/** When the calls of a test were scored. */
export const SCORED_AT = '2026-01-01T00:00:00.000Z';

/** A call of a library, judged as its sections say (`card.ts`). */
export interface MadeCall {
  callId: string;
  sections: Sections;
  form?: Form;
  /** Columns of the call. */
  more?: Partial<Insertable<CallTable>>;
}

/** Puts calls with their scorecards into a library, as a batch would. */
export async function addScoredCalls(query: Kysely<Tables>, calls: readonly MadeCall[]): Promise<void> {
  for (const { callId, sections, form, more } of calls) {
    await query
      .insertInto('calls')
      .values(aCall(callId, { state: 'done', ...more }))
      .execute();
    await query
      .insertInto('call_inputs')
      .values({ call_id: callId, file: `/recordings/${callId}.wav`, metadata: '{}', job: '{}', stamp: '' })
      .onConflict((it) => it.doNothing())
      .execute();
    const { checklist: made, judgement } = judged(sections, form ? { form } : {});
    const scorecard = { ...scoreVerdicts(made, judgement, analysis), callId };
    const checklist = checklistRow(made);
    const key = JSON.stringify([checklist.items.map(({ itemId }) => itemId), form]);
    await storeScores(query, [{ callId, key, checklist, scorecard }], 'score', SCORED_AT);
  }
}
