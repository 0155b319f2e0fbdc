/** `npm run bench:mutations`: damaged files through the whole pipeline (`-- 2000 1`: how many, seed). Takes half an hour. */
import { isFailure, MOST_SECONDS, type Outcome, runMutations } from './mutations/run.ts';

const [, , count = '2000', seed = '1'] = process.argv;
/** 1 in 39 with the demo model: every format, as their number is no multiple of it. */
const RECOGNISE_EVERY = 39;
const MOST_BYTES = 1e9;

const told = (done: number, { name, about, code, said }: Outcome) => {
  if (['fault', 'crash', 'hang'].includes(code)) console.log(`${name} (${about}): ${code} ${said}`);
  if (done % 100 === 0) console.error(`${done} of ${count}`);
};
const { outcomes, peakBytes, ffmpegPeakBytes } = await runMutations(
  { count: Number(count), seed: Number(seed), recogniseEvery: RECOGNISE_EVERY },
  told,
);

const counts = new Map<string, number>();
for (const { code } of outcomes) counts.set(code, (counts.get(code) ?? 0) + 1);
for (const [code, times] of [...counts].sort((a, b) => b[1] - a[1])) console.log(`${code}: ${times}`);
const [slowest] = outcomes.toSorted((a, b) => b.seconds - a.seconds);
console.log(
  `slowest: ${slowest!.seconds.toFixed(1)} s of CPU, ${slowest!.name} (${slowest!.about}); bar: ${MOST_SECONDS} s`,
);
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
console.log(
  `peak memory: ${mebibytes(peakBytes)}, of ffmpeg ${mebibytes(ffmpegPeakBytes)}; bar: ${mebibytes(MOST_BYTES)}`,
);
if (outcomes.some(isFailure) || Math.max(peakBytes, ffmpegPeakBytes) > MOST_BYTES) process.exitCode = 1;
