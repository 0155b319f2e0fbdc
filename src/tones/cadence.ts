import type { ToneKind } from '../analysis.ts';
import { durationSeconds, gapSeconds } from '../timespan.ts';
import type { Burst } from './bursts.ts';
import type { ToneSound } from './sound.ts';

export interface Range {
  least: number;
  most: number;
}

/** A call-progress tone: what sounds, in which rhythm, and how often it must be heard to be believed. */
export interface Cadence {
  kind: ToneKind;
  sound: ToneSound;
  /** Bursts and the pauses after them, over and over again: one step for an even rhythm, two for a double ring. */
  steps: readonly { on: Range; off: Range }[];
  /** Bursts of full length. */
  leastBursts: number;
}

/** Bursts that follow a cadence. */
export interface CadenceRun {
  cadence: Cadence;
  bursts: Burst[];
  /** Step of the cadence that the first burst is. */
  phase: number;
}

/** Lengths within 12 % of a nominal one: the tolerance of the standards is 10 %. */
export function about(seconds: number): Range {
  return { least: 0.88 * seconds, most: 1.12 * seconds };
}

/** Codecs and noise blur single lengths by this much; bursts and pauses together keep to the limits on the mean. */
const BLUR_SECONDS = 0.025;

/** Bursts of one tone have one frequency. */
const LARGEST_DIFFERENCE_HZ = 10;
/** Full bursts of a run, and its pauses, differ in length by no more than this factor. */
const LARGEST_SPREAD = 1.35;
/** Clicks and scraps of voices shorter than this lie between bursts without disturbing them. */
const SHORTEST_BURST_SECONDS = 0.1;
/** Bursts before and after that are looked at to see whether a single ring stands alone. */
const NEIGHBOURS = 8;

/**
 * Finds the runs of a cadence in the bursts of its sound (sorted). The first and last burst of a run may be cut short: a
 * recording starts in the middle of a ring, and answering ends one. A burst belongs to one run at most: those of the
 * runs found are added to `taken`.
 */
export function cadenceRuns(all: readonly Burst[], cadence: Cadence, taken: Set<Burst>): CadenceRun[] {
  const runs: CadenceRun[] = [];
  for (const [index, first] of all.entries()) {
    if (taken.has(first)) continue;
    const run = cadence.steps
      .map((_, phase) => ({ cadence, phase, bursts: chainFrom(all, index, cadence, phase) }))
      .filter((candidate) => isRun(candidate) && !candidate.bursts.some((burst) => taken.has(burst)))
      .reduce<CadenceRun | null>((best, one) => (one.bursts.length > (best?.bursts.length ?? 0) ? one : best), null);
    if (!run || (periodsOf(run) <= 1 && hasNeighbour(all, run))) continue;
    for (const burst of run.bursts) taken.add(burst);
    runs.push(run);
  }
  return runs;
}

/** Times the cadence begins in a run, one that is cut off included: rings, where each may be two bursts. */
export function periodsOf({ cadence, phase, bursts }: CadenceRun): number {
  return Math.ceil((phase + bursts.length) / cadence.steps.length);
}

/** The bursts that follow each other in the rhythm of the cadence from one burst on, until one is cut short. */
function chainFrom(all: readonly Burst[], index: number, { steps }: Cadence, phase: number): Burst[] {
  const first = all[index]!;
  const chain = isPossible(first, steps[phase]!.on) ? [first] : [];
  for (let next = index + 1; next < all.length; next++) {
    const burst = all[next]!;
    const last = chain.at(-1);
    const at = phase + chain.length;
    const before = steps[(at - 1) % steps.length]!;
    if (!last || gapSeconds(last, burst) > before.off.most + BLUR_SECONDS) break;
    if (chain.length > 1 && !within(durationSeconds(last), before.on)) break;
    const isNext =
      isPossible(burst, steps[at % steps.length]!.on) &&
      within(gapSeconds(last, burst), before.off) &&
      isSameTone(burst, first);
    if (isNext) chain.push(burst);
    else if (durationSeconds(burst) >= SHORTEST_BURST_SECONDS && isSameTone(burst, first)) break;
  }
  return chain;
}

/** True when the same tone sounds again sooner, or sounded before later, than the longest pause of the cadence. */
function hasNeighbour(all: readonly Burst[], { cadence, bursts }: CadenceRun): boolean {
  const least = Math.max(...cadence.steps.map(({ off }) => off.least));
  const from = all.indexOf(bursts[0]!);
  const to = all.indexOf(bursts.at(-1)!);
  const near = (other: Burst) =>
    durationSeconds(other) >= SHORTEST_BURST_SECONDS &&
    isSameTone(bursts[0]!, other) &&
    Math.max(gapSeconds(bursts.at(-1)!, other), gapSeconds(other, bursts[0]!)) < least;
  return [...all.slice(Math.max(0, from - NEIGHBOURS), from), ...all.slice(to + 1, to + 1 + NEIGHBOURS)].some(near);
}

function isSameTone(a: Burst, b: Burst): boolean {
  return Math.abs(a.frequencyHz - b.frequencyHz) <= LARGEST_DIFFERENCE_HZ;
}

function isRun({ cadence: { steps, leastBursts }, bursts, phase }: CadenceRun): boolean {
  const stepOf = (index: number) => (phase + index) % steps.length;
  const isFull = (burst: Burst, index: number) => within(durationSeconds(burst), steps[stepOf(index)]!.on);
  if (bursts.filter(isFull).length < leastBursts) return false;
  return steps.every((_, step) => {
    const here = bursts.filter((burst, index) => stepOf(index) === step && isFull(burst, index));
    const gaps = bursts
      .slice(1)
      .flatMap((burst, index) => (stepOf(index) === step ? [gapSeconds(bursts[index]!, burst)] : []));
    const lengths = here.map(durationSeconds);
    const isEven = spread(lengths) <= LARGEST_SPREAD && spread(gaps) <= LARGEST_SPREAD;
    if (!isEven || lengths.length === 0 || gaps.length === 0) return isEven;
    const { on, off } = steps[step]!;
    const period = mean(lengths) + mean(gaps);
    return period >= on.least + off.least && period <= on.most + off.most;
  });
}

function isPossible(burst: Burst, on: Range): boolean {
  return within(durationSeconds(burst), { least: Math.min(SHORTEST_BURST_SECONDS, on.least), most: on.most });
}

/** True for a length within the limits, give or take the blur. */
function within(seconds: number, { least, most }: Range): boolean {
  return seconds >= least - BLUR_SECONDS && seconds <= most + BLUR_SECONDS;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Largest over smallest; 1 for an empty list. */
function spread(values: readonly number[]): number {
  return values.length === 0 ? 1 : Math.max(...values) / Math.min(...values);
}
