import type { RecognisedType } from '../checklist/call-types.ts';
import type { FlowResult } from '../checklist/flow.ts';
import type { GIVERS } from '../checklist/form-schema.ts';
import type { Rating, Verdict } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';

/** What a person said of one item of one call. */
export interface HumanVerdict {
  /** An item; or for a line of the training form the section it fills. */
  itemId: string;
  outcome: 'pass' | 'partial' | 'fail' | 'na';
  /** For a line of the training form; null for an item, and for a line that does not apply. */
  rating: Rating | null;
  by: string;
  why: string;
  /** ISO 8601. */
  at: string;
}

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
  /** Who judges: the machine alone, the machine with a person to confirm a fail, or a person alone. */
  treatment: 'automatic' | 'assisted' | 'human';
  severity: 'fatal' | 'major' | 'minor' | 'info';
  /** Its points of 100: its shares of the sections it stands in. 0 for an item that is shown and not scored. */
  weight: number;
  /** Whether failing it makes the total 0 on this call. */
  fatal: boolean;
  /** The verdict that holds: that of the person who judged the item, else the machine's. */
  verdict: Verdict;
  /** Only where a person judged it: what they said, and what the machine had said. */
  review?: { human: HumanVerdict; machine: Verdict };
}

export interface SectionScore {
  id: string;
  title: Sentence;
  /** 0…100, mean over scored items; null when none is scored or one is in error. */
  score: number | null;
  /** Points of the section; 0 for one that is shown and not scored, or that an overlay took the place of. */
  weight: number;
  /** The items its score is made from: an item may stand in several sections. */
  itemIds: readonly string[];
}

/** One of the points shown first (greeting, pace, no hanging up first, courteous close). */
export interface HeadlinePoint {
  id: string;
  title: Sentence;
  itemIds: readonly string[];
  /** The worst verdict of its items decides: error, fail, partial, undecided, pass; notApplicable when all are. */
  outcome: 'pass' | 'partial' | 'fail' | 'undecided' | 'notApplicable' | 'error';
}

/** How much was judged, by machine or people. */
export interface Coverage {
  /** Points of the items scored over those of all that apply, 0…1, what is left to people among them; null when none applies. */
  judgedShare: number | null;
  /**
   * Items by who judges them: all of them, and those scored, undecided with a proposal, undecided without, not applicable,
   * in error.
   */
  byTreatment: Record<
    ScoredItem['treatment'],
    Record<'items' | 'judged' | 'proposed' | 'open' | 'notApplicable' | 'error', number>
  >;
}

/** One line of the training form. */
export interface FormItemResult {
  sectionId: string;
  /** The block of the form it stands in. */
  group: string;
  title: Sentence;
  /** What 5 and 1 stand for, where the title alone does not say. */
  note: Sentence | null;
  givenBy: (typeof GIVERS)[number];
  /** `given` stands; `proposed` is for a person to confirm; `open` for a person to give; `notApplicable` is left out. */
  state: 'given' | 'proposed' | 'open' | 'notApplicable';
  /** 5 good, 3 acceptable, 1 poor; null when blank. */
  value: Rating | null;
  /** The mean of its rules the value was made from (pass 1, partial 0.5, fail 0). */
  mean: number | null;
  /** `maxPoints` × value / 5. */
  points: number | null;
  maxPoints: number;
  /** Its rules: their verdicts hold the evidence. */
  itemIds: readonly string[];
  /** Only where a person gave it: what they said, and the value the machine had. */
  review?: { human: HumanVerdict; machine: Rating | null };
}

/** An assessment: passed, to be trained again, or not to be told before a person has given or confirmed values. */
export interface GateResult {
  id: string;
  title: Sentence;
  passMark: number;
  outcome: 'pass' | 'retrain' | 'undecided';
  /** Why it is to be retrained, or what is still open; empty for a pass. */
  reasons: Sentence[];
}

/** The training form of one call. */
export interface FormResult {
  /** The means from which on an item is given 5 and 3. */
  ratings: { five: number; three: number };
  groups: { id: string; title: Sentence }[];
  items: FormItemResult[];
  /** Points of the items with a value, and the most they could have. */
  points: number;
  maxPoints: number;
  /** `points` over `maxPoints`, of 100; null when no item has a value. */
  score: number | null;
  /** Least and most points of 100 that are possible once a person has given what is not given; null when nothing applies. */
  range: { from: number; to: number } | null;
  /** How the score was made and what it lacks; `unfinished` is the same while a person has something to add. */
  note: Sentence;
  unfinished: Sentence | null;
  gates: GateResult[];
}

export interface Scorecard {
  version: 2;
  callId: string;
  checklist: { id: string; title: Sentence; version: string; sha256: string };
  /**
   * 0…100; null when an item is in error or more than half of the weight is undecided. A failed fatal item makes it 0. With
   * a training form it is the score of that.
   */
  score: number | null;
  /** Why the score is null, zero or provisional, in words; null otherwise. */
  scoreNote: Sentence | null;
  /** The weighted mean over what was scored (or the form's score), whatever else became of it; null when nothing was. */
  rawScore: number | null;
  fatalItemIds: string[];
  /** What kind of call it was recognised as. */
  callTypes: readonly RecognisedType[];
  /** The flow the call went along, if one fits, then those of situations in it, step by step. */
  flows: FlowResult[];
  headline: HeadlinePoint[];
  sections: SectionScore[];
  items: ScoredItem[];
  /** The training form; null when the checklist has none. */
  form: FormResult | null;
  coverage: Coverage;
  /** Items by outcome, those without points too; `undecided` are those in doubt, `leftToPeople` those that a person was to judge from the start. */
  counts: Record<'pass' | 'partial' | 'fail' | 'notApplicable' | 'undecided' | 'leftToPeople' | 'error', number>;
  /** True when a person should look at this call, with the reasons. */
  needsReview: boolean;
  reviewReasons: Sentence[];
  /** Those of the reasons that lie in the recording and in no item: no verdict on an item settles them. */
  callReasons: readonly Sentence[];
}
