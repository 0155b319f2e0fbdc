import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import type { CallAnalysis } from '../analysis.ts';
import type { EarlierRecognition } from '../asr/transcript.ts';
import { LingtingError } from '../errors.ts';
import { memoryBytes } from '../memory.ts';
import type { RecordingKey } from './analyses.ts';
import { WorkerProcess } from './worker-process.ts';
import type { AnalysisJob, WorkerAnswer, WorkerAnswers } from './worker-protocol.ts';

/** What a batch of analyses works for. */
export interface BatchOwner {
  /** Called before a call is looked at; false leaves it to somebody else, without an answer. */
  claim(index: number): Promise<boolean>;
  /** An analysis made before, or null. */
  stored(key: RecordingKey): Promise<CallAnalysis | null>;
  /** What was recognised in a sound before. */
  recognisedBefore(audioSha256: string): Promise<EarlierRecognition[]>;
  /**
   * Told in any order, once per call that was claimed. `isRemembered`: its words were recognised before, and are not again.
   */
  done(index: number, answer: WorkerAnswer<CallAnalysis>, isRemembered: boolean): Promise<void>;
}

/**
 * Analyses calls in `workers` child processes. The same sound with the same settings is analysed once, whichever calls it
 * stands for. One bad call never stops the others; a call whose process died is tried once more in a fresh one. After
 * `signal` aborts, nothing new is started, what runs is killed, and the calls left get no answer.
 */
export async function runBatch(
  jobs: readonly Omit<AnalysisJob, 'threads'>[],
  workers: number,
  owner: BatchOwner,
  signal: AbortSignal,
): Promise<void> {
  const threads = Math.max(1, Math.floor(availableParallelism() / workers));
  const mostBytes = mostBytesOf(workers);
  const idle = Array.from({ length: workers }, () => new WorkerProcess(mostBytes));
  const all = [...idle];
  const queue = new PQueue({ concurrency: workers });
  const ending = new AbortController();
  const inHand = new Map<string, Promise<void>>();
  const stop = () => {
    ending.abort();
    queue.clear();
    for (const worker of all) worker.stop();
  };
  signal.addEventListener('abort', stop);

  /** Works on calls of the same sound one after the other, so that the second finds what the first left. */
  const alone = async (name: string, work: () => Promise<void>): Promise<void> => {
    const mine = (inHand.get(name) ?? Promise.resolve()).catch(() => {}).then(work);
    inHand.set(name, mine);
    try {
      await mine;
    } finally {
      if (inHand.get(name) === mine) inHand.delete(name);
    }
  };

  const handle = async (worker: WorkerProcess, index: number): Promise<void> => {
    const job = { ...jobs[index]!, threads };
    const key = await asked(worker, 'key', job, ending.signal);
    if (!key) return;
    if (!key.ok) return owner.done(index, key, false);
    await alone(Object.values(key.answer).join(' '), async () => {
      const stored = await owner.stored(key.answer);
      if (stored) return owner.done(index, { ok: true, answer: stored }, stored.transcriptSource.kind === 'recognised');
      const recognisedBefore = await owner.recognisedBefore(key.answer.audioSha256);
      const answer = await asked(worker, 'analysis', { ...job, recognisedBefore }, ending.signal);
      const recognition = answer?.ok ? answer.answer.provenance.recognitionSha256 : null;
      const isRemembered = recognisedBefore.some(({ sha256 }) => sha256 === recognition);
      if (answer) await owner.done(index, answer, isRemembered);
    });
  };

  try {
    const tasks = jobs.map((_, index) => async () => {
      if (!(await owner.claim(index))) return;
      const worker = idle.pop()!;
      try {
        await handle(worker, index);
      } finally {
        idle.push(worker);
      }
    });
    if (!signal.aborted) {
      const settled = queue.addAll(tasks);
      // A task dropped by clear() never settles; what was not dropped must be asked, or its failure is lost.
      await Promise.race([settled, queue.onIdle()]);
      if (!signal.aborted) await settled;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** A process that has grown beyond this is replaced after its call, whatever room there is. */
const MOST_BYTES = 4 * 1024 ** 3;
/** The models alone take about this much: a lower limit would load them anew for every call. */
const LEAST_BYTES = 1.5 * 1024 ** 3;

/** Resident size above which one of so many workers is replaced: its share of four fifths of the memory. */
function mostBytesOf(workers: number): number {
  return Math.max(LEAST_BYTES, Math.min(MOST_BYTES, (0.8 * memoryBytes()) / workers));
}

/** Asks a worker; a process that dies is replaced and asked once more. Null when the batch was stopped. */
async function asked<Ask extends keyof WorkerAnswers>(
  worker: WorkerProcess,
  ask: Ask,
  job: AnalysisJob,
  ending: AbortSignal,
): Promise<WorkerAnswer<WorkerAnswers[Ask]> | null> {
  for (let attempt = 1; ; attempt++) {
    // A process started now would be stopped by nobody.
    if (ending.aborted) return null;
    try {
      return await worker.run(ask, job);
    } catch (error) {
      if (ending.aborted) return null;
      if (!(error instanceof LingtingError)) throw error;
      worker.stop();
      if (attempt === 2) return { ok: false, code: error.code, sentence: error.sentence };
    }
  }
}
