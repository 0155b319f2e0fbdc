import type { CallAnalysis, CallMetadata, LanguageSetting, Participant } from '../analysis.ts';
import type { EarlierRecognition } from '../asr/transcript.ts';
import type { ErrorCode, Sentence } from '../errors.ts';
import type { TonePlan } from '../tones/plans.ts';
import type { RecordingKey } from './analyses.ts';

/** Everything a worker process needs to analyse one call. */
export interface AnalysisJob {
  file: string;
  call: CallMetadata;
  /** Existing transcript to read instead of recognising, or null. */
  transcriptFile: string | null;
  language: LanguageSetting;
  /** Model id or folder. */
  model: string;
  /** Names and terms the model is told to expect. */
  hotWords: readonly string[];
  /** Whether the model tells when each phrase was said; not by default. */
  timestamps?: boolean;
  channels: readonly Participant[] | null;
  tones: TonePlan;
  pipeline: string;
  /** What was recognised in this sound before. */
  recognisedBefore?: readonly EarlierRecognition[];
  /** Threads for the models. */
  threads: number;
}

/** What a worker is asked: what would identify a call's analysis, or the analysis itself. */
export type WorkerRequest = { ask: 'key' | 'analysis'; job: AnalysisJob };

/** What it answers, one message per request. */
export type WorkerAnswer<T> = { ok: true; answer: T } | { ok: false; code: ErrorCode; sentence: Sentence };

/** The answer to each thing asked. */
export interface WorkerAnswers {
  key: RecordingKey;
  analysis: CallAnalysis;
}
