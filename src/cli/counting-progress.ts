import type { Language } from '../analysis.ts';

/** Between two lines of progress. */
const EVERY_MILLISECONDS = 2000;

/** Does work with such progress, to its end or its failure. */
export function counted<T>(language: Language, work: (onRows: (rows: number) => void) => Promise<T>): Promise<T> {
  const progress = countingProgress(language);
  return work(progress.add).finally(progress.stop);
}

/** Progress of work whose end is not known: every two seconds how much is done, and how fast, as a line on stderr. */
function countingProgress(language: Language): { add: (count: number) => void; stop: () => void } {
  const begun = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    const rate = Math.round((1000 * done) / (performance.now() - begun));
    process.stderr.write(language === 'zh' ? `已处理 ${done}，每秒 ${rate}\n` : `${done} done, ${rate} a second\n`);
  }, EVERY_MILLISECONDS);
  return {
    add: (count) => {
      done += count;
    },
    stop: () => clearInterval(timer),
  };
}
