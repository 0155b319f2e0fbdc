import type {
  Channel,
  DroppedSegment,
  Language,
  LanguageDetection,
  LanguageSetting,
  Participant,
  RecognitionEngine,
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
  /** The one it is opened for; `auto` for all that the model knows of those that are scored. */
  readonly language: LanguageSetting;
  /** Threads of the model. One per worker process is the most calls per hour. */
  readonly threads: number;
  /** Names and terms to expect, the most important ones first. */
  readonly hotWords?: readonly string[];
  /** Whether the model also tells when each phrase was said, which places words in packed windows; not by default. */
  readonly timestamps?: boolean;
}

/** A speech recogniser: one model, any number of channels, one at a time. */
export interface Transcriber {
  /** Model id of the registry, or the name of the folder it was opened from. */
  readonly id: string;
  readonly engine: RecognitionEngine;
  /** SHA-256 of the weights (of Whisper, of the encoder, with what lies beside it), for provenance; of all that was chosen where the model was tuned. */
  readonly modelSha256: string;
  /** Those it can be asked for; the first one is kept where it is not certain what is spoken. */
  readonly languages: readonly Language[];
  /** SHA-256 of all that shapes its words besides the sound and the language: every file, how it is run. */
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
   * What language is spoken in a call, whose voices are all given. Null for a model that knows one only, and when there is
   * nothing to hear.
   * @throws as `transcribe`.
   */
  detectLanguage(
    voices: readonly { channel: Channel; sentToRecognition: readonly TimeSpan[] }[],
    signal?: AbortSignal,
  ): Promise<LanguageDetection | null>;
  /**
   * Recognises what is said in `speech` (a span list), in one of its languages. Nothing outside it reaches the model, and times come from it
   * alone. No speech gives no segments.
   * @throws LingtingError `stopped` after `signal` fired, `model-failed` when the model breaks.
   */
  transcribe(
    channel: Channel,
    participant: Participant,
    speech: readonly TimeSpan[],
    language: Language,
    signal?: AbortSignal,
  ): Promise<Transcription>;
  close(): Promise<void>;
}
