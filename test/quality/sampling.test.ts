import { describe, expect, it } from 'vitest';
import { marginOfShare } from '../../src/quality/intervals.ts';
import {
  type Candidate,
  drawSample,
  marginOfSample,
  type SamplePlan,
  sizeForMargin,
} from '../../src/quality/sampling.ts';
import { randomOf } from '../bench/random.ts';

const PLANS: readonly SamplePlan[] = ['random', 'stratified', 'risk'];

/** Calls of agents with so many calls each; the risk goes from 1 to 8. */
function population(...agents: number[]): Candidate[] {
  const random = randomOf(5);
  return agents.flatMap((calls, agent) =>
    Array.from({ length: calls }, (_, at) => ({
      id: `${agent}-${at}`,
      stratum: `agent ${agent}`,
      risk: 1 + 7 * random() ** 2,
    })),
  );
}
const seeds = (count: number): string[] => Array.from({ length: count }, (_, seed) => `seed ${seed}`);
const byId = (candidates: readonly Candidate[]) => new Map(candidates.map((one) => [one.id, one]));

describe.each(PLANS)('a sample by the plan %s', (plan) => {
  const calls = population(60, 25, 10, 5);

  it('has the size that was asked for, each call once', () => {
    for (const size of [4, 7, 30, 99, 100])
      for (const seed of seeds(20)) {
        const picks = drawSample(plan, calls, size, seed);
        expect(new Set(picks.map(({ id }) => id)).size).toBe(size);
        expect(picks.length).toBe(size);
      }
    expect(drawSample(plan, calls, 500, 'x').length).toBe(100);
    expect(drawSample(plan, [], 5, 'x')).toEqual([]);
  });

  it('is the same for the same seed, in whatever order the calls come, and another for another', () => {
    const ids = (list: readonly Candidate[], seed: string) => drawSample(plan, list, 20, seed).map(({ id }) => id);
    expect(ids([...calls].reverse(), 'a')).toEqual(ids(calls, 'a'));
    expect(ids(calls, 'b')).not.toEqual(ids(calls, 'a'));
  });

  it('picks each call as often as it says', () => {
    const times = new Map<string, number>();
    const said = new Map<string, number>();
    for (const seed of seeds(800))
      for (const { id, probability } of drawSample(plan, calls, 20, seed)) {
        times.set(id, (times.get(id) ?? 0) + 1);
        said.set(id, probability);
      }
    const off = calls.map(({ id }) => Math.abs((times.get(id) ?? 0) / 800 - (said.get(id) ?? 0)));
    // Five standard errors of a share of 20 % in 800.
    expect(Math.max(...off)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / 800));
  });

  it('gives unbiased totals with weights of one over the probability', () => {
    const isBad = ({ risk }: Candidate) => risk > 4;
    const truth = calls.filter(isBad).length;
    const known = byId(calls);
    const estimates = seeds(800).map((seed) =>
      drawSample(plan, calls, 20, seed)
        .filter(({ id }) => isBad(known.get(id)!))
        .reduce((total, { probability }) => total + 1 / probability, 0),
    );
    const mean = estimates.reduce((total, one) => total + one, 0) / estimates.length;
    const variance = estimates.reduce((total, one) => total + (one - mean) ** 2, 0) / estimates.length;
    expect(Math.abs(mean - truth)).toBeLessThan(4 * Math.sqrt(variance / estimates.length));
  });

  it('holds the truth within its margin 95 times in 100', () => {
    const many = population(180, 75, 30, 15);
    const random = randomOf(8);
    const bad = new Set(many.filter(() => random() < 0.5).map(({ id }) => id));
    const margin = marginOfSample(plan, many, 60);
    const held = seeds(500).filter((seed) => {
      const picks = drawSample(plan, many, 60, seed);
      const weight = (list: typeof picks) => list.reduce((total, { probability }) => total + 1 / probability, 0);
      const share = weight(picks.filter(({ id }) => bad.has(id))) / weight(picks);
      return Math.abs(share - bad.size / many.length) <= margin;
    });
    expect(held.length / 500).toBeGreaterThan(0.92);
    expect(held.length / 500).toBeLessThan(0.98);
  });

  it('is no larger than the margin wants', () => {
    const size = sizeForMargin(plan, calls, 0.1);
    expect(marginOfSample(plan, calls, size)).toBeLessThanOrEqual(0.1);
    expect(marginOfSample(plan, calls, size - 1)).toBeGreaterThan(0.1);
    expect(marginOfSample(plan, calls, 100)).toBe(0);
  });
});

it.each([
  [100, 80],
  [1000, 278],
  [10_000, 370],
])('of %i calls a margin of 5 points takes %i', (calls, size) => {
  // Krejcie & Morgan 1970, Educational and Psychological Measurement 30:607, table 1.
  expect(sizeForMargin('random', population(calls), 0.05)).toBe(size);
});

it('is 3.1 points for 1000 of very many', () => {
  expect(marginOfShare(1000, 1e9)).toBeCloseTo(0.031, 4);
});

describe('a stratified sample', () => {
  const countsOf = (agents: number[], size: number): number[] => {
    const picks = drawSample('stratified', population(...agents), size, 'x');
    return agents.map((_, agent) => picks.filter(({ id }) => id.startsWith(`${agent}-`)).length);
  };
  it.each([
    [[60, 30, 10], 10, [6, 3, 1]],
    [[90, 5, 5], 10, [8, 1, 1]],
    [[1000, 1, 1, 1], 8, [5, 1, 1, 1]],
    [[50, 50], 5, [3, 2]],
    [[2, 2, 2], 3, [1, 1, 1]],
    [[3, 7], 10, [3, 7]],
  ])('takes from agents with %j calls, %i in all: %j', (agents, size, expected) => {
    expect(countsOf(agents, size)).toEqual(expected);
  });
});

it('picks a call of high risk more often, and one that outweighs all others always', () => {
  const calls = [...population(50), { id: 'worst', stratum: '', risk: 1e6 }];
  for (const seed of seeds(50))
    expect(drawSample('risk', calls, 5, seed)).toContainEqual({ id: 'worst', probability: 1 });
});
