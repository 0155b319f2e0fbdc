import { describe, expect, it } from 'vitest';
import { agreementOf, kappa, type Pair } from '../../src/quality/agreement.ts';
import { wilson } from '../../src/quality/intervals.ts';
import { randomOf } from '../bench/random.ts';

/** Pairs of a table: rows are the machine's, columns the person's. */
function pairsOf(table: readonly (readonly number[])[], names = ['a', 'b', 'c', 'd']): Pair<string>[] {
  return table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, () => ({ machine: names[i]!, human: names[j]! }))),
  );
}

describe('the interval of Wilson', () => {
  // Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is that of the paper', (hits, n, low, high) => {
    const interval = wilson(hits, n)!;
    expect(interval.value).toBeCloseTo(hits / n, 12);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('is the mirror image for the rest, and nothing of none', () => {
    expect(wilson(20, 20)).toEqual({ value: 1, low: expect.closeTo(1 - wilson(0, 20)!.high, 12), high: 1 });
    expect(wilson(0, 0)).toBeNull();
  });

  it('holds the truth 95 times in 100, also for few and for rare', () => {
    const random = randomOf(4711);
    for (const [n, truth] of [
      [20, 0.5],
      [50, 0.1],
      [200, 0.9],
    ] as const) {
      let held = 0;
      for (let round = 0; round < 4000; round++) {
        const hits = Array.from({ length: n }, random).filter((one) => one < truth).length;
        const { low, high } = wilson(hits, n)!;
        if (low <= truth && truth <= high) held++;
      }
      expect(held / 4000, `${n} ${truth}`).toBeGreaterThan(0.93);
      expect(held / 4000, `${n} ${truth}`).toBeLessThan(0.985);
    }
  });
});

describe('kappa', () => {
  it('is that of the worked example of Fleiss, Levin & Paik, with its standard error', () => {
    // Statistical Methods for Rates and Proportions, 3rd edition, table 18.1: 100 diagnoses by two raters; kappa 0.68. The
    // standard error was computed apart in numpy; 20 000 bootstrap samples gave 0.0903.
    const { value, low, high } = kappa(
      pairsOf([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    )!;
    expect(value).toBeCloseTo(0.676, 3);
    expect((high - low) / 2 / 1.959964).toBeCloseTo(0.0877, 4);
  });

  it('is 0.4 in the textbook table of fifty', () => {
    const table = [
      [20, 5],
      [10, 15],
    ];
    expect(kappa(pairsOf(table))!.value).toBeCloseTo(0.4, 12);
  });

  it('is the same whoever is called first', () => {
    const table = [
      [20, 7, 1],
      [3, 15, 2],
      [0, 4, 9],
    ];
    const turned = table.map((_, j) => table.map((row) => row[j]!));
    const [one, other] = [kappa(pairsOf(table))!, kappa(pairsOf(turned))!];
    for (const key of ['value', 'low', 'high'] as const) expect(one[key]).toBeCloseTo(other[key], 12);
  });

  it.each([
    ['there are no pairs', [], null],
    ['both always say one thing', [[5]], null],
    [
      'both agree always',
      [
        [5, 0],
        [0, 5],
      ],
      { value: expect.closeTo(1, 12), low: expect.closeTo(1, 6), high: 1 },
    ],
    [
      'they agree as chance would',
      [
        [25, 25],
        [25, 25],
      ],
      { value: 0 },
    ],
    [
      'they never agree',
      [
        [0, 25],
        [25, 0],
      ],
      { value: expect.closeTo(-1, 12), low: -1 },
    ],
  ])('where %s', (_, table, expected) => {
    if (expected === null) expect(kappa(pairsOf(table))).toBeNull();
    else expect(kappa(pairsOf(table))).toMatchObject(expected);
  });

  it('has an interval that holds the truth 95 times in 100', () => {
    // Of what people pass the machine passes 90 %, of what they fail it fails 80 %; a quarter fails.
    const random = randomOf(99);
    const cells = { pass: 0.75 * 0.9, missed: 0.25 * 0.2, wrong: 0.75 * 0.1, fail: 0.25 * 0.8 };
    const agreed = cells.pass + cells.fail;
    const machineFails = cells.wrong + cells.fail;
    const chance = 0.75 * (1 - machineFails) + 0.25 * machineFails;
    const truth = (agreed - chance) / (1 - chance);
    let held = 0;
    for (let round = 0; round < 2000; round++) {
      const pairs = Array.from({ length: 200 }, (): Pair<string> => {
        const human = random() < 0.25 ? 'fail' : 'pass';
        const isRight = random() < (human === 'fail' ? 0.8 : 0.9);
        return { human, machine: isRight === (human === 'fail') ? 'fail' : 'pass' };
      });
      const { low, high } = kappa(pairs)!;
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 2000).toBeGreaterThan(0.925);
    expect(held / 2000).toBeLessThan(0.97);
  });
});

describe('the agreement of machine and people', () => {
  it('tells how often a fail of the machine is right, and how many fails it finds', () => {
    const names = ['pass', 'fail', 'na'];
    const table = [
      [50, 4, 1],
      [2, 8, 0],
      [3, 0, 5],
    ];
    const { n, agreement, failPrecision, failRecall } = agreementOf(pairsOf(table, names));
    expect(n).toBe(73);
    expect(agreement!.value).toBeCloseTo(63 / 73, 12);
    expect(failPrecision).toEqual(wilson(8, 10));
    expect(failRecall).toEqual(wilson(8, 12));
  });

  it('is silent on fails where there are none', () => {
    expect(agreementOf(pairsOf([[9]], ['pass']))).toMatchObject({ n: 9, failPrecision: null, failRecall: null });
  });
});
