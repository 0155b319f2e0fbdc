import { grown } from './grown.ts';
import type { CompiledPhrase } from './phrase.ts';
import { driftOf, type Piece, piecesOf, runsOf } from './phrase-pieces.ts';
import { WHOLE_COST } from './pinyin.ts';
import type { Costs } from './text-index.ts';

/** Places of the numbers of an outline from where it begins; its runs follow. */
const [LENGTH, DRIFT, LIMIT, RUNS, HEAD] = [0, 1, 2, 3, 4];
/**
 * Places of the numbers of a run, which its sounds follow: how far from the first element of the phrase it may begin, gaps
 * being left out or filled, and how many words it has.
 */
const [EARLIEST, LATEST, WORDS, RUN_HEAD] = [0, 1, 2, 3];

/** What the dearest words cost, the dearest first; kept between calls. */
const dearest = new Int32Array(64);

/**
 * What tells quickly whether phrases may be heard at a place at all, so that few places need an alignment. All stand in one
 * list of numbers: thousands are looked at for every text, and to fetch each from objects of its own takes longer than to
 * look.
 */
export class Outlines {
  private numbers = new Int32Array(1024);
  /** Per phrase: where it begins among the numbers; behind the last, where the next one will. */
  private begins = new Int32Array(256);
  private size = 0;

  /** How many phrases there are. */
  get count(): number {
    return this.size;
  }

  /** Adds a phrase under the next number. */
  add(phrase: CompiledPhrase, limit: number): void {
    const drift = driftOf(limit);
    const all = runsOf(phrase);
    const anchor = piecesOf(phrase, limit).pieces[0]!;
    // With gaps and drift at once nothing is told; such phrases are long and few.
    const runs = drift > 0 && all.length > 1 ? [] : all;
    const outline = [phrase.sounds.length, drift, limit, runs.length];
    for (const run of runs) {
      const { earliest, latest } = rangeFrom(anchor, run, phrase);
      outline.push(earliest, latest, run.length, ...phrase.sounds.slice(run.start, run.start + run.length));
    }
    this.append(outline);
  }

  private append(outline: readonly number[]): void {
    const begin = this.begins[this.size]!;
    const end = begin + outline.length;
    while (end > this.numbers.length) this.numbers = grown(this.numbers);
    this.numbers.set(outline, begin);
    this.size++;
    if (this.size === this.begins.length) this.begins = grown(this.begins);
    this.begins[this.size] = end;
  }

  /** How many places there are in the phrase, filled or not. */
  lengthOf(phrase: number): number {
    return this.numbers[this.begins[phrase]! + LENGTH]!;
  }

  /** How far words of the phrase may be off their place, because of words too many or too few before them. */
  driftOf(phrase: number): number {
    return this.numbers[this.begins[phrase]! + DRIFT]!;
  }

  /** Whether a phrase may be heard with its first element at a place, reckoned from a piece of it that is heard there. */
  mayBeAt(phrase: number, first: number, costs: Costs): boolean {
    const { numbers } = this;
    const begin = this.begins[phrase]!;
    if (numbers[begin + RUNS] === 0) return true;
    const most = numbers[begin + DRIFT]!;
    const limit = numbers[begin + LIMIT]!;
    if (most === 0) return areRunsAt(numbers, begin, first, costs);
    for (let drift = 0; drift <= most; drift++)
      if (isNear(numbers, begin + HEAD, first, costs, drift, limit - drift * WHOLE_COST)) return true;
    return false;
  }
}

function rangeFrom(
  anchor: Piece,
  { start }: Piece,
  { optional }: CompiledPhrase,
): { earliest: number; latest: number } {
  let slack = 0;
  for (let k = Math.min(start, anchor.start); k < Math.max(start, anchor.start); k++) slack += optional[k]!;
  return start > anchor.start ? { earliest: start - slack, latest: start } : { earliest: start, latest: start + slack };
}

function areRunsAt(numbers: Int32Array, begin: number, first: number, { table, rows }: Costs): boolean {
  let left = numbers[begin + LIMIT]!;
  let run = begin + HEAD;
  for (let count = numbers[begin + RUNS]!; count > 0; count--) {
    const words = numbers[run + WORDS]!;
    const sounds = run + RUN_HEAD;
    const last = Math.min(first + numbers[run + LATEST]!, rows.length - 1 - words);
    let least = left + 1;
    for (let start = Math.max(0, first + numbers[run + EARLIEST]!); start <= last && least > 0; start++) {
      let cost = 0;
      for (let k = 0; k < words && cost < least; k++) cost += table[rows[start + k]! + numbers[sounds + k]!]!;
      if (cost < least) least = cost;
    }
    left -= least;
    if (left < 0) return false;
    run = sounds + words;
  }
  return true;
}

/**
 * Whether the words of a run, each up to `drift` places off, cost no more than the budget. The `drift` dearest may be the
 * words left out, which are paid for.
 */
function isNear(
  numbers: Int32Array,
  run: number,
  first: number,
  { table, rows }: Costs,
  drift: number,
  budget: number,
): boolean {
  const words = numbers[run + WORDS]!;
  for (let n = 0; n < drift; n++) dearest[n] = 0;
  let cost = 0;
  for (let k = 0; k < words && cost <= budget; k++) {
    const sound = numbers[run + RUN_HEAD + k]!;
    let least = WHOLE_COST;
    const last = Math.min(first + k + drift, rows.length - 1);
    for (let place = Math.max(0, first + k - drift); place <= last; place++) {
      const one = table[rows[place]! + sound]!;
      if (one < least) least = one;
    }
    for (let n = 0; n < drift && least > 0; n++)
      if (least > dearest[n]!) {
        const cheaper = dearest[n]!;
        dearest[n] = least;
        least = cheaper;
      }
    cost += least;
  }
  return cost <= budget;
}
