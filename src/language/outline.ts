import type { CompiledPhrase } from './phrase.ts';
import { driftOf, type Piece, piecesOf, runsOf } from './phrase-pieces.ts';
import { WHOLE_COST } from './pinyin.ts';

/** A run of words and how far from the first element of the phrase it may begin, gaps being left out or filled. */
interface Run {
  sounds: Int32Array;
  earliest: number;
  latest: number;
}

/** What the dearest words cost, the dearest first; kept between calls. */
const dearest = new Int32Array(64);

/** What tells quickly whether a phrase may be heard at a place at all, so that few places need an alignment. */
export class Outline {
  /** How many places there are in the phrase, filled or not. */
  readonly length: number;
  /** How far words may be off their place, because of words too many or too few before them. */
  readonly drift: number;
  private readonly limit: number;
  private readonly runs: readonly Run[];

  constructor(phrase: CompiledPhrase, limit: number) {
    this.length = phrase.sounds.length;
    this.drift = driftOf(limit);
    this.limit = limit;
    const all = runsOf(phrase);
    const anchor = piecesOf(phrase, limit).pieces[0]!;
    // With gaps and drift at once nothing is told; such phrases are long and few.
    this.runs = this.drift > 0 && all.length > 1 ? [] : all.map((run) => runFrom(anchor, run, phrase));
  }

  /** Whether the phrase may be heard with its first element at a place, reckoned from a piece of it that is heard there. */
  mayBeAt(first: number, costs: readonly Uint8Array[]): boolean {
    if (this.runs.length === 0) return true;
    if (this.drift === 0) return this.allRunsAt(first, costs);
    const { sounds } = this.runs[0]!;
    for (let drift = 0; drift <= this.drift; drift++)
      if (isNear(sounds, first, costs, drift, this.limit - drift * WHOLE_COST)) return true;
    return false;
  }

  private allRunsAt(first: number, costs: readonly Uint8Array[]): boolean {
    let left = this.limit;
    for (const { sounds, earliest, latest } of this.runs) {
      let least = left + 1;
      const last = Math.min(first + latest, costs.length - 1 - sounds.length);
      for (let start = Math.max(0, first + earliest); start <= last && least > 0; start++) {
        let cost = 0;
        for (let k = 0; k < sounds.length && cost < least; k++) cost += costs[start + k]![sounds[k]!]!;
        if (cost < least) least = cost;
      }
      left -= least;
      if (left < 0) return false;
    }
    return true;
  }
}

function runFrom(anchor: Piece, { start, length }: Piece, { sounds, optional }: CompiledPhrase): Run {
  const between = optional.subarray(Math.min(start, anchor.start), Math.max(start, anchor.start));
  const slack = between.reduce((sum, one) => sum + one, 0);
  return {
    sounds: sounds.slice(start, start + length),
    earliest: start > anchor.start ? start - slack : start,
    latest: start > anchor.start ? start : start + slack,
  };
}

/**
 * Whether words, each up to `drift` places off, cost no more than the budget. The `drift` dearest may be the words left
 * out, which are paid for.
 */
function isNear(
  sounds: Int32Array,
  first: number,
  costs: readonly Uint8Array[],
  drift: number,
  budget: number,
): boolean {
  dearest.fill(0, 0, drift);
  let cost = 0;
  for (let k = 0; k < sounds.length && cost <= budget; k++) {
    const sound = sounds[k]!;
    let least = WHOLE_COST;
    const last = Math.min(first + k + drift, costs.length - 1);
    for (let place = Math.max(0, first + k - drift); place <= last; place++) {
      const one = costs[place]![sound]!;
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
