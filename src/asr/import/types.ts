/** One line of a transcript that somebody else made. Times in seconds; `start <= end`. */
export interface ImportedSegment {
  start: number;
  end: number;
  /** Never empty. Plain text: markup that is not part of the file format stays as characters. */
  text: string;
  /** The label as the file has it (`agent`, `坐席`, `SPEAKER_00`), or null. */
  speaker: string | null;
  /** 0-based channel when the file says it, or null. */
  channel: number | null;
  /** Mean log-probability of the tokens (<= 0), or null when the file does not say. */
  meanLogProbability: number | null;
}

/** What a transcript file turned out to be. */
export type TranscriptFormat = 'lingting' | 'whisper' | 'whisperx' | 'whisper.cpp' | 'funasr' | 'srt' | 'webvtt';

export interface ImportedTranscript {
  format: TranscriptFormat;
  /** Sorted by start; empty when the file holds no text. */
  segments: ImportedSegment[];
}

/** Where in the file something stands: a line (1-based) or the path of a JSON value. */
export type Place = number | readonly (string | number)[];

/** A segment as a format's reader found it, before the rules for times and text. */
export interface RawSegment {
  /** Seconds, or whatever stood there. */
  start: unknown;
  end: unknown;
  text: unknown;
  speaker?: unknown;
  channel?: unknown;
  meanLogProbability?: unknown;
  /** Where the segment stands. */
  place: Place;
}
