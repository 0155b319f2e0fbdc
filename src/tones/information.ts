import { durationSeconds, gapSeconds } from '../timespan.ts';
import type { Burst } from './bursts.ts';
import type { ToneSound } from './sound.ts';

/** Special information tone (ITU-T E.180): 950, 1400 and 1800 ± 50 Hz one after the other, 330 ± 70 ms each. */
export const RISING_SOUNDS: readonly ToneSound[] = [950, 1400, 1800].map((hz) => ({
  lobes: [{ hz, toleranceHz: 55, spreadHz: 0 }],
}));
/** North America has 276 and 380 ms (Bellcore GR-674). */
const ON = { least: 0.22, most: 0.44 };
/** Up to 30 ms between them; the edges are known to some 10 ms. */
const GAP = { least: -0.04, most: 0.06 };
/** One second, with tolerance, before it starts over again. */
const LONGEST_PAUSE_SECONDS = 1.4;

/** The special information tones in the bursts of the three sounds; each list of bursts is a run of them. */
export function risingTones(bursts: readonly (readonly Burst[])[]): Burst[][] {
  const [low = [], middle = [], high = []] = bursts;
  const after = (before: Burst, next: readonly Burst[]) =>
    next.find((burst) => isWithin(durationSeconds(burst), ON) && isWithin(gapSeconds(before, burst), GAP));
  const runs: Burst[][] = [];
  for (const first of low) {
    const second = isWithin(durationSeconds(first), ON) && after(first, middle);
    const third = second && after(second, high);
    if (!third) continue;
    const run = runs.at(-1);
    if (run && gapSeconds(run.at(-1)!, first) <= LONGEST_PAUSE_SECONDS) run.push(first, second, third);
    else runs.push([first, second, third]);
  }
  return runs;
}

function isWithin(seconds: number, { least, most }: { least: number; most: number }): boolean {
  return seconds >= least && seconds <= most;
}
