/**
 * `npm run bench:recognition [tiny|base|small] [repeats]`: the stock pipeline of transformers.js and ours on the same stereo
 * call, each run in a process of its own, one engine after the other, again and again. Weights are those in `models/` where
 * the fp32 ones are there, else random ones of the true shape: speed is real then and text is noise. Takes minutes; `small`
 * leaves the stock pipeline out and shows the memory of a worker.
 */
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { fileOf } from '../../src/asr/files.ts';
import { median } from '../../src/measures/median.ts';
import type { Size } from '../asr/random-whisper.ts';
import { benchCall } from './recognition/call.ts';
import { type Engine, type Run, recognise } from './recognition/engines.ts';
import { benchModel, FASTER } from './recognition/model.ts';

/** Bars for base, against the stock pipeline: one process, and calls per machine with a process for each core. */
const BARS = { oneProcess: 6, perMachine: 9 };
/** Share of a run outside encoder and decoder, and memory of a worker with small. */
const REST_BAR = 0.05;
const MEMORY_BAR_BYTES = 2.5e9;

type Result = Run & { peakBytes: number };
interface Job {
  folder: string;
  engine: Engine;
}

async function main(size: Size, repeats: number): Promise<void> {
  const cores = availableParallelism();
  const { folder, isRandom } = benchModel(size);
  const [fp32, q8] = [fileOf('encoder', 'fp32'), fileOf('decoder', 'q8')];
  const ours = { stock: false, encoder: fp32, decoder: q8, crossAttention: null, windowsAtOnce: 4, threads: cores };
  const tuned = { ...ours, ...FASTER };
  const rows: { name: string; engine: Engine; processes: number }[] = [
    { name: 'stock fp32', engine: { ...ours, stock: true }, processes: 1 },
    { name: 'ours fp32 + fp32', engine: { ...ours, decoder: fileOf('decoder', 'fp32') }, processes: 1 },
    { name: 'ours fp32 + q8', engine: ours, processes: 1 },
    { name: 'ours fused-int8 + q8', engine: { ...ours, encoder: FASTER.encoder }, processes: 1 },
    { name: 'ours fused-int8 + q8 split', engine: tuned, processes: 1 },
    { name: 'the same, 8 windows', engine: { ...tuned, windowsAtOnce: 8 }, processes: 1 },
    { name: `ours, ${cores} processes`, engine: { ...tuned, threads: 1 }, processes: cores },
  ].filter(({ engine }) => size !== 'small' || engine.encoder === FASTER.encoder);
  console.log(
    `whisper-${size}, ${isRandom ? 'random weights' : 'real weights'}, ${cores} cores; load before ${load()}`,
  );
  const found = rows.map((): Result[] => []);
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const [at, { engine, processes }] of rows.entries()) {
      const results = await Promise.all(Array.from({ length: processes }, () => inOwnProcess({ folder, engine })));
      found[at]!.push(...results);
      console.error(
        `${rows[at]!.name}: ${results.map((one) => one.wallSeconds.toFixed(1)).join(', ')} s, load ${load()}`,
      );
    }
  rmSync(folder, { recursive: true });

  const [first] = found;
  const table = rows.map(({ name, processes }, at) => {
    const of = (value: (one: Result) => number): number => median(found[at]!.map(value))!;
    const stock = (value: (one: Result) => number): number => median(first!.map(value))!;
    const part = (one: Result, name: keyof Run['parts']): number => (one.parts[name] ?? 0) / one.wallSeconds;
    const rest = (one: Result): number => 1 - part(one, 'encoder') - part(one, 'decoder');
    const hasParts = Object.keys(found[at]![0]!.parts).length > 0;
    const percent = (share: (one: Result) => number): string => (hasParts ? `${(100 * of(share)).toFixed(1)} %` : '');
    return {
      engine: name,
      windows: of(({ windows }) => windows),
      tokens: of(({ tokens }) => tokens),
      's a call': round(of(({ wallSeconds }) => wallSeconds) / processes),
      'CPU s': round(of(({ processorSeconds }) => processorSeconds)),
      'x stock': round(stock(({ wallSeconds }) => wallSeconds) / (of(({ wallSeconds }) => wallSeconds) / processes)),
      'x stock CPU': round(stock(({ processorSeconds }) => processorSeconds) / of((one) => one.processorSeconds)),
      encoder: percent((one) => part(one, 'encoder')),
      decoder: percent((one) => part(one, 'decoder')),
      'log-mel': percent((one) => part(one, 'log-mel')),
      'all but both': percent(rest),
      'peak MB': Math.round(of(({ peakBytes }) => peakBytes) / 1e6),
      isRestSmall: !hasParts || of(rest) < REST_BAR,
    };
  });
  console.table(table.map(({ isRestSmall: _, ...row }) => row));
  console.log(`load after ${load()}; CPU seconds say more than wall seconds where others are busy on the machine`);
  const best = (processes: boolean) =>
    Math.max(...table.filter((_, at) => rows[at]!.processes > 1 === processes).map((row) => row['x stock']));
  const met =
    size === 'small'
      ? table.every((row) => row['peak MB'] * 1e6 < MEMORY_BAR_BYTES || row.engine.includes('8 windows'))
      : size !== 'base' || (best(false) >= BARS.oneProcess && best(true) >= BARS.perMachine);
  if (!met || !table.every(({ isRestSmall }) => isRestSmall)) {
    console.log('A bar was missed.');
    process.exitCode = 1;
  }
}

function inOwnProcess(job: Job): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
    child.once('message', (result) => resolve(result as Result));
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
    child.send(job);
  });
}

const round = (value: number): number => Number(value.toFixed(2));
const load = (): string => loadavg()[0]!.toFixed(1);

if (process.send) {
  process.once('message', async ({ folder, engine }: Job) => {
    const run = await recognise(folder, engine, await benchCall());
    const result: Result = { ...run, peakBytes: process.resourceUsage().maxRSS * 1024 };
    process.send!(result, () => process.exit());
  });
} else await main((process.argv[2] ?? 'base') as Size, Number(process.argv[3] ?? 2));
