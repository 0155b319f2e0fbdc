/** The public interface of Lingting. */
export type * from './analysis.ts';
export { openTranscriber } from './asr/open.ts';
export type { Transcriber } from './asr/transcriber.ts';
export type { Evidence, Rating, Verdict } from './checklist/verdict.ts';
export { type ErrorCode, LingtingError, type Sentence } from './errors.ts';
export { type AnalysisRequest, type AnalysisTools, analyseCall, scoreCall } from './pipeline.ts';
export { type HtmlOptions, htmlReport } from './reports/html.ts';
export { jsonReport } from './reports/json.ts';
export type { ReportCall } from './reports/report-call.ts';
export type {
  Coverage,
  FormItemResult,
  FormResult,
  GateResult,
  HeadlinePoint,
  HumanVerdict,
  Scorecard,
  ScoredItem,
  SectionScore,
} from './scorecard/scorecard.ts';
export { loadScoring, type Scoring } from './scoring.ts';
export { TOOL_VERSION } from './settings.ts';
export type { TimeSpan } from './timespan.ts';
export type { TonePlan } from './tones/plans.ts';
export { openVoiceActivity } from './vad/open.ts';
export type { VoiceActivity } from './vad/silero.ts';
