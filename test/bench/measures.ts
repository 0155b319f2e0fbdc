import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeLongCall } from './long-call.ts';
import { timedStages } from './stages.ts';

/** Bar: times faster than the call is long, from the file to the measures, without recognition, on one core. */
const BAR = 100;
const MINUTES = 5;

/** Prints how fast a stereo 8 kHz call is measured, stage by stage; returns false when the bar is missed. */
export async function benchMeasures(): Promise<boolean> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-bench-'));
  const file = path.join(folder, 'call.wav');
  await writeLongCall(file, MINUTES);
  await timedStages(file, true);
  const { durationSeconds, times } = await timedStages(file, true);
  rmSync(folder, { recursive: true });
  const speedOf = (seconds: number): number => Math.round(durationSeconds / seconds);
  const sum = times.reduce((seconds, one) => seconds + (one.part ? 0 : one.seconds), 0);
  console.log(`\nMeasuring a stereo 8 kHz call of ${MINUTES} minutes, warm; bar ${BAR} times real time for the sum`);
  console.table(
    [...times, { stage: 'sum', seconds: sum, part: false }].map(({ stage, seconds, part }) => ({
      stage: part ? `  ${stage}` : stage,
      seconds: Number(seconds.toFixed(3)),
      'share %': Math.round((100 * seconds) / sum),
      'times real time': speedOf(seconds),
    })),
  );
  return speedOf(sum) >= BAR;
}
