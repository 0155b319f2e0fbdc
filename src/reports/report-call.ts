import type { CallAnalysis, Language } from '../analysis.ts';
import type { PlayerAudio } from '../audio/player-audio.ts';
import type { Sentence } from '../errors.ts';
import type { Scorecard } from '../scorecard/scorecard.ts';

/** A call that was analysed and scored. */
export interface ScoredCall {
  ok: true;
  /** Path of the recording. */
  file: string;
  analysis: CallAnalysis;
  scorecard: Scorecard;
  /**
   * What the page plays: samples to embed, or the address of the recording (a URL, percent-encoded, relative to the
   * report), or null when there is nothing to play.
   */
  audio: PlayerAudio | { href: string } | null;
  /** Address to fall back on when the samples no longer fit into the page. */
  audioHref?: string;
}

/** A call without a score, with the one sentence saying why. */
export interface FailedCall {
  ok: false;
  /** True for one that holds no conversation and was left out by a rule; false for one that could not be scored. */
  excluded: boolean;
  file: string;
  callId: string;
  code: string;
  sentence: Sentence;
}

/** One row of every report. */
export type ReportCall = ScoredCall | FailedCall;

/** Language of a report; the calls in it may be in another one. */
export type ReportLanguage = Language;
