import type { Kysely } from 'kysely';
import type { Sentence } from '../errors.ts';
import type { ReportCall } from '../reports/report-call.ts';
import { readAnalysis } from './analyses.ts';
import type { Tables } from './database/tables.ts';
import { finalScoresOf } from './final-scores.ts';

/** A call with all that reports show of it, with what people said; null for one the library does not have or that waits. */
export async function readReportCall(query: Kysely<Tables>, callId: string): Promise<ReportCall | null> {
  const row = await query
    .selectFrom('calls')
    .innerJoin('call_inputs', 'call_inputs.call_id', 'calls.call_id')
    .select(['state', 'code', 'reason', 'file'])
    .where('calls.call_id', '=', callId)
    .executeTakeFirst();
  if (!row) return null;
  if (row.state === 'failed' || row.state === 'excluded')
    return {
      ok: false,
      excluded: row.state === 'excluded',
      file: row.file,
      callId,
      code: row.code!,
      sentence: JSON.parse(row.reason!) as Sentence,
    };
  const analysis = await readAnalysis(query, callId);
  const score = (await finalScoresOf(query, [callId])).get(callId);
  return analysis && score ? { ok: true, file: row.file, analysis, scorecard: score.final, audio: null } : null;
}
