import path from 'node:path';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import type { Database } from '../library/database/open.ts';
import { readReportCall } from '../library/report-calls.ts';
import { callSummary } from '../reports/call-summary.ts';
import { htmlReport } from '../reports/html.ts';
import { jsonReport } from '../reports/json.ts';
import { callTable } from '../reports/table.ts';
import { withAudio } from './playable.ts';
import { formatOf, type OutputOptions, writeOut } from './report-output.ts';
import { textStyle } from './text-style.ts';

/**
 * Writes the report on one call of the library, with what people said.
 * @throws LingtingError `not-in-library` for a call that is not there or not scored yet; `usage` for a table format.
 */
export async function writeCallReport(
  { query, shownAs }: Database,
  callId: string,
  options: OutputOptions,
  language: Language,
): Promise<void> {
  const format = formatOf(options);
  if (format === 'csv' || format === 'xlsx')
    throw new LingtingError('usage', {
      en: `A report on one call is text, json or html, not ${format}.`,
      zh: `单通报告只有 text、json 和 html 三种，没有 ${format}。`,
    });
  const call = await readReportCall(query, callId);
  if (!call) throw notThere(callId, shownAs);
  if (format === 'json') return writeOut(`${JSON.stringify(jsonReport([call]), null, 2)}\n`, options, language);
  if (format === 'text') {
    const style = { language, ...textStyle(options.out) };
    return writeOut(call.ok ? callSummary(call, style) : `${callTable([call], style)}\n`, options, language);
  }
  const { file } = await query
    .selectFrom('call_inputs')
    .select('file')
    .where('call_id', '=', callId)
    .executeTakeFirstOrThrow();
  const calls = (async function* () {
    yield { file, result: call };
  })();
  const folder = path.dirname(path.resolve(options.out ?? '.'));
  return writeOut(htmlReport(withAudio(calls, folder), { language, createdAt: new Date() }), options, language);
}

function notThere(callId: string, shownAs: string): LingtingError {
  return new LingtingError('not-in-library', {
    en: `${shownAs} has no scored call "${callId}".`,
    zh: `${shownAs} 中没有已评分的通话“${callId}”。`,
  });
}
