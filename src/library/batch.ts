import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import { LingtingError } from '../errors.ts';
import { WorkerProcess } from './worker-process.ts';
import type { AnalysisAnswer, AnalysisJob } from './worker-protocol.ts';

/**
 * Analyses calls in `workers` child processes and hands each answer over as it comes, in any order. One bad call never
 * stops the others; a call whose process died is tried once more in a fresh one. After `signal` aborts, nothing new is
 * started, what runs is killed, and the calls left get no answer.
 */
export async function runBatch(
  jobs: readonly Omit<AnalysisJob, 'threads'>[],
  workers: number,
  onAnswer: (index: number, answer: AnalysisAnswer) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const threads = Math.max(1, Math.floor(availableParallelism() / workers));
  const idle = Array.from({ length: workers }, () => new WorkerProcess());
  const all = [...idle];
  const queue = new PQueue({ concurrency: workers });
  const ending = new AbortController();
  const stop = () => {
    ending.abort();
    queue.clear();
    for (const worker of all) worker.stop();
  };
  signal.addEventListener('abort', stop);
  try {
    const tasks = jobs.map((job, index) => async () => {
      const worker = idle.pop()!;
      try {
        const answer = await analyse(worker, { ...job, threads }, ending.signal);
        if (answer) await onAnswer(index, answer);
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

async function analyse(worker: WorkerProcess, job: AnalysisJob, ending: AbortSignal): Promise<AnalysisAnswer | null> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await worker.run(job);
    } catch (error) {
      if (ending.aborted) return null;
      if (!(error instanceof LingtingError)) throw error;
      worker.stop();
      if (attempt === 2) return { ok: false, code: error.code, sentence: error.sentence };
    }
  }
}
