import { Presets, SingleBar } from 'cli-progress';
import type { Language } from '../analysis.ts';

/** Progress of a batch on stderr: a bar with rate and time left on a terminal, one line per call elsewhere. */
export interface Progress {
  start(total: number): void;
  /** A call is finished, or several; `line` says how it went. */
  step(line: string, failed: boolean, calls?: number): void;
  stop(): void;
}

/** Progress for the terminal the tool runs in. */
export function createProgress(language: Language): Progress {
  return process.stderr.isTTY ? barProgress(language) : lineProgress();
}

function barProgress(language: Language): Progress {
  let failed = 0;
  const words =
    language === 'zh'
      ? { done: '完成', failed: '失败', eta: '预计还需' }
      : { done: 'done', failed: 'failed', eta: 'time left' };
  const bar = new SingleBar(
    {
      format: `{bar} ${words.done} {value}/{total}  ${words.failed} {failed}  ${words.eta} {eta_formatted}  {line}`,
      barsize: 20,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
      etaBuffer: 20,
    },
    Presets.shades_classic,
  );
  return {
    start: (total) => bar.start(total, 0, { failed, line: '' }),
    step: (line, isFailed, calls = 1) => {
      if (isFailed) failed += calls;
      bar.increment(calls, { failed, line });
    },
    stop: () => bar.stop(),
  };
}

function lineProgress(): Progress {
  let done = 0;
  let total = 0;
  return {
    start: (count) => {
      total = count;
    },
    step: (line, _isFailed, calls = 1) => {
      done += calls;
      process.stderr.write(`[${done}/${total}] ${line}\n`);
    },
    stop: () => {},
  };
}
