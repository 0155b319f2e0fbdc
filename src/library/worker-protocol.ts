import type { CallAnalysis, CallMetadata, Language, Participant } from '../analysis.ts';
import type { ErrorCode, Sentence } from '../errors.ts';

/** Everything a worker process needs to analyse one call. */
export interface AnalysisJob {
  file: string;
  call: CallMetadata;
  /** Existing transcript to read instead of recognising, or null. */
  transcriptFile: string | null;
  language: Language;
  /** Model id or folder. */
  model: string;
  channels: readonly Participant[] | null;
  pipeline: string;
  /** Folder of the result store, where a finished analysis with the same key is taken from. */
  storeFolder: string;
  /** Threads for the models. */
  threads: number;
}

/** What a worker answers, one message per job. */
export type AnalysisAnswer =
  | { ok: true; analysis: CallAnalysis; reused: boolean }
  | { ok: false; code: ErrorCode; sentence: Sentence };
