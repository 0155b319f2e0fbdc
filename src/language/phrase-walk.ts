import { Outline } from './outline.ts';
import { piecesOf } from './phrase-pieces.ts';
import { PieceTree } from './piece-tree.ts';
import type { SearchPlan } from './search-plan.ts';
import type { TextIndex } from './text-index.ts';

/** Tokens `[from, to)` of a text outside of which a phrase, by its number in its plan, is not heard. */
export interface Stretch {
  phrase: number;
  from: number;
  to: number;
}

/** Where the phrases of the first so many plans may be heard: phrase (of all) and place of its first element as one number, sorted. */
interface Walked {
  plans: number;
  places: Float64Array;
}
/** The same pieces, read from both ends. */
type Trees = readonly [forwards: PieceTree, backwards: PieceTree];
/** More than a text has places; the first element of a phrase may lie a little before the text. */
const PLACES = 2 ** 24;
const BEFORE_TEXT = 2 ** 12;

/**
 * The phrases of many plans, looked for in one walk through a text: pieces of the phrases stand in trees, and from each
 * place of the text these are followed as far as what is heard there allows. Thousands of phrases cost hardly more than
 * those that sound like the text. Either the first or the last word of a piece costs no more than half of what the whole
 * piece may, so one tree is read forwards and one backwards, and few words begin a piece.
 */
export class PhraseWalk {
  private readonly outlines: Outline[] = [];
  /** The number of the first phrase of each plan, in the order they were added. */
  private readonly firsts = new Map<SearchPlan, number>();
  private readonly trees: Trees = [new PieceTree(1), new PieceTree(-1)];
  private readonly walked = new WeakMap<TextIndex, Walked>();
  private found = new Float64Array(1024);

  /** Looks for these phrases, too, from now on. */
  add(plan: SearchPlan): void {
    addPieces(this.trees, plan, this.outlines.length);
    this.firsts.set(plan, this.outlines.length);
    plan.phrases.forEach((phrase, k) => {
      this.outlines.push(new Outline(phrase, plan.limits[k]!));
    });
  }

  /** The stretches where phrases of a plan may be heard, by phrase and place; those of one phrase do not touch. */
  stretchesIn(text: TextIndex, plan: SearchPlan): Stretch[] {
    const { index, from: shift } = text.partOf ?? { index: text, from: 0 };
    const firstNumber = this.firsts.get(plan)!;
    const places = this.placesIn(index);
    const end = (firstNumber + plan.phrases.length) * PLACES;
    let at = firstAtLeast(places, firstNumber * PLACES);
    const found: Stretch[] = [];
    if (at === places.length || places[at]! >= end) return found;
    const { costs } = text;
    for (; at < places.length && places[at]! < end; at++) {
      const number = Math.floor(places[at]! / PLACES);
      const first = places[at]! - number * PLACES - BEFORE_TEXT - shift;
      const outline = this.outlines[number]!;
      const phrase = number - firstNumber;
      const from = Math.max(0, first - outline.drift);
      const to = Math.min(text.numbers.length, first + outline.length + outline.drift);
      if (from >= to || !outline.mayBeAt(first, costs)) continue;
      const last = found.at(-1);
      if (last?.phrase === phrase && last.to >= from) last.to = to;
      else found.push({ phrase, from, to });
    }
    return found;
  }

  private placesIn(text: TextIndex): Float64Array {
    const known = this.walked.get(text);
    if (known?.plans === this.firsts.size) return known.places;
    const { costs, numbers, distinct } = text;
    const before = known?.places ?? new Float64Array(0);
    let count = 0;
    const heard = (phrase: number, first: number): void => {
      if (count === this.found.length) this.found = grown(this.found);
      this.found[count++] = phrase * PLACES + first + BEFORE_TEXT;
    };
    for (const tree of known ? this.treesSince(known.plans) : this.trees)
      for (let place = 0; place < numbers.length; place++)
        if (numbers[place]! >= 0) tree.follow(distinct[numbers[place]!]!, place, costs, heard);
    const places = joined(before, withoutDoubles(this.found.slice(0, count).sort()));
    this.walked.set(text, { plans: this.firsts.size, places });
    return places;
  }

  /** Of the plans alone that were added after so many: while classes are compiled one by one, each is looked for by itself. */
  private treesSince(plans: number): Trees {
    const trees: Trees = [new PieceTree(1), new PieceTree(-1)];
    for (const [plan, first] of [...this.firsts].slice(plans)) addPieces(trees, plan, first);
    return trees;
  }
}

function addPieces([forwards, backwards]: Trees, plan: SearchPlan, firstNumber: number): void {
  plan.phrases.forEach((phrase, k) => {
    const { pieces, budget } = piecesOf(phrase, plan.limits[k]!);
    for (const { start, length } of pieces) {
      const sounds = phrase.sounds.slice(start, start + length);
      forwards.add(sounds, { phrase: firstNumber + k, shift: 1 - length - start, budget });
      if (length > 1) backwards.add(sounds.reverse(), { phrase: firstNumber + k, shift: -start, budget });
    }
  });
}

/** Both, sorted: plans that were added later have higher numbers. */
function joined(before: Float64Array, after: Float64Array): Float64Array {
  if (before.length === 0) return after;
  const all = new Float64Array(before.length + after.length);
  all.set(before);
  all.set(after, before.length);
  return all;
}

function grown(list: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * list.length);
  longer.set(list);
  return longer;
}

function withoutDoubles(sorted: Float64Array): Float64Array {
  let count = 0;
  for (const one of sorted) if (count === 0 || one !== sorted[count - 1]) sorted[count++] = one;
  return sorted.subarray(0, count);
}

/** Where in a sorted list the numbers from `least` on begin. */
function firstAtLeast(sorted: Float64Array, least: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
}
