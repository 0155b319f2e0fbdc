import type { CallAnalysis } from '../../analysis.ts';
import type { Scorecard } from '../../scorecard/scorecard.ts';

/** A call as `lingting export --format json` writes it; `call.schema.json` beside this file describes it for others. */
export interface CallFile {
  /** Raised when a program that reads this form can no longer read the next one. */
  version: 1;
  callId: string;
  /** Path of the recording. */
  file: string;
  analysis: CallAnalysis;
  /** With what people said in the place of what the machine said; `review` of an item holds both. */
  scorecard: Scorecard;
}
