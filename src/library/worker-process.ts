import type { ChildProcess } from 'node:child_process';
import { LingtingError } from '../errors.ts';
import { forkScript } from './fork-script.ts';
import type { AnalysisJob, WorkerAnswer, WorkerAnswers, WorkerRequest } from './worker-protocol.ts';

/** Time a process gets to end by itself. */
const GRACE_MILLISECONDS = 2000;

/** One child process that analyses calls, one at a time. Started with its first job, replaced when it dies or grows. */
export class WorkerProcess {
  private child: ChildProcess | null = null;
  private readonly mostBytes: number;

  /** `mostBytes`: above this resident size the process is replaced after its job. */
  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  /**
   * Asks the process something. A failed call is an answer, not an exception.
   * @throws LingtingError `model-failed` when the process dies on it.
   */
  async run<Ask extends keyof WorkerAnswers>(ask: Ask, job: AnalysisJob): Promise<WorkerAnswer<WorkerAnswers[Ask]>> {
    const child = this.child ?? this.start();
    type Answer = WorkerAnswer<WorkerAnswers[Ask]> & { rssBytes: number };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const died = (code: number | null, reason: string | null) =>
        reject(
          new LingtingError('model-failed', {
            en: `The process that analysed ${job.file} died (${reason ?? `exit code ${code}`}), probably for want of memory. Run again with --workers 1 or a smaller model.`,
            zh: `分析 ${job.file} 的进程意外退出（${reason ?? `退出码 ${code}`}），多半是内存不足。请用 --workers 1 或更小的模型重新运行。`,
          }),
        );
      const failedToStart = (cause: Error) => died(null, cause.message);
      child.once('exit', died);
      child.once('error', failedToStart);
      child.once('message', (message) => {
        child.off('exit', died);
        child.off('error', failedToStart);
        resolve(message as Answer);
      });
      child.send({ ask, job } satisfies WorkerRequest, (error) => {
        if (error) died(null, null);
      });
    });
    if (answer.rssBytes > this.mostBytes) this.stop();
    return answer;
  }

  /** Ends the process: it is let go, so that it can remove its temporary files, and killed if that takes too long. */
  stop(): void {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    if (child.connected) child.disconnect();
    setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS).unref();
  }

  private start(): ChildProcess {
    const child = forkScript('worker');
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
    this.child = child;
    return child;
  }
}
