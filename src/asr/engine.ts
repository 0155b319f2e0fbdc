import type { HeardLanguage, Language } from '../analysis.ts';
import type { Phrase } from './allot-timed.ts';

/** Sound to recognise at once: at most 30 s at 16 kHz. */
export interface Sound {
  readonly samples: Float32Array;
  /** Seconds of speech in it. */
  readonly speechSeconds: number;
}

/** What a model wrote for one window. */
export interface Recognition {
  /** Trimmed; simplified characters for Mandarin. Empty when the model heard nothing. */
  readonly text: string;
  /** The same, phrase by phrase, where the model tells times. */
  readonly phrases?: readonly Phrase[];
  /**
   * Mean natural-log probability of the tokens, end of text included (<= 0). Null for a model that does not tell
   * (SenseVoice): nobody knows then how sure it was, and nothing may be held for or against the text by it.
   */
  readonly meanLogProbability: number | null;
  /** The model's own probability, 0…1, that nobody speaks; 0 or 1 for a model that only says whether (SenseVoice). */
  readonly noSpeechProbability: number;
  /** True when the model did not come to an end within the tokens allowed, or went round in circles. */
  readonly ranOut: boolean;
}

/** How windows are recognised. */
export interface Manner {
  /** At 0 the likeliest text is written (greedy), above it tokens are drawn. */
  readonly temperature: number;
  /** Whether the model is told the hot words. */
  readonly isPrompted: boolean;
}

/** How likely each language is, 0…1; together 1. Cantonese is 0 for a model that does not tell it from Mandarin. */
export type LanguageOdds = Readonly<Record<HeardLanguage, number>>;

/** How a model is loaded. */
export interface LoadOptions {
  /** Those it will be asked for, the one to fall back on first; null for all that it knows. */
  readonly languages: readonly Language[] | null;
  readonly threads: number;
  /** Names and terms to expect, the most important ones first. */
  readonly hotWords: readonly string[];
  /** Whether it is to tell when each phrase was said; not by default. */
  readonly timestamps?: boolean;
}

/** A loaded model, and nothing but the model. Everything throws what the runtime throws. */
export interface Model {
  /** Those that it can be asked for, at least one; the one to fall back on first. */
  readonly languages: readonly Language[];
  /** The hot words it is told; null when it takes none. */
  readonly promptWords: readonly string[] | null;
  /** Whether it tells when each phrase was said: it was to, and can. */
  readonly tellsTimes: boolean;
  /** The model for one of them. */
  in(language: Language): Engine;
  /** What language each window sounds like, whatever is asked for. */
  odds(sounds: readonly Sound[], signal?: AbortSignal): Promise<LanguageOdds[]>;
  close(): Promise<void>;
}

/** A model for one language: windows in, a text for each out. */
export interface Engine {
  /** The hot words it is told where it is prompted; null when it takes no prompt. */
  readonly promptWords: readonly string[] | null;
  /** Whether it writes another text at another temperature; if not, a second try of one window is wasted. */
  readonly draws: boolean;
  /** Some windows side by side; those of like length cost least. */
  recognise(sounds: readonly Sound[], manner: Manner, signal?: AbortSignal): Promise<Recognition[]>;
}
