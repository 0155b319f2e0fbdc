import type { Sentence } from '../../errors.ts';
import type { ChecklistRow } from '../../scorecard/checklist-row.ts';
import type { Scorecard } from '../../scorecard/scorecard.ts';
import type { Day } from './day.ts';

/** What became of a call, as reports count it. */
type CallFate = 'waiting' | 'running' | 'done' | 'failed' | 'excluded';

/** A call of the library without its scorecard. */
export interface CallFact {
  callId: string;
  state: CallFate;
  /** Why it failed or was left out. */
  reason: Sentence | null;
  agentId: string | null;
  agentName: string | null;
  team: string | null;
  startTime: string | null;
  day: Day | null;
  durationSeconds: number | null;
  /** With what people said, 0…100. */
  score: number | null;
  fatal: boolean;
  needsReview: boolean;
  reviewed: boolean;
  /** Which checklist judged it, and its outcome letters. */
  checklistKey: string | null;
  outcomes: string | null;
}

/** A call that is listed for people to find. */
export interface ListedCall extends CallFact {
  /** Path of the recording. */
  file: string;
}

/** Outcome letters of several calls of one agent and one checklist, end to end. */
export interface LetterFact {
  agentId: string | null;
  checklistKey: string;
  letters: string;
}

/** Calls of one agent, counted. */
export interface AgentFact {
  agentId: string | null;
  agentName: string | null;
  team: string | null;
  counts: CallCounts;
  /** Of the scores of scored calls. */
  sum: number;
  squares: number;
  fatal: number;
  toReview: number;
  durationSeconds: number;
}

/** Calls by what became of them. Means and rates count `scored` ones alone. */
export interface CallCounts {
  scored: number;
  /** Judged, and without a score: an item in error, or too much undecided. */
  unscored: number;
  /** Left out by a rule, such as a call with nobody on it. */
  excluded: number;
  /** Could not be analysed. */
  failed: number;
  /** Waiting or in hand. */
  open: number;
}

/** No call. */
const NO_CALLS: CallCounts = { scored: 0, unscored: 0, excluded: 0, failed: 0, open: 0 };

/** Which of the counts a call belongs to. */
function fateOf({ state, score }: Pick<CallFact, 'state' | 'score'>): keyof CallCounts {
  if (state === 'done') return score === null ? 'unscored' : 'scored';
  return state === 'failed' || state === 'excluded' ? state : 'open';
}

/** Counts calls. */
export function countCalls(calls: readonly Pick<CallFact, 'state' | 'score'>[]): CallCounts {
  const counts = { ...NO_CALLS };
  for (const call of calls) counts[fateOf(call)] += 1;
  return counts;
}

/** The sum of counts. */
export function addCounts(all: readonly CallCounts[]): CallCounts {
  const sum = { ...NO_CALLS };
  for (const counts of all) for (const key of Object.keys(sum) as (keyof CallCounts)[]) sum[key] += counts[key];
  return sum;
}

/** Checklists by key, the newest first. */
export type Checklists = ReadonlyMap<string, ChecklistRow>;

/** What a person last said of an item, beside what the machine had said. */
export interface ReviewFact {
  itemId: string;
  outcome: 'pass' | 'partial' | 'fail' | 'na';
  /** One letter (`scorecard/outcome-letters.ts`). */
  machine: string;
}

/** An appeal nobody decided on yet. */
export interface AppealFact {
  appealId: string;
  callId: string;
  itemId: string;
  by: string;
  why: string;
  at: string;
}

/** A scorecard that was opened to look for places in a call, and where the recording lies. */
export interface OpenedCall {
  scorecard: Scorecard;
  /** As the library knows it. */
  file: string;
  durationSeconds: number | null;
}
