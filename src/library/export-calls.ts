import type { CallAnalysis } from '../analysis.ts';
import type { ChecklistRow } from '../scorecard/checklist-row.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import { readAnalysis } from './analyses.ts';
import type { Database } from './database/open.ts';
import { finalScoresOf } from './final-scores.ts';

/** A finished call with all that is known of it, for other programs. */
export interface ExportedCall {
  callId: string;
  /** Path of the recording. */
  file: string;
  analysis: CallAnalysis;
  /** With what people said; beside it what the machine said (`review` of an item). */
  scorecard: Scorecard;
  checklist: ChecklistRow;
}

const IDS_AT_ONCE = 1000;

/**
 * Reads finished calls one after the other, all of them or those named: memory does not grow with their number. Those that
 * are not there, not finished, or damaged are told to `missing`.
 */
export async function* exportedCalls(
  { query }: Database,
  only: readonly string[] | null,
  missing: (callId: string) => void,
): AsyncGenerator<ExportedCall> {
  for await (const callId of only ?? doneCalls({ query })) {
    const analysis = await readAnalysis(query, callId);
    const score = (await finalScoresOf(query, [callId])).get(callId);
    const input = await query.selectFrom('call_inputs').select('file').where('call_id', '=', callId).executeTakeFirst();
    if (!input || !analysis || !score) missing(callId);
    else yield { callId, file: input.file, analysis, scorecard: score.final, checklist: score.checklist };
  }
}

async function* doneCalls({ query }: Pick<Database, 'query'>): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const rows = await query
      .selectFrom('calls')
      .select('call_id')
      .where('state', '=', 'done')
      .where('call_id', '>', after)
      .orderBy('call_id')
      .limit(IDS_AT_ONCE)
      .execute();
    for (const { call_id } of rows) yield call_id;
    if (rows.length < IDS_AT_ONCE) return;
    after = rows.at(-1)!.call_id;
  }
}
