import { availableParallelism } from 'node:os';
import type { Language, Participant } from '../analysis.ts';
import { requireModel } from '../asr/open.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { loadScoring, type Scoring, scoreCall } from '../pipeline.ts';
import { type CollectedCall, collectCalls } from '../recording/collect.ts';
import type { ReportCall } from '../reports/report-call.ts';
import { loadPipeline, type PipelineSettings, pipelineNameFor } from '../settings.ts';
import { runBatch } from './batch.ts';
import type { ResultStore } from './store.ts';
import type { AnalysisJob } from './worker-protocol.ts';

/** What to score and how. `null` means: as the pipeline and the metadata say. */
export interface ScoreRequest {
  /** Files, folders and CSV lists. */
  inputs: readonly string[];
  pipeline: string | null;
  /** File of the tenant's profile. */
  profile: string | null;
  model: string | null;
  language: Language | null;
  channels: readonly Participant[] | null;
  /** Transcript of the one call that is given. */
  transcriptFile: string | null;
  fileNamePattern: string | null;
  /** Worker processes; null for one per core, never more than there are calls. */
  workers: number | null;
}

/** One call of a run: its file and what became of it. */
export interface ScoredRow {
  file: string;
  /** `audio` is always null here; whoever writes a page adds it. */
  result: ReportCall;
  /** What it was judged with; null for a call that failed. */
  scoring: Scoring | null;
}

/** Where a run tells how far it is. */
export interface ScoreEvents {
  start(total: number): void;
  step(row: ScoredRow): void;
}

/** A run's outcome: rows in the order of the inputs; calls without a row were left when the run was stopped. */
export interface ScoreRun {
  rows: ScoredRow[];
  left: number;
}

interface PlannedCall extends CollectedCall {
  settings: PipelineSettings;
}

/**
 * Scores every call of the inputs: analyses what is not yet in the store, judges each analysis, and stores both. A call
 * that fails becomes a row with its sentence. Settings and checklists are read before the first call, so that a
 * mistake in them stops the run at once.
 */
export async function scoreCalls(
  request: ScoreRequest,
  store: ResultStore,
  events: ScoreEvents,
  signal: AbortSignal,
): Promise<ScoreRun> {
  const calls = await plan(request);
  const scorings = await loadScorings(calls);
  const runnable = calls.flatMap((call, index) => (call.error === null ? [{ call, index }] : []));
  const jobs = runnable.map(({ call }) => jobFor(call, request, store.folder));
  await requireModels(jobs);

  const rows: (ScoredRow | undefined)[] = new Array(calls.length);
  const finish = (index: number, result: ReportCall, scoring: Scoring | null = null) => {
    const row = { file: calls[index]!.file, result, scoring };
    rows[index] = row;
    events.step(row);
  };

  events.start(calls.length);
  calls.forEach((call, index) => {
    if (call.error) finish(index, failedCall(call, call.error.code, call.error.sentence));
  });
  const workers = Math.max(1, Math.min(request.workers ?? availableParallelism(), jobs.length));
  await runBatch(
    jobs,
    workers,
    async (job, answer) => {
      const { call, index } = runnable[job]!;
      if (!answer.ok) return finish(index, failedCall(call, answer.code, answer.sentence));
      const { analysis } = answer;
      if (!answer.reused) await store.writeAnalysis(analysis);
      const scoring = scorings.get(scoringKey(call.settings, analysis.language))!;
      const scorecard = scoreCall(analysis, scoring);
      await store.writeScorecard(scorecard);
      const analysisFile = store.analysisFile(analysis.call.callId);
      finish(index, { ok: true, analysis, scorecard, audio: null, analysisFile }, scoring);
    },
    signal,
  );
  const done = rows.filter((row) => row !== undefined);
  return { rows: done, left: calls.length - done.length };
}

async function plan(request: ScoreRequest): Promise<PlannedCall[]> {
  const calls = await collectCalls(request.inputs, { fileNamePattern: request.fileNamePattern });
  if (request.transcriptFile !== null && calls.length !== 1)
    throw new LingtingError('usage', {
      en: `--transcript goes with exactly one recording; ${calls.length} were given. Name each transcript in the CSV or put it beside its recording.`,
      zh: `--transcript 只能与一个录音同用，现有 ${calls.length} 个。请在 CSV 中写明各自的转写文件，或放在录音旁边。`,
    });
  const pipelines = new Map<string, Promise<PipelineSettings>>();
  return Promise.all(
    calls.map(async (call) => {
      const name = request.pipeline ?? pipelineNameFor(call.call);
      if (!pipelines.has(name)) pipelines.set(name, loadPipeline(name));
      const settings = await pipelines.get(name)!;
      return { ...call, settings: request.profile === null ? settings : { ...settings, profileFile: request.profile } };
    }),
  );
}

async function loadScorings(calls: readonly PlannedCall[]): Promise<Map<string, Scoring>> {
  const scorings = new Map<string, Scoring>();
  for (const { settings } of calls)
    for (const language of ['zh', 'en'] as const) {
      const key = scoringKey(settings, language);
      if (!scorings.has(key)) scorings.set(key, await loadScoring(settings, language));
    }
  return scorings;
}

/** A model that is not there stops the run before its first call, with the command that fetches it. */
async function requireModels(jobs: readonly Omit<AnalysisJob, 'threads'>[]): Promise<void> {
  const recognised = jobs.filter((job) => job.transcriptFile === null);
  for (const model of new Set(recognised.map((job) => job.model))) await requireModel(model);
}

const scoringKey = (settings: PipelineSettings, language: Language) =>
  `${language} ${settings.name} ${settings.checklistFile}`;

function jobFor(call: PlannedCall, request: ScoreRequest, storeFolder: string): Omit<AnalysisJob, 'threads'> {
  const { settings } = call;
  const channels = settings.channels === 'auto' ? null : settings.channels;
  return {
    file: call.file,
    call: call.call,
    transcriptFile: request.transcriptFile ?? call.transcriptFile,
    language: request.language ?? call.call.language ?? settings.language,
    model: request.model ?? settings.model,
    channels: request.channels ?? channels,
    pipeline: settings.name,
    storeFolder,
  };
}

function failedCall(call: CollectedCall, code: string, sentence: Sentence): ReportCall {
  return { ok: false, file: call.file, callId: call.call.callId, code, sentence };
}
