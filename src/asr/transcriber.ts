import type {
  Channel,
  DroppedSegment,
  Language,
  Participant,
  RecognitionTuning,
  Segment,
  Warning,
} from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';

/** What a recogniser made of one channel. */
export interface Transcription {
  /** Sorted by start; every segment lies inside one of the spans that were given. */
  segments: Segment[];
  /** What was recognised and not believed, with the reason. */
  dropped: DroppedSegment[];
}

export interface TranscriberOptions {
  /** Fixed for every call: language detection on telephone speech is guesswork. */
  readonly language: Language;
  /** Threads of the model. One per worker process is the most calls per hour. */
  readonly threads: number;
  /** Names and terms to expect, the most important ones first. */
  readonly hotWords?: readonly string[];
}

/** A speech recogniser: one language, one model, any number of channels, one at a time. */
export interface Transcriber {
  /** Model id of the registry, or the name of the folder it was opened from. */
  readonly id: string;
  /** SHA-256 of the encoder weights, for provenance; of all that was chosen where the model was tuned. */
  readonly modelSha256: string;
  /** SHA-256 of all that shapes its words besides the sound: every file, the language, how it is run. */
  readonly settingsSha256: string;
  /** The files and windows side by side that were chosen for this machine; absent where the model was not tuned. */
  readonly tuned?: RecognitionTuning;
  /** True for the demo model, whose text no score of a real call may rest on. */
  readonly demo: boolean;
  /** The hot words it was told: another list may give another text. Empty where it takes none. */
  readonly hotWords: readonly string[];
  /** What a reader of every transcript of it must know. */
  readonly warnings: readonly Warning[];
  /**
   * Recognises what is said in `speech` (a span list). Nothing outside it reaches the model, and times come from it
   * alone. No speech gives no segments.
   * @throws LingtingError `stopped` after `signal` fired, `model-failed` when the model breaks.
   */
  transcribe(
    channel: Channel,
    participant: Participant,
    speech: readonly TimeSpan[],
    signal?: AbortSignal,
  ): Promise<Transcription>;
  close(): Promise<void>;
}
