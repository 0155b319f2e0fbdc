/**
 * `npm run bench:recognition [tiny|base|small] [repeats]`: the stock pipeline of transformers.js, ours and, where
 * `LINGTING_WHISPER_CPP` names the folder with its programs, whisper.cpp on the same stereo call, each run in a process of its
 * own, one engine after the other, again and again. Weights are those in `models/` where the fp32 ones are there, else random
 * ones of the true shape: speed is real then and text is noise. Takes minutes; `small` compares ours alone and shows the
 * memory of a worker.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileOf } from '../../src/asr/files.ts';
import { median } from '../../src/measures/median.ts';
import type { Size } from '../asr/random-whisper.ts';
import { benchCall } from './recognition/call.ts';
import { type Engine, type Run, recognise } from './recognition/engines.ts';
import { benchModel, FASTER } from './recognition/model.ts';
import { type Measured, restOf, tableOf } from './recognition/table.ts';
import { ggmlModel, QUANTISATIONS, WHISPER_CPP } from './recognition/whisper-cpp.ts';

/** Bars for base: one process, and calls per machine with a process for each core. */
const BARS = { 'x stock': { oneProcess: 6, perMachine: 9 }, 'x whisper.cpp': { oneProcess: 2.5, perMachine: 3.5 } };
/** Share of a run of ours outside encoder and decoder, and memory of a worker with small. */
const REST_BAR = 0.05;
const MEMORY_BAR_BYTES = 2.5e9;

interface Job {
  folder: string;
  engine: Engine;
}

async function main(size: Size, repeats: number): Promise<void> {
  const cores = availableParallelism();
  const { folder, isRandom } = benchModel(size);
  const rows = rowsFor(size, cores);
  console.log(
    `whisper-${size}, ${isRandom ? 'random weights' : 'real weights'}, ${cores} cores; load before ${load()}`,
  );
  if (!WHISPER_CPP)
    console.log('For whisper.cpp beside them, set LINGTING_WHISPER_CPP to build/bin of one that was built here.');
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const { name, engine, processes, runs } of rows) {
      const results = await Promise.all(Array.from({ length: processes }, () => inOwnProcess({ folder, engine })));
      runs.push(...results);
      console.error(`${name}: ${results.map((one) => one.wallSeconds.toFixed(1)).join(', ')} s, load ${load()}`);
    }
  rmSync(folder, { recursive: true });

  const table = tableOf(rows);
  console.table(table);
  console.log(`load after ${load()}; CPU seconds say more than wall seconds where others are busy on the machine`);
  const ours = rows.map((row, at) => ({ ...row, line: table[at]! })).filter(({ engine }) => engine.kind === 'ours');
  const best = (than: keyof typeof BARS, several: boolean): number =>
    Math.max(...ours.filter(({ processes }) => processes > 1 === several).map(({ line }) => line[than] ?? Infinity));
  const isFast = (Object.keys(BARS) as (keyof typeof BARS)[]).every(
    (than) => best(than, false) >= BARS[than].oneProcess && best(than, true) >= BARS[than].perMachine,
  );
  const isLight = ours.every(
    ({ name, line }) => line['peak MB'] * 1e6 < MEMORY_BAR_BYTES || name.includes('8 windows'),
  );
  const met = size === 'small' ? isLight : size !== 'base' || isFast;
  if (!met || !ours.every(({ runs }) => median(runs.map(restOf))! < REST_BAR)) {
    console.log('A bar was missed.');
    process.exitCode = 1;
  }
}

function rowsFor(size: Size, cores: number): Measured[] {
  const files = { encoder: fileOf('encoder', 'fp32'), decoder: fileOf('decoder', 'q8'), crossAttention: null };
  const ours = { kind: 'ours' as const, ...files, windowsAtOnce: 4, threads: cores };
  const tuned = { ...ours, ...FASTER };
  const row = (name: string, engine: Engine, processes = 1): Measured => ({ name, engine, processes, runs: [] });
  const tunedRows = [
    row('ours fused-int8 + q8', { ...ours, encoder: FASTER.encoder }),
    row('ours fused-int8 + q8 split', tuned),
    row('the same, 8 windows', { ...tuned, windowsAtOnce: 8 }),
    row(`ours, ${cores} processes`, { ...tuned, threads: 1 }, cores),
  ];
  if (size === 'small') return tunedRows;
  return [
    row('stock fp32', { kind: 'stock', threads: cores }),
    row('ours fp32 + fp32', { ...ours, decoder: fileOf('decoder', 'fp32') }),
    row('ours fp32 + q8', ours),
    ...tunedRows,
    ...(WHISPER_CPP ? QUANTISATIONS : []).flatMap((type) => {
      const model = path.join(ggmlModel(size, WHISPER_CPP!), `${type}.bin`);
      const engine = { kind: 'whisper.cpp' as const, programs: WHISPER_CPP!, model };
      return [
        row(`whisper.cpp ${type}`, { ...engine, threads: cores }),
        row(`whisper.cpp ${type}, ${cores} processes`, { ...engine, threads: 1 }, cores),
      ];
    }),
  ];
}

function inOwnProcess(job: Job): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
    child.once('message', (result) => resolve(result as Run));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
    child.send(job);
  });
}

const load = (): string => loadavg()[0]!.toFixed(1);

if (process.send)
  process.once('message', async ({ folder, engine }: Job) => {
    const run = await recognise(folder, engine, await benchCall());
    process.send!(run, () => process.exit());
  });
else await main((process.argv[2] ?? 'base') as Size, Number(process.argv[3] ?? 2));
