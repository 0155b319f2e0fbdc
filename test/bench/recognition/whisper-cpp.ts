import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MAX_WINDOW_SECONDS } from '../../../src/asr/windows.ts';
import { madeOnce, type Size } from '../../asr/random-whisper.ts';
import { encodeWav } from '../../wav.ts';
import { type Side, TOKENS_PER_SECOND, windowsOf } from './call.ts';
import type { Run } from './engines.ts';

/** The folder with the programs of a local build, where the one who measures names it. */
export const WHISPER_CPP = process.env.LINGTING_WHISPER_CPP;
/** How the weights are stored; which of them is fastest depends on the processor. */
export const QUANTISATIONS = ['q8_0', 'q5_0', 'q4_0'] as const;

const SCRIPT = path.join(import.meta.dirname, '../../asr/make_random_ggml.py');
/** Of the window that is measured: a full one. */
const TOKENS = TOKENS_PER_SECOND * MAX_WINDOW_SECONDS;
/** The first of them warms it up no more than the others: means are taken. */
const TIMES = 2;
/** Runs a command; processor seconds and peak kilobytes of it on the last line. */
const MEASURE = `import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stderr=subprocess.STDOUT)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)`;

/** The folder of a model of a true shape with random weights in the format of whisper.cpp, `<quantisation>.bin` each. */
export function ggmlModel(size: Size, programs: string): string {
  return madeOnce(`lingting-random-ggml-${size}`, SCRIPT, (folder) => {
    const exact = path.join(folder, 'f16.bin');
    execFileSync('/usr/bin/python3', ['-B', SCRIPT, exact, size, String(TOKENS)]);
    const names = ['whisper-quantize', 'quantize'].map((name) => path.join(programs, name));
    const quantize = names.find((name) => existsSync(name)) ?? names[0]!;
    for (const type of QUANTISATIONS)
      execFileSync(quantize, [exact, path.join(folder, `${type}.bin`), type], { stdio: 'ignore' });
  });
}

/**
 * What whisper.cpp takes for the windows of a call, from its own times for a full window: log-mel, encoder and prompt for
 * each window, a step of the decoder with its choice for each token. It writes as many as the text context of the model lets
 * it, so a call cannot be run as it is. Of the processor it takes the share that the whole command took of it.
 */
export function whisperCpp(programs: string, model: string, threads: number, sides: readonly Side[]): Run {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-bench-'));
  const sound = path.join(folder, 'window.wav');
  writeFileSync(sound, encodeWav([sides[0]!.samples.subarray(0, MAX_WINDOW_SECONDS * 16_000)], 16_000));
  const greedy = '-l zh -bs 1 -bo 1 -nf -nt -mc 0'.split(' ');
  const sounds = Array.from({ length: TIMES }, () => ['-f', sound]).flat();
  const command = [path.join(programs, 'whisper-cli'), '-m', model, '-t', String(threads), ...greedy, ...sounds];
  const start = performance.now();
  const said = execFileSync('/usr/bin/python3', ['-c', MEASURE, ...command], { encoding: 'utf8' });
  const commandSeconds = (performance.now() - start) / 1000;
  rmSync(folder, { recursive: true });
  const took = (part: string): number => Number(new RegExp(`${part} time = +([\\d.]+) ms`).exec(said)![1]) / 1000;
  const [processor, peakKilobytes] = said.trimEnd().split('\n').at(-1)!.split(' ').map(Number) as [number, number];
  if (!said.includes(`/ ${String(TIMES * (TOKENS - 1)).padStart(5)} runs`))
    throw new Error(`whisper.cpp did not write ${TOKENS} tokens for a window`);

  const windows = sides.flatMap(({ speech }) => windowsOf(speech));
  const tokens = windows.reduce((sum, window) => sum + window.tokens, 0);
  const forWindows = (seconds: number): number => (windows.length * seconds) / TIMES;
  const parts = {
    'log-mel': forWindows(took('mel')),
    encoder: forWindows(took('encode')),
    decoder: forWindows(took('batchd')) + (tokens * (took('decode') + took('sample'))) / (TIMES * TOKENS),
  };
  const wallSeconds = parts['log-mel'] + parts.encoder + parts.decoder;
  const processorSeconds = (wallSeconds * processor) / commandSeconds;
  return { wallSeconds, processorSeconds, parts, windows: windows.length, tokens, peakBytes: peakKilobytes * 1024 };
}
