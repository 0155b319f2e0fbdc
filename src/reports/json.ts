import type { CallAnalysis, CallMetadata, Measures, Recording, TranscriptSource, Warning } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { ReportCall } from './report-call.ts';
import { type Totals, TotalsCounter, totalsOf } from './totals.ts';

/** A scored call as `--json` prints it. */
export interface JsonScoredCall {
  ok: true;
  callId: string;
  /** Path of the recording. */
  file: string;
  recording: Recording;
  call: CallMetadata;
  transcriptSource: TranscriptSource;
  provenance: CallAnalysis['provenance'];
  warnings: Warning[];
  measures: Measures;
  scorecard: Scorecard;
}

/** A call without a score as `--json` prints it: failed, or left out by a rule. */
export interface JsonFailedCall {
  ok: false;
  excluded: boolean;
  callId: string;
  file: string;
  error: { code: string; sentence: Sentence };
}

/** The object printed by `--json`. */
export interface JsonReport {
  version: 1;
  totals: Totals;
  calls: (JsonScoredCall | JsonFailedCall)[];
}

/** All calls as one plain object: everything that is scored and measured, without samples and transcript. */
export function jsonReport(calls: readonly ReportCall[]): JsonReport {
  return { version: 1, totals: totalsOf(calls), calls: calls.map(jsonCall) };
}

/** The same object as text, piece by piece, so that a batch of any size needs the memory of one call. */
export async function* jsonReportText(calls: AsyncIterable<ReportCall>): AsyncGenerator<string> {
  const totals = new TotalsCounter();
  yield '{\n"version": 1,\n"calls": [';
  let comma = '';
  for await (const call of calls) {
    totals.add(call);
    yield `${comma}\n${JSON.stringify(jsonCall(call))}`;
    comma = ',';
  }
  yield `\n],\n"totals": ${JSON.stringify(totals.totals())}\n}\n`;
}

function jsonCall(call: ReportCall): JsonScoredCall | JsonFailedCall {
  if (!call.ok) {
    const { callId, excluded, file, code, sentence } = call;
    return { ok: false, excluded, callId, file, error: { code, sentence } };
  }
  const { file, analysis, scorecard } = call;
  const { recording, transcriptSource, provenance, warnings, measures } = analysis;
  return {
    ok: true,
    callId: scorecard.callId,
    file,
    recording,
    call: analysis.call,
    transcriptSource,
    provenance,
    warnings,
    measures,
    scorecard,
  };
}
