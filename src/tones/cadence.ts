import type { ToneKind } from '../analysis.ts';
import { durationSeconds, gapSeconds } from '../timespan.ts';
import type { Burst } from './bursts.ts';

interface Range {
  least: number;
  most: number;
}

/** A call-progress tone: how long it sounds and how long it pauses, and how often it must repeat to be believed. */
export interface Cadence {
  kind: ToneKind;
  onSeconds: Range;
  offSeconds: Range;
  leastBursts: number;
}

/**
 * China (GB 3380-1982): ringback 1.0/4.0, busy .35/.35, congestion .7/.7. Busy .5/.5 and congestion .2/.2 to .25/.25
 * are those of E.180, as most other countries have them. Limits leave the tolerance of 10 % and what codecs blur.
 */
const CADENCES: readonly Cadence[] = [
  {
    kind: 'ringback',
    onSeconds: { least: 0.7, most: 1.3 },
    offSeconds: { least: 3.4, most: 4.6 },
    leastBursts: 1,
  },
  {
    kind: 'busy',
    onSeconds: { least: 0.3, most: 0.58 },
    offSeconds: { least: 0.28, most: 0.6 },
    leastBursts: 3,
  },
  {
    kind: 'congestion',
    onSeconds: { least: 0.6, most: 0.8 },
    offSeconds: { least: 0.6, most: 0.8 },
    leastBursts: 3,
  },
  {
    kind: 'congestion',
    onSeconds: { least: 0.15, most: 0.29 },
    offSeconds: { least: 0.15, most: 0.29 },
    leastBursts: 3,
  },
];

/** Bursts of one tone have one frequency. */
const LARGEST_DIFFERENCE_HZ = 10;
/** Full bursts of a run, and its pauses, differ in length by no more than this factor. */
const LARGEST_SPREAD = 1.35;
/** Clicks and scraps of voices shorter than this lie between bursts without disturbing them. */
const SHORTEST_BURST_SECONDS = 0.1;
/** Bursts before and after that are looked at to see whether a single ring stands alone. */
const NEIGHBOURS = 8;

/** Bursts that follow a cadence: at least `leastBursts` of full length, with its pauses between them. */
export interface CadenceRun {
  cadence: Cadence;
  bursts: Burst[];
}

/**
 * Finds the runs of each cadence in a list of bursts (sorted). The first and last burst of a run may be cut short: a
 * recording starts in the middle of a ring, and answering ends one. A burst belongs to one run at most.
 */
export function cadenceRuns(all: readonly Burst[]): CadenceRun[] {
  const runs: CadenceRun[] = [];
  const taken = new Set<Burst>();
  for (const cadence of CADENCES) {
    for (const [index, first] of all.entries()) {
      if (taken.has(first)) continue;
      const bursts = chainFrom(all, index, cadence);
      const isOurs = isRun(bursts, cadence) && !bursts.some((burst) => taken.has(burst));
      if (!isOurs || (bursts.length === 1 && hasNeighbour(all, index, cadence))) continue;
      for (const burst of bursts) taken.add(burst);
      runs.push({ cadence, bursts });
    }
  }
  return runs.sort((a, b) => a.bursts[0]!.start - b.bursts[0]!.start);
}

/** The bursts that follow each other in the rhythm of the cadence from one burst on, until one is cut short. */
function chainFrom(all: readonly Burst[], index: number, cadence: Cadence): Burst[] {
  const first = all[index]!;
  const chain = isPossible(first, cadence) ? [first] : [];
  for (let next = index + 1; next < all.length; next++) {
    const burst = all[next]!;
    const last = chain.at(-1);
    if (!last || gapSeconds(last, burst) > cadence.offSeconds.most) break;
    if (chain.length > 1 && !isFull(last, cadence)) break;
    const isNext =
      isPossible(burst, cadence) && within(gapSeconds(last, burst), cadence.offSeconds) && isSameTone(burst, first);
    if (isNext) chain.push(burst);
  }
  return chain;
}

/** True when the same tone sounds again sooner, or sounded before later, than the cadence allows. */
function hasNeighbour(all: readonly Burst[], index: number, cadence: Cadence): boolean {
  const burst = all[index]!;
  return all
    .slice(Math.max(0, index - NEIGHBOURS), index + 1 + NEIGHBOURS)
    .filter((other) => other !== burst && durationSeconds(other) >= SHORTEST_BURST_SECONDS && isSameTone(burst, other))
    .some((other) => Math.max(gapSeconds(burst, other), gapSeconds(other, burst)) < cadence.offSeconds.least);
}

function isSameTone(a: Burst, b: Burst): boolean {
  return Math.abs(a.frequencyHz - b.frequencyHz) <= LARGEST_DIFFERENCE_HZ;
}

function isRun(chain: readonly Burst[], cadence: Cadence): boolean {
  const full = chain.filter((burst) => isFull(burst, cadence));
  const gaps = chain.slice(1).map((burst, index) => gapSeconds(chain[index]!, burst));
  return (
    full.length >= cadence.leastBursts &&
    spread(full.map(durationSeconds)) <= LARGEST_SPREAD &&
    spread(gaps) <= LARGEST_SPREAD
  );
}

function isPossible(burst: Burst, cadence: Cadence): boolean {
  return within(durationSeconds(burst), { least: SHORTEST_BURST_SECONDS, most: cadence.onSeconds.most });
}

function isFull(burst: Burst, cadence: Cadence): boolean {
  return within(durationSeconds(burst), cadence.onSeconds);
}

function within(value: number, { least, most }: Range): boolean {
  return value >= least && value <= most;
}

/** Largest over smallest; 1 for an empty list. */
function spread(values: readonly number[]): number {
  return values.length === 0 ? 1 : Math.max(...values) / Math.min(...values);
}
