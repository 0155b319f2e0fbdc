import type { ChildProcess } from 'node:child_process';
import { type ErrorCode, LingtingError, type Sentence } from '../../errors.ts';
import { forkScript } from '../fork-script.ts';
import type { ChunkResult } from './chunk.ts';
import type { ScoringChoice } from './plan.ts';

/** Calls for a worker process to judge. */
export interface ChunkJob {
  /** File or address of the library. */
  location: string;
  choice: ScoringChoice;
  callIds: string[];
  dryRun: boolean;
}

/** What a worker answers, one message per job. */
export type ChunkAnswer = { ok: true; result: ChunkResult } | { ok: false; code: ErrorCode; sentence: Sentence };

/**
 * Has jobs done in so many processes, each the next one as it gets free, and hands over every result as it comes. After
 * `signal` aborts nothing new is begun.
 * @throws LingtingError the first failure; what was stored before stays.
 */
export async function runChunks(
  jobs: readonly ChunkJob[],
  processes: number,
  onResult: (job: ChunkJob, result: ChunkResult) => void,
  signal: AbortSignal,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    const child = forkScript('rescore/worker');
    try {
      while (next < jobs.length && !signal.aborted) {
        const job = jobs[next++]!;
        const answer = await ask(child, job);
        if (!answer.ok) throw new LingtingError(answer.code, answer.sentence);
        onResult(job, answer.result);
      }
    } catch (error) {
      next = jobs.length;
      throw error;
    } finally {
      if (child.connected) child.disconnect();
    }
  };
  const count = Math.min(processes, jobs.length);
  const ended = await Promise.allSettled(Array.from({ length: count }, work));
  const failure = ended.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
}

function ask(child: ChildProcess, job: ChunkJob): Promise<ChunkAnswer> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null, reason: string | null) => reject(gone(reason ?? `exit code ${code}`));
    const failed = (error: Error) => died(null, error.message);
    child.once('exit', died);
    child.once('error', failed);
    child.once('message', (message) => {
      child.off('exit', died);
      child.off('error', failed);
      resolve(message as ChunkAnswer);
    });
    child.send(job, (error) => {
      if (error) died(null, error.message);
    });
  });
}

function gone(reason: string): LingtingError {
  return new LingtingError('internal', {
    en: `A process that judged calls died (${reason}). What it had finished is stored; run the same command again.`,
    zh: `评分进程意外退出（${reason}）。已完成的都已保存；请重新运行同一命令。`,
  });
}
