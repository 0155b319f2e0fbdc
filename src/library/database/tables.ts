/**
 * The tables of a library, the same in SQLite and in PostgreSQL. Times are ISO 8601 in UTC as text; yes and no are 1 and 0;
 * structures are JSON as text, large ones compressed. What people said (`reviews`, `appeals`, `stages`) is only ever added
 * to, and hangs on ids of calls, items and agents as text, so that it outlives every re-score, export and import.
 */
export interface Tables {
  calls: CallTable;
  call_inputs: CallInputTable;
  analyses: AnalysisTable;
  checklists: ChecklistTable;
  scorecards: ScorecardTable;
  score_history: ScoreHistoryTable;
  reviews: ReviewTable;
  appeals: AppealTable;
  stages: StageTable;
  runs: RunTable;
}

/** What became of a call. `excluded`: nothing to score, by a rule and not by a fault. */
export type CallState = 'waiting' | 'running' | 'done' | 'failed' | 'excluded';

/** One row per call, kept narrow: lists and reports read nothing else. */
export interface CallTable {
  call_id: string;
  state: CallState;
  /** How often its analysis was begun. */
  attempts: number;
  /** The run that works on it; null unless `running`. */
  run_id: string | null;
  /** Why it failed or is left out: a code, and a sentence in both languages as JSON. */
  code: string | null;
  reason: string | null;
  agent_id: string | null;
  agent_name: string | null;
  team: string | null;
  direction: string | null;
  trainee: number;
  /** When the call began, as its metadata says, and the calendar day of that, `2024-03-05`. */
  start_time: string | null;
  day: string | null;
  duration_seconds: number | null;
  queued_at: string;
  finished_at: string | null;
  /** The analysis it was judged on. */
  audio_sha256: string | null;
  settings_sha256: string | null;
  /** What judged it; null while it has no scorecard. */
  checklist_key: string | null;
  /** With what people said, 0…100; null when there is none. `machine_score` is without. */
  score: number | null;
  machine_score: number | null;
  /** Whether a fatal item failed; whether a person should look at the call; whether one did. */
  fatal: number;
  needs_review: number;
  reviewed: number;
  /** Points judged over those that apply, 0…1. */
  judged_share: number | null;
  /** One letter per item, in the order of the checklist (`scorecard/outcome-letters.ts`): with what people said, and without. */
  outcomes: string | null;
  machine_outcomes: string | null;
  /** `Scoring.key` of what leaves it out by a rule; null for a call that is not left out, or that has no analysis. */
  excluded_by: string | null;
}

/** Where a call came from and how it is to be analysed. */
export interface CallInputTable {
  call_id: string;
  file: string;
  /** `CallMetadata` as JSON. */
  metadata: string;
  /** `CallJob` as JSON; `StoredJob` of a call that is done. */
  job: string;
  /** Hash of the files' sizes and times and of what shapes the analysis: the same stamp means nothing to do anew. */
  stamp: string;
  /** `SaidSides` as JSON: who is on which channel, where somebody said so; null without. Outlives every analysis. */
  sides: string | null;
}

/** Finished analyses, by the sound and by what shaped them: several calls may share one. */
export interface AnalysisTable {
  audio_sha256: string;
  settings_sha256: string;
  /** `CallAnalysis` as compressed JSON. */
  document: Uint8Array;
  created_at: string;
}

/** Checklists that judged a call, one row for each that was ever used. */
export interface ChecklistTable {
  /** SHA-256 of all that a verdict depends on besides the analysis: items, phrases, profile, version of the tool. */
  checklist_key: string;
  checklist_id: string;
  version: string;
  sha256: string;
  /** `ChecklistRow` as JSON: items in the order of the letters, with their words. */
  document: string;
  created_at: string;
}

/** The machine's scorecard of a call, with every verdict's evidence. */
export interface ScorecardTable {
  call_id: string;
  checklist_key: string;
  /** Without the words of the checklist, as compressed JSON. */
  document: Uint8Array;
  created_at: string;
}

/** A score that a call had, before the present one and the present one: added to whenever it changes. */
export interface ScoreHistoryTable {
  call_id: string;
  at: string;
  checklist_key: string;
  score: number | null;
  machine_score: number | null;
  /** What changed it: `score`, `rescore`, `review`, `sides`, `import`. */
  cause: string;
}

/** What a person said of an item of a call. The newest one holds. */
export interface ReviewTable {
  review_id: string;
  call_id: string;
  /** An item of the checklist; or of a training form, the section it fills. */
  item_id: string;
  outcome: 'pass' | 'partial' | 'fail' | 'na' | 'withdrawn';
  /** 5, 3 or 1 for a line of the training form. */
  rating: number | null;
  by_name: string;
  why: string;
  at: string;
  /** `command`, `csv`, `appeal`. */
  source: string;
  /** What the machine said of it at that time, as one letter. */
  machine: string | null;
}

/** An agent's objection to a verdict, and what became of it. */
export interface AppealTable {
  appeal_id: string;
  call_id: string;
  item_id: string;
  by_name: string;
  why: string;
  at: string;
  decision: 'accepted' | 'declined' | null;
  handler: string | null;
  decision_why: string | null;
  decided_at: string | null;
}

/** A trainee's way from the first talk to the job, one row for each step. */
export interface StageTable {
  stage_id: string;
  agent_id: string;
  stage: string;
  outcome: string;
  assessor: string;
  note: string;
  at: string;
}

/** One run of a batch: who works on the library now, and who did. */
export interface RunTable {
  run_id: string;
  host: string;
  pid: number;
  started_at: string;
  /** Set anew while it works: a run that has long been silent is dead. */
  seen_at: string;
  ended_at: string | null;
}
