import { createHash } from 'node:crypto';
import { marginOfShare } from './intervals.ts';

/**
 * How calls are picked. `random`: each alike. `stratified`: from each agent in proportion, and one at least. `risk`: the
 * more likely the more there is to find.
 */
export type SamplePlan = 'random' | 'stratified' | 'risk';

/** A call that may be picked. */
export interface Candidate {
  id: string;
  /** The group it is picked from: its agent. */
  stratum: string;
  /** Above 0; only the plan `risk` looks at it. */
  risk: number;
}

/** A call that was picked. */
export interface Pick {
  id: string;
  /** How likely it was to be picked, above 0 up to 1: what is counted over the sample is unbiased with weights of 1 over it. */
  probability: number;
}

/**
 * Picks `size` of the candidates (all where there are no more), the same ones for the same seed whatever their order. Every
 * call has a number of its own, made of the seed and its id (permanent random numbers, Ohlsson 1995). `random` and
 * `stratified` take the smallest ones; `risk` is systematic with probabilities proportional to the risk over the order of
 * the numbers, which keeps to the probabilities exactly (Madow 1949, Annals of Mathematical Statistics 20:333).
 */
export function drawSample(plan: SamplePlan, candidates: readonly Candidate[], size: number, seed: string): Pick[] {
  const numbers = new Map(candidates.map(({ id }) => [id, numberOf(seed, id)]));
  const ordered = [...candidates].sort((a, b) => numbers.get(a.id)! - numbers.get(b.id)! || (a.id < b.id ? -1 : 1));
  const probabilities = inclusionOf(plan, ordered, size);
  const picks = ordered.map(({ id }, at) => ({ id, probability: probabilities[at]! }));
  if (plan === 'risk') return systematic(picks, numberOf(seed, ''));
  const quota = plan === 'random' ? new Map([['', size]]) : quotasOf(ordered, size);
  const taken = new Map<string, number>();
  return picks.filter((_, at) => {
    const stratum = plan === 'random' ? '' : ordered[at]!.stratum;
    const before = taken.get(stratum) ?? 0;
    taken.set(stratum, before + 1);
    return before < quota.get(stratum)!;
  });
}

/**
 * How far from the truth a share of 50% measured on such a sample may be, 0…1: half of the interval of 95%. For `risk` by
 * the effective size of Kish (1965, Survey Sampling, 11.7), for what has nothing to do with the risk; shares that go with
 * the risk are known better.
 */
export function marginOfSample(plan: SamplePlan, candidates: readonly Candidate[], size: number): number {
  const all = candidates.length;
  if (plan === 'random' || size >= all) return marginOfShare(size, all);
  if (plan === 'risk')
    return marginOfShare(all ** 2 / sum(inclusionOf(plan, candidates, size).map((one) => 1 / one)), all);
  const sizes = sizesOf(candidates);
  const parts = [...quotasOf(candidates, size)].map(([stratum, quota]) => {
    const ofStratum = sizes.get(stratum)!;
    return ((ofStratum / all) * marginOfShare(quota, ofStratum)) ** 2;
  });
  return Math.min(1, Math.sqrt(sum(parts)));
}

/** The least size whose margin is no wider than this. */
export function sizeForMargin(plan: SamplePlan, candidates: readonly Candidate[], margin: number): number {
  let [low, high] = [plan === 'stratified' ? sizesOf(candidates).size : 1, candidates.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (marginOfSample(plan, candidates, middle) <= margin) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** The number of groups that candidates are in: a stratified sample is no smaller. */
export function countStrata(candidates: readonly Candidate[]): number {
  return sizesOf(candidates).size;
}

/** How likely each candidate is to be picked, in their order. */
function inclusionOf(plan: SamplePlan, candidates: readonly Candidate[], size: number): number[] {
  if (size >= candidates.length) return candidates.map(() => 1);
  if (plan === 'random') return candidates.map(() => size / candidates.length);
  if (plan === 'risk')
    return shared(
      candidates.map(({ risk }) => risk),
      size,
      (one) => Math.min(one, 1),
    );
  const [sizes, quotas] = [sizesOf(candidates), quotasOf(candidates, size)];
  return candidates.map(({ stratum }) => quotas.get(stratum)! / sizes.get(stratum)!);
}

/** How many are taken from each group: in proportion and one at least, the largest remainders rounded up. */
function quotasOf(candidates: readonly Candidate[], size: number): Map<string, number> {
  const sizes = sizesOf(candidates);
  const total = Math.min(size, candidates.length);
  const exact = shared([...sizes.values()], total, (one) => Math.max(one, 1));
  const quotas = new Map([...sizes.keys()].map((stratum, at) => [stratum, Math.floor(exact[at]! + 1e-9)]));
  const byRemainder = [...sizes.keys()]
    .map((stratum, at) => ({ stratum, remainder: exact[at]! - quotas.get(stratum)! }))
    .sort((a, b) => b.remainder - a.remainder || (a.stratum < b.stratum ? -1 : 1));
  const left = total - sum([...quotas.values()]);
  for (const { stratum } of byRemainder.slice(0, left)) quotas.set(stratum, quotas.get(stratum)! + 1);
  return quotas;
}

/** `total` shared in proportion to the weights; who would get more or less than `limited` allows gets that. */
function shared(weights: readonly number[], total: number, limited: (share: number) => number): number[] {
  const shares: (number | null)[] = weights.map(() => null);
  for (;;) {
    const rest = total - sum(shares.map((share) => share ?? 0));
    const free = sum(weights.filter((_, at) => shares[at] === null));
    let isSettled = true;
    weights.forEach((weight, at) => {
      const share = (rest * weight) / free;
      if (shares[at] !== null || limited(share) === share) return;
      shares[at] = limited(share);
      isSettled = false;
    });
    if (isSettled) return weights.map((weight, at) => shares[at] ?? (rest * weight) / free);
  }
}

/** One for every whole step of the running sum of the probabilities, from a random start. */
function systematic(picks: readonly Pick[], start: number): Pick[] {
  let before = 1 - start;
  return picks.filter(({ probability }) => {
    const after = before + probability;
    // Rounding of the sum must not lose a call that is certain.
    const isPicked = Math.floor(after + 1e-9) > Math.floor(before + 1e-9);
    before = after;
    return isPicked;
  });
}

function sizesOf(candidates: readonly Candidate[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { stratum } of candidates) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  return sizes;
}

/** A number from 0 up to 1 that is a call's own. */
function numberOf(seed: string, id: string): number {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, id]))
    .digest();
  return hash.readUIntBE(0, 6) / 2 ** 48;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
