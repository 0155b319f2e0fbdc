import { availableParallelism } from 'node:os';
import type { CallAnalysis, Language } from '../analysis.ts';
import { languagesOf } from '../asr/language.ts';
import { requireModel } from '../asr/open.ts';
import { type ErrorCode, LingtingError, type Sentence } from '../errors.ts';
import type { BatchRow } from '../reports/batch-summary.ts';
import { loadScoring, type Scoring } from '../scoring.ts';
import type { PipelineSettings } from '../settings.ts';
import { areTwoSides } from '../speakers/attribute.ts';
import { analysisOf, analysisWith, recognitionsOf } from './analyses.ts';
import { runBatch } from './batch.ts';
import { asDatabaseError, type Database } from './database/open.ts';
import { judgeCall } from './judge-call.ts';
import { type KnownCall, knownCalls, withOwnIds } from './known-calls.ts';
import { type CallJob, type PlannedCall, planCalls, type ScoreRequest } from './plan-calls.ts';
import { enqueue, Run, settle } from './queue.ts';
import { countTurn, type Turn, WITHOUT_ANALYSIS } from './rescore/plan.ts';

/** One call of a run and what became of it. */
export interface ScoredRow extends BatchRow {
  file: string;
}

/** Where a run tells how far it is. */
export interface ScoreEvents {
  /** `kept` calls were finished by an earlier run; these are to be done now. */
  start(calls: readonly Pick<PlannedCall, 'file'>[], kept: number): void;
  /** Calls that the last re-score judged with something else; told before anything is judged. */
  turns(turns: readonly Turn[]): void;
  /** Something about a model that the user should know before the first call. */
  note(sentence: Sentence): void;
  step(row: ScoredRow): void;
}

/** A run's outcome: rows in the order of the inputs, those of earlier runs among them. */
export interface ScoreRun {
  rows: ScoredRow[];
  /** Calls without a row: left when the run was stopped, or in the hands of another run. */
  left: number;
  elsewhere: number;
  /** Calls whose sides were to be exchanged and are not told apart. */
  oneSided: number;
  /** Calls whose sides were to be exchanged and of which it was said before who is on which channel. */
  saidBefore: number;
  /** Calls that were analysed with words that had been recognised before. */
  remembered: number;
}

/**
 * Scores every call of the inputs and keeps all in the library: analyses what was not yet analysed, judges each analysis.
 * What an earlier run finished stays as it is, unless the recording, its metadata or the checklist changed. A call that
 * fails becomes a row with its sentence and is tried again by the next run. Settings and checklists are read before the
 * first call, so that a mistake in them stops the run at once; so does a model that does not load, and the calls left wait.
 * The longest recordings come first, so that no process is left alone with one at the end.
 * @throws LingtingError for wrong settings, a model that cannot be used, and when the library can no longer be written.
 */
export async function scoreCalls(
  request: ScoreRequest,
  database: Database,
  events: ScoreEvents,
  signal: AbortSignal,
): Promise<ScoreRun> {
  const planned = await planCalls(request);
  const scorings = await loadScorings(planned);
  try {
    const calls = await withOwnIds(database.query, planned);
    return await new ScoringRun(database, calls, scorings, events, request.swap).go(request.workers, signal);
  } catch (error) {
    throw asDatabaseError(error, database.shownAs);
  }
}

class ScoringRun {
  private readonly rows: (ScoredRow | undefined)[];
  private elsewhere = 0;
  private oneSided = 0;
  private saidBefore = 0;
  private remembered = 0;

  constructor(
    private readonly database: Database,
    private readonly calls: readonly PlannedCall[],
    private readonly scorings: ReadonlyMap<string, Scoring>,
    private readonly events: ScoreEvents,
    private readonly swap: boolean,
  ) {
    this.rows = new Array(calls.length);
  }

  async go(workers: number | null, signal: AbortSignal): Promise<ScoreRun> {
    const { query } = this.database;
    const run = new Run(query);
    await run.begin();
    try {
      const known = await knownCalls(query, this.calls);
      if (this.swap) this.saidBefore = [...known.values()].filter(({ sides }) => sides !== null).length;
      const plan = this.sorted(known);
      this.events.turns(this.turnsOf(plan.judge));
      const kept = new Set(plan.keep.map(([index]) => index));
      this.events.start(
        this.calls.filter((_, index) => !kept.has(index)),
        kept.size,
      );
      for (const [index, known] of plan.keep) this.rows[index] = keptRow(this.calls[index]!, known);
      await this.refuse(plan.refuse);
      for (const [index, known] of plan.judge)
        if (!signal.aborted && !(await this.judgeStored(index, known))) plan.analyse.push(index);
      for (const note of await requireModels(plan.analyse.map((index) => this.calls[index]!))) this.events.note(note);
      plan.analyse.sort((a, b) => this.calls[b]!.bytes - this.calls[a]!.bytes);
      await this.enter(plan.analyse);
      const jobs = plan.analyse.map((index) => this.calls[index]!.analysis);
      const count = Math.max(1, Math.min(workers ?? availableParallelism(), jobs.length));
      await runBatch(
        jobs,
        count,
        {
          claim: async (job) => {
            const claimed = await run.claim(this.calls[plan.analyse[job]!]!.callId);
            if (!claimed) this.elsewhere++;
            return claimed;
          },
          stored: (key) => analysisOf(query, key),
          recognisedBefore: (audioSha256) => recognitionsOf(query, audioSha256),
          done: async (job, answer, isRemembered) => {
            const index = plan.analyse[job]!;
            if (isRemembered) this.remembered++;
            if (answer.ok) await this.judge(index, answer.answer);
            else if (answer.code === 'model-corrupt') throw new LingtingError(answer.code, answer.sentence);
            else await this.fail(index, answer.code, answer.sentence);
          },
        },
        signal,
      );
    } finally {
      await run.end();
    }
    const rows = this.rows.filter((row) => row !== undefined);
    const { elsewhere, oneSided, saidBefore, remembered } = this;
    return { rows, left: this.calls.length - rows.length - elsewhere, elsewhere, oneSided, saidBefore, remembered };
  }

  /** What is to be done with each call. */
  private sorted(known: ReadonlyMap<string, KnownCall>) {
    const keep: [index: number, known: KnownCall][] = [];
    const judge: [index: number, known: KnownCall][] = [];
    const analyse: number[] = [];
    const refuse: number[] = [];
    this.calls.forEach((call, index) => {
      const before = known.get(call.callId);
      const isFinished = before?.state === 'done' || before?.state === 'excluded';
      // A recording that cannot be reached just now does not undo what was found in it.
      if (call.error) isFinished ? keep.push([index, before]) : refuse.push(index);
      else if (!isFinished || before.stamp !== call.stamp) analyse.push(index);
      else if (before.analysisKey && !this.isJudged(before, call)) judge.push([index, before]);
      else keep.push([index, before]);
    });
    return { keep, judge, analyse, refuse };
  }

  private turnsOf(judged: readonly [index: number, known: KnownCall][]): Turn[] {
    const turns = new Map<string, Turn>();
    for (const [index, { rescoredBy }] of judged)
      countTurn(turns, rescoredBy, JSON.parse(this.calls[index]!.job) as CallJob);
    return [...turns.values()];
  }

  /** Whether a finished call was judged, or left out, with what is known of it now, by the checklist and the rules of now. */
  private isJudged(known: KnownCall, call: PlannedCall): boolean {
    const { metadata, state, code, judgedBy, sides } = known;
    if (this.swap && sides === null) return false;
    const isCurrent =
      (state === 'excluded' && WITHOUT_ANALYSIS.has(code!)) ||
      languagesOf(call.analysis.language).some((one) => this.scoringOf(call, one).key === judgedBy);
    return isCurrent && metadata === JSON.stringify(call.call);
  }

  private scoringOf(call: PlannedCall, language: Language): Scoring {
    return this.scorings.get(scoringName(call.settings, language))!;
  }

  /** Queues calls, many in one transaction. */
  private async enter(indices: readonly number[]): Promise<void> {
    for (let from = 0; from < indices.length; from += CHUNK)
      await this.database.query.transaction().execute((transaction) =>
        enqueue(
          transaction,
          indices.slice(from, from + CHUNK).map((index) => this.calls[index]!),
        ),
      );
  }

  /** Judges the stored analysis of a call. False when an older version of Lingting made it. */
  private async judgeStored(index: number, { analysisKey }: KnownCall): Promise<boolean> {
    const analysis = await analysisWith(this.database.query, analysisKey!);
    if (analysis) await this.judge(index, analysis);
    return analysis !== null;
  }

  private async judge(index: number, found: CallAnalysis): Promise<void> {
    const call = this.calls[index]!;
    if (this.swap && !areTwoSides(found.attribution.participants)) this.oneSided++;
    this.finish(index, await judgeCall(this.database, call, found, this.scoringOf(call, found.language), this.swap));
  }

  /** A recording that cannot be analysed; without a voice in it, it is no conversation and no fault. */
  private async fail(index: number, code: ErrorCode, sentence: Sentence): Promise<void> {
    const state = WITHOUT_ANALYSIS.has(code) ? 'excluded' : 'failed';
    await this.database.query
      .transaction()
      .execute((transaction) => settle(transaction, this.calls[index]!.callId, { state, code, reason: sentence }));
    this.finish(index, { state, code, sentence });
  }

  /** Calls that the inputs say cannot be read: kept as failed when they are calls, and not just a mistyped path. */
  private async refuse(indices: readonly number[]): Promise<void> {
    const kept = indices.filter((index) => {
      const { call, error, idGiven } = this.calls[index]!;
      return call.source === 'csv' ? idGiven : !NO_CALL.has(error!.code);
    });
    await this.enter(kept);
    for (let from = 0; from < kept.length; from += CHUNK)
      await this.database.query.transaction().execute(async (transaction) => {
        for (const index of kept.slice(from, from + CHUNK)) {
          const { callId, error } = this.calls[index]!;
          await settle(transaction, callId, { state: 'failed', code: error!.code, reason: error!.sentence });
        }
      });
    for (const index of indices) {
      const { code, sentence } = this.calls[index]!.error!;
      this.finish(index, { state: 'failed', code, sentence });
    }
  }

  private finish(index: number, what: Partial<ScoredRow> & Pick<ScoredRow, 'state'>): void {
    const row = rowOf(this.calls[index]!, what);
    this.rows[index] = row;
    this.events.step(row);
  }
}

/** Calls in one transaction. */
const CHUNK = 500;

/** Refusals of an input that stands for no call. */
const NO_CALL: ReadonlySet<string> = new Set<ErrorCode>(['file-missing', 'no-recordings', 'csv-invalid']);

function rowOf({ callId, file, call }: PlannedCall, what: Partial<ScoredRow> & Pick<ScoredRow, 'state'>): ScoredRow {
  const agent = call.agentName ?? call.agentId ?? null;
  return { callId, file, agent, score: null, fatal: false, needsReview: false, code: null, sentence: null, ...what };
}

function keptRow(call: PlannedCall, { state, score, fatal, needsReview, code, sentence }: KnownCall): ScoredRow {
  return rowOf(call, { state: state as ScoredRow['state'], score, fatal, needsReview, code, sentence });
}

async function loadScorings(calls: readonly PlannedCall[]): Promise<Map<string, Scoring>> {
  const scorings = new Map<string, Scoring>();
  for (const { settings, analysis } of calls)
    for (const language of languagesOf(analysis.language)) {
      const name = scoringName(settings, language);
      if (!scorings.has(name)) scorings.set(name, await loadScoring(settings, language));
    }
  return scorings;
}

/**
 * A model that is not there stops the run before its first call, with the command that fetches it. Returns what is to be
 * said of those that are.
 */
async function requireModels(calls: readonly PlannedCall[]): Promise<Sentence[]> {
  const recognised = calls.filter(({ analysis }) => analysis.transcriptFile === null);
  const notes: Sentence[] = [];
  for (const model of new Set(recognised.map(({ analysis }) => analysis.model))) {
    const note = await requireModel(model);
    if (note) notes.push(note);
  }
  return notes;
}

const scoringName = ({ name, checklistFile, profileFile, exclude }: PipelineSettings, language: Language) =>
  [language, name, checklistFile, profileFile, JSON.stringify(exclude)].join('\n');
