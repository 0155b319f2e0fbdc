import type { CallAnalysis, CallMetadata, Measures, Recording, TranscriptSource, Warning } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';
import type { ReportCall } from './report-call.ts';
import { type Totals, totalsOf } from './totals.ts';

/** A scored call as `--json` prints it. */
export interface JsonScoredCall {
  ok: true;
  callId: string;
  /** File name of the recording. */
  file: string;
  recording: Recording;
  call: CallMetadata;
  transcriptSource: TranscriptSource;
  provenance: CallAnalysis['provenance'];
  warnings: Warning[];
  measures: Measures;
  scorecard: Scorecard;
  /** Where the full analysis was written; null when it was not. */
  analysisFile: string | null;
}

/** A failed call as `--json` prints it. */
export interface JsonFailedCall {
  ok: false;
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

function jsonCall(call: ReportCall): JsonScoredCall | JsonFailedCall {
  if (!call.ok) {
    const { callId, file, code, sentence } = call;
    return { ok: false, callId, file, error: { code, sentence } };
  }
  const { analysis, scorecard } = call;
  const { recording, transcriptSource, provenance, warnings, measures } = analysis;
  return {
    ok: true,
    callId: scorecard.callId,
    file: recording.fileName,
    recording,
    call: analysis.call,
    transcriptSource,
    provenance,
    warnings,
    measures,
    scorecard,
    analysisFile: call.analysisFile ?? null,
  };
}
