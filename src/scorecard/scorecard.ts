import type { RecognisedType } from '../checklist/call-types.ts';
import type { Verdict } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';

/** One item of the checklist with its verdict on this call. */
export interface ScoredItem {
  itemId: string;
  section: string;
  title: Sentence;
  /** The sentence to show when the item failed. */
  failureTitle: Sentence;
  /** Why it matters, and what to do better. */
  why: Sentence;
  advice: Sentence;
  /** Document and section of the manual it comes from. */
  source: string;
  treatment: 'automatic' | 'assisted' | 'human';
  severity: 'fatal' | 'major' | 'minor' | 'info';
  /** Its share of the points of its section. */
  weight: number;
  fatal: boolean;
  verdict: Verdict;
}

export interface SectionScore {
  id: string;
  title: Sentence;
  /** 0…100, mean over scored items; null when none is scored or one is in error. */
  score: number | null;
  /** Points of the section; 0 for one that is shown and not scored, or that an overlay took the place of. */
  weight: number;
}

/** One of the points shown first (greeting, pace, no hanging up first, courteous close). */
export interface HeadlinePoint {
  id: string;
  title: Sentence;
  itemIds: string[];
  /** The worst verdict of its items decides: error, fail, partial, undecided, pass; notApplicable when all are. */
  outcome: 'pass' | 'partial' | 'fail' | 'undecided' | 'notApplicable' | 'error';
}

export interface Scorecard {
  version: 2;
  callId: string;
  checklist: { id: string; title: Sentence; version: string; sha256: string };
  /** 0…100; null when an item is in error or more than half of the weight is undecided. A failed fatal item makes it 0. */
  score: number | null;
  /** Why the score is null, zero or provisional, in words; null otherwise. */
  scoreNote: Sentence | null;
  /** The weighted mean over what was scored, whatever else became of the score; null when nothing was. */
  rawScore: number | null;
  fatalItemIds: string[];
  /** What kind of call it was recognised as. */
  callTypes: readonly RecognisedType[];
  headline: HeadlinePoint[];
  sections: SectionScore[];
  items: ScoredItem[];
  counts: Record<'pass' | 'partial' | 'fail' | 'notApplicable' | 'undecided' | 'error', number>;
  /** True when a person should look at this call, with the reasons. */
  needsReview: boolean;
  reviewReasons: Sentence[];
}
