import type { Participant } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { TimeSpan } from '../timespan.ts';

/** What a verdict rests on: where, who, what was said or measured, and the limit it was held against. */
export interface Evidence {
  /** Null only for evidence that has no place in the recording (metadata). */
  span: TimeSpan | null;
  participant: Participant | null;
  /** How it is known that it was this participant, and how surely (0…1), where the item depends on that. */
  attribution?: { by: 'channel' | 'diarised'; confidence: number };
  /** The words heard. */
  quote?: string;
  /** The wording that was looked for, when it differs from what was heard. */
  expected?: string;
  /** The value measured, with its unit (`seconds`, `charactersPerMinute`, `dBFS`, `dB`, `rings`, `share`, `count`, `countPerFiveMinutes`). */
  measured?: { value: number; unit: string };
  threshold?: { comparison: 'at most' | 'at least'; value: number; unit: string };
  /** One short remark for people. */
  note?: Sentence;
}

/** The training form's levels: 5 good, 3 acceptable, 1 poor. */
export type Rating = 5 | 3 | 1;

/** The judgement of one item on one call. Only `scored` carries a score. */
export type Verdict =
  | {
      kind: 'scored';
      outcome: 'pass' | 'partial' | 'fail';
      /** 0…1. */
      score: number;
      rating: Rating;
      /** One sentence saying why. */
      explanation: Sentence;
      /** Never empty for a fail or a partial. */
      evidence: Evidence[];
    }
  | { kind: 'notApplicable'; reason: Sentence; evidence: Evidence[] }
  | {
      kind: 'undecided';
      reason: Sentence;
      evidence: Evidence[];
      /** What a reviewer should listen to. */
      listenTo: TimeSpan[];
      /** What the machine would say, where a person has the last word. */
      proposal?: 'pass' | 'partial' | 'fail';
    }
  | { kind: 'error'; code: string; message: string };
