import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { isPath } from '../asr/place.ts';
import { findModel, recognitionModels } from '../asr/registry.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { type Database, openDatabase } from '../library/database/open.ts';
import type { ScoreRequest } from '../library/plan-calls.ts';
import type { Turn } from '../library/rescore/plan.ts';
import { type ScoredRow, type ScoreRun, scoreCalls } from '../library/score-calls.ts';
import { watchFolders } from '../library/watch-folders.ts';
import { type BatchSummary, postSummary, webhookAddress } from '../library/webhook.ts';
import { readCsv } from '../recording/csv.ts';
import { refuseLostLink } from '../recording/folder.ts';
import { namesTwice } from '../reports/recording-name.ts';
import { loadScoring } from '../scoring.ts';
import { loadPipeline } from '../settings.ts';
import { unknownItem } from './checklist-explain.ts';
import { libraryOfEnvironment } from './library-option.ts';
import { prepareFolder } from './output-folder.ts';
import { createProgress } from './progress.ts';
import { turnText } from './rescore-text.ts';
import { type ScoreOptions, scoreOptions } from './score-options.ts';
import { closingLines, keptLine, printRun, stepLine, WATCHING, writeReport } from './score-output.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

/** Adds `lingting score`. */
export function addScoreCommand(program: Command, language: Language): void {
  scoreOptions(program.command('score'), language).action(async (inputs: string[], options: ScoreOptions) => {
    process.exitCode = await score(inputs, options, language);
  });
}

/** Runs the command; returns its exit code. */
async function score(inputs: string[], options: ScoreOptions, language: Language): Promise<number> {
  await requireInput(inputs);
  if (options.model !== undefined && !isPath(options.model)) findModel(options.model, recognitionModels());
  if (options.only !== undefined) await requireItem(options.only, options.pipeline ?? 'inbound');
  const webhook = options.webhook === undefined ? null : webhookAddress(options.webhook);
  const [folders, others] = options.watch ? await watched(inputs, options) : [[], inputs];
  const folder = await prepareFolder(options.out);
  const database = await openDatabase(options.library ?? libraryOfEnvironment() ?? path.join(folder, 'library.db'));
  const stop = stopOnInterrupt();
  const rows = new Map<string, ScoredRow>();
  const runOn = async (files: readonly string[]): Promise<ScoreRun> => {
    const startedAt = new Date();
    const run = await runOnce({ ...requestOf(options), inputs: files }, database, language, stop.signal);
    for (const row of run.rows) rows.set(row.callId, row);
    await printRun(run.rows, database, options, language);
    if (options.only === undefined) await writeReport([...rows.values()], database, folder, language);
    for (const line of closingLines(language, run)) process.stderr.write(`${line}\n`);
    const failure = webhook && (await postSummary(webhook, summaryOf(run, startedAt)));
    if (failure) process.stderr.write(`${failure[language]}\n`);
    return run;
  };
  try {
    const run = others.length > 0 ? await runOn(others) : null;
    if (folders.length > 0 && !stop.signal.aborted) {
      process.stderr.write(`${WATCHING[language]}\n`);
      const handle = async (files: string[]) => void (await runOn(files));
      await watchFolders(folders, stop.signal, handle, (fault) => process.stderr.write(`${fault[language]}\n`));
    }
    return run ? exitCode(run) : 0;
  } finally {
    stop.forget();
    await database.close();
  }
}

/**
 * Throws `usage` when none of the inputs is there (`file-missing` for a link that leads nowhere), and what is wrong with the
 * only one when it is a call list that cannot be read: nothing is to be made for those. One of several is a row.
 */
async function requireInput(inputs: readonly string[]): Promise<void> {
  if (!inputs.some((input) => existsSync(input))) {
    inputs.forEach(refuseLostLink);
    throw new LingtingError('usage', {
      en: `There is no file or folder ${inputs.join(', ')}. Check the path.`,
      zh: `找不到文件或文件夹 ${inputs.join('、')}。请检查路径。`,
    });
  }
  const [input] = inputs;
  if (inputs.length > 1 || path.extname(input!).toLowerCase() !== '.csv' || (await stat(input!)).isDirectory()) return;
  for await (const { line, error } of readCsv(input!)) {
    if (line === null) throw new LingtingError('usage', error!.sentence, { cause: error });
    // What is wrong further down is a row of its own.
    break;
  }
}

/** The folders to watch, and the inputs that are none. */
async function watched(inputs: readonly string[], { json, only }: ScoreOptions): Promise<[string[], string[]]> {
  if (json || only !== undefined)
    throw new LingtingError('usage', {
      en: '--watch goes on until it is stopped and cannot be used with --json or --only.',
      zh: '--watch 会一直运行，不能与 --json 或 --only 同用。',
    });
  const kinds = await Promise.all(inputs.map(async (input) => (await stat(input)).isDirectory()));
  const folders = inputs.filter((_, index) => kinds[index]);
  if (folders.length === 0)
    throw new LingtingError('usage', {
      en: '--watch waits for recordings in folders, but none of the inputs is a folder.',
      zh: '--watch 等待文件夹中的新录音，但输入中没有文件夹。',
    });
  return [folders, inputs.filter((_, index) => !kinds[index])];
}

function requestOf(options: ScoreOptions): Omit<ScoreRequest, 'inputs'> {
  return {
    pipeline: options.pipeline ?? null,
    profile: options.profile ?? null,
    model: options.model ?? null,
    language: options.language ?? null,
    channels: options.channels ?? null,
    transcriptFile: options.transcript ?? null,
    fileNamePattern: options.filePattern ?? null,
    swap: options.swap === true,
    workers: options.workers ?? null,
  };
}

async function runOnce(
  request: ScoreRequest,
  database: Database,
  language: Language,
  signal: AbortSignal,
): Promise<ScoreRun> {
  const progress = createProgress(language);
  let namedTwice: ReadonlySet<string> = new Set();
  const events = {
    start: (calls: readonly { file: string }[], kept: number) => {
      if (kept > 0) process.stderr.write(`${keptLine(kept, language)}\n`);
      namedTwice = namesTwice(calls);
      progress.start(calls.length);
    },
    turns: (turns: readonly Turn[]) => {
      for (const turn of turns) process.stderr.write(`${turnText(turn, language)}\n`);
    },
    note: (sentence: Sentence) => {
      process.stderr.write(`${sentence[language]}\n`);
    },
    step: (row: ScoredRow) => progress.step(stepLine(row, language, namedTwice), row.state === 'failed'),
  };
  return scoreCalls(request, database, events, signal).finally(() => progress.stop());
}

/** Throws `usage` when no item of the pipeline's item files has this id: before the first call, not after an hour. */
async function requireItem(id: string, pipeline: string): Promise<void> {
  const { library } = (await loadScoring(await loadPipeline(pipeline), 'zh')).checklist;
  if (!library.has(id)) throw unknownItem(id, library.values());
}

function summaryOf({ rows, left, elsewhere }: ScoreRun, startedAt: Date): BatchSummary {
  const count = (state: ScoredRow['state']) => rows.filter((row) => row.state === state).length;
  const scores = rows.flatMap(({ score }) => score ?? []);
  return {
    event: 'batch-finished',
    startedAt: startedAt.toISOString(),
    endedAt: new Date().toISOString(),
    calls: { done: count('done'), failed: count('failed'), excluded: count('excluded'), left: left + elsewhere },
    needsReview: rows.filter(({ needsReview }) => needsReview).length,
    fatal: rows.filter(({ fatal }) => fatal).length,
    meanScore: scores.length > 0 ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null,
  };
}

/** 130 for a run that was stopped, 1 when a call failed. */
function exitCode({ rows, left }: ScoreRun): number {
  if (left > 0) return 130;
  return rows.some(({ state }) => state === 'failed') ? 1 : 0;
}
