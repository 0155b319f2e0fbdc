/** `npm run bench:memory`: whether measuring three hours takes more memory than measuring half an hour. Takes minutes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLongCall } from './long-call.ts';
import { timedStages } from './stages.ts';

/** Bar: peak memory of the longer call over that of the shorter one. */
const BAR = 1.2;
const MINUTES = [30, 180];

const [, , file] = process.argv;
if (file) {
  await timedStages(file, false);
  console.log(process.resourceUsage().maxRSS);
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-bench-'));
  const peaks: number[] = [];
  for (const minutes of MINUTES) {
    const call = path.join(folder, `${minutes}.wav`);
    await writeLongCall(call, minutes);
    // A process of its own: peak memory is that of the process.
    const own = fileURLToPath(import.meta.url);
    const kibibytes = Number(execFileSync(process.execPath, [...process.execArgv, own, call], { encoding: 'utf8' }));
    peaks.push(kibibytes / 1024);
    console.log(`${minutes} minutes of stereo: ${(kibibytes / 1024).toFixed(0)} MiB at the peak`);
  }
  rmSync(folder, { recursive: true });
  const ratio = peaks[1]! / peaks[0]!;
  console.log(`ratio ${ratio.toFixed(2)} (bar: ${BAR})`);
  if (ratio > BAR) process.exitCode = 1;
}
