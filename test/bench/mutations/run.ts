import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomOf } from '../random.ts';
import type { Answer, Question } from './child.ts';
import { mutant } from './mutate.ts';
import { makeOriginals } from './originals.ts';
import { usage } from './usage.ts';

/** What became of one damaged file. */
export interface Outcome {
  about: string;
  name: string;
  /** `scored`, the code of the refusal, or one of `fault`, `crash`, `hang`. */
  code: string;
  said: string;
  /** Of CPU, ffmpeg's with it; of the clock where /proc is not there. */
  seconds: number;
}

export interface MutationRun {
  outcomes: Outcome[];
  /** Largest resident size of the process that took the files, and of any ffmpeg it started (seen every 50 ms; 0 where /proc is not there). */
  peakBytes: number;
  ffmpegPeakBytes: number;
}

export const MOST_SECONDS = 10;
/** Of the clock: who uses no CPU for so long waits for ever. */
const MOST_WAITING_SECONDS = 120;
const WATCH_MS = 50;
const FAILURES = ['fault', 'crash', 'hang'];

export const isFailure = ({ code }: Outcome): boolean => FAILURES.includes(code);

/** Takes `count` damaged files, the same for the same seed, through the pipeline; every `recogniseEvery`th with the demo model. */
export async function runMutations(
  { count, seed, recogniseEvery }: { count: number; seed: number; recogniseEvery: number },
  told: (done: number, outcome: Outcome) => void = () => {},
): Promise<MutationRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-mutations-'));
  const run: MutationRun = { outcomes: [], peakBytes: 0, ffmpegPeakBytes: 0 };
  let child: ChildProcess | null = null;
  try {
    const originals = await makeOriginals(folder);
    const random = randomOf(seed);
    for (let index = 0; index < count; index++) {
      const { name, about, bytes } = mutant(originals, index, random);
      const file = path.join(folder, name);
      writeFileSync(file, bytes);
      child ??= await started();
      const { answer, seconds, ffmpegPeakBytes } = await ask(child, { file, recognise: index % recogniseEvery === 0 });
      run.ffmpegPeakBytes = Math.max(run.ffmpegPeakBytes, ffmpegPeakBytes);
      let outcome: Outcome;
      if (typeof answer === 'string') {
        child.kill('SIGKILL');
        child = null;
        outcome = { about, name, code: answer, said: '', seconds };
      } else {
        run.peakBytes = Math.max(run.peakBytes, answer.peakBytes);
        outcome = { about, name, code: answer.code ?? 'scored', said: answer.said, seconds };
      }
      rmSync(file);
      run.outcomes.push(outcome);
      told(index + 1, outcome);
    }
  } finally {
    child?.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return run;
}

async function started(): Promise<ChildProcess> {
  const child = fork(path.join(import.meta.dirname, 'child.ts'), {
    execArgv: ['--import', import.meta.resolve('tsx')],
  });
  await once(child, 'message');
  return child;
}

interface Asked {
  answer: Answer | 'crash' | 'hang';
  seconds: number;
  ffmpegPeakBytes: number;
}

/** The answer, or what happened instead of one. */
function ask(child: ChildProcess, question: Question): Promise<Asked> {
  const began = performance.now();
  const before = usage(child.pid!).cpuSeconds;
  let last = { cpuSeconds: before, largestChildBytes: 0 };
  let ffmpegPeakBytes = 0;
  return new Promise((resolve) => {
    const end = (answer: Asked['answer']) => {
      clearInterval(timer);
      child.off('message', end).off('exit', crashed);
      look();
      resolve({ answer, seconds: secondsUsed(), ffmpegPeakBytes });
    };
    const crashed = () => end('crash');
    const look = () => {
      last = usage(child.pid!);
      ffmpegPeakBytes = Math.max(ffmpegPeakBytes, last.largestChildBytes);
    };
    const waited = () => (performance.now() - began) / 1000;
    const secondsUsed = () => (Number.isNaN(before) ? waited() : last.cpuSeconds - before);
    const timer = setInterval(() => {
      look();
      if (secondsUsed() > MOST_SECONDS || waited() > MOST_WAITING_SECONDS) end('hang');
    }, WATCH_MS);
    child.on('message', end).on('exit', crashed);
    child.send(question);
  });
}
