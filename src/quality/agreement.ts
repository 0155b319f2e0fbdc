import { type Estimate, wilson, Z } from './intervals.ts';

/** How something was judged by two. */
export interface Pair<T extends string> {
  machine: T;
  human: T;
}

/** How far two agree. */
export interface Agreement {
  n: number;
  /** The share on which both say the same. */
  agreement: Estimate | null;
  /** Of what the machine failed, the share that people fail too. */
  failPrecision: Estimate | null;
  /** Of what people fail, the share that the machine failed too. */
  failRecall: Estimate | null;
  /** Agreement beyond chance, −1…1; null when there is nothing that chance leaves open. */
  kappa: Estimate | null;
}

/** How far machine and people agree; the machine's fails are looked at apart, because they are what agents hear of. */
export function agreementOf<T extends string>(pairs: readonly Pair<T | 'fail'>[]): Agreement {
  const count = (is: (pair: Pair<T | 'fail'>) => boolean): number => pairs.filter(is).length;
  const both = count(({ machine, human }) => machine === 'fail' && human === 'fail');
  return {
    n: pairs.length,
    agreement: wilson(
      count(({ machine, human }) => machine === human),
      pairs.length,
    ),
    failPrecision: wilson(
      both,
      count(({ machine }) => machine === 'fail'),
    ),
    failRecall: wilson(
      both,
      count(({ human }) => human === 'fail'),
    ),
    kappa: kappa(pairs),
  };
}

/**
 * Cohen's kappa over any number of categories (Cohen 1960, Educational and Psychological Measurement 20:37), with the
 * large-sample interval of Fleiss, Cohen & Everitt (1969, Psychological Bulletin 72:323), which is rough below some thirty
 * pairs. Null without pairs, and where both always say one and the same: then chance alone would agree.
 */
export function kappa<T extends string>(pairs: readonly Pair<T>[]): Estimate | null {
  const n = pairs.length;
  const categories = [...new Set(pairs.flatMap(({ machine, human }) => [machine, human]))];
  if (categories.length < 2) return null;
  const index = new Map(categories.map((category, at) => [category, at]));
  const counts = categories.map(() => categories.map(() => 0));
  for (const { machine, human } of pairs) counts[index.get(machine)!]![index.get(human)!]! += 1;
  const cells = counts.map((row) => row.map((count) => count / n));
  const rows = cells.map(sum);
  const columns = categories.map((_, at) => sum(cells.map((row) => row[at]!)));
  const agreed = sum(categories.map((_, at) => cells[at]![at]!));
  const chance = sum(categories.map((_, at) => rows[at]! * columns[at]!));
  if (chance >= 1) return null;
  const value = (agreed - chance) / (1 - chance);
  const onDiagonal = sum(
    categories.map((_, at) => cells[at]![at]! * (1 - chance - (rows[at]! + columns[at]!) * (1 - agreed)) ** 2),
  );
  const besides = sum(
    cells.flatMap((row, i) => row.map((cell, j) => (i === j ? 0 : cell * (columns[i]! + rows[j]!) ** 2))),
  );
  const variance =
    (onDiagonal + (1 - agreed) ** 2 * besides - (agreed * chance - 2 * chance + agreed) ** 2) / (n * (1 - chance) ** 4);
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
