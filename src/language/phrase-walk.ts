import { grown } from './grown.ts';
import { Outlines } from './outlines.ts';
import { piecesOf } from './phrase-pieces.ts';
import { PieceTree } from './piece-tree.ts';
import type { SearchPlan } from './search-plan.ts';
import type { Costs, TextIndex } from './text-index.ts';

/** Tokens `[from, to)` of a text outside of which a phrase, by its number in its plan, is not heard. */
export interface Stretch {
  phrase: number;
  from: number;
  to: number;
}

/**
 * Where the phrases of the plans from number `firstPlan` on may be heard: three numbers each, the phrase (of all), the place of
 * its first element, and where the numbers of the one found before it for the same plan stand. `last[k]` is where those of the
 * one found last for the plan `firstPlan + k` stand; -1 is none.
 */
interface Walk {
  firstPlan: number;
  heard: Int32Array;
  last: Int32Array;
}
const [PHRASE, FIRST, BEFORE, HEARD_SIZE] = [0, 1, 2, 3];
/** What is known of a text: a walk for the plans there were at first, one more for those added since, and so on. */
export interface Walked {
  plans: number;
  walks: Walk[];
  /**
   * Of the plans that were asked for, by number: phrase and place of its first element, one after the other, sorted, where
   * its outline says that the phrase may be heard.
   */
  likely: Map<number, readonly number[]>;
}
/** The same pieces, read from both ends. */
type Trees = readonly [forwards: PieceTree, backwards: PieceTree];
/** More than a text has places; the first element of a phrase may lie a little before the text. */
const PLACES = 2 ** 24;
const BEFORE_TEXT = 2 ** 12;
/** What a walk finds, and what one plan has of it, phrase and place as one number; kept between walks. */
let found = new Int32Array(1024 * HEARD_SIZE);
let unsorted = new Float64Array(1024);

/**
 * The phrases of many plans, looked for in one walk through a text: pieces of the phrases stand in trees, and from each
 * place of the text these are followed as far as what is heard there allows. Thousands of phrases cost hardly more than
 * those that sound like the text. Either the first or the last word of a piece costs no more than half of what the whole
 * piece may, so one tree is read forwards and one backwards, and few words begin a piece.
 */
export class PhraseWalk {
  private readonly outlines = new Outlines();
  /** The number of each plan, in the order they were added, and that of its first phrase. */
  private readonly plans = new Map<SearchPlan, { number: number; first: number }>();
  private readonly trees: Trees = [new PieceTree(1), new PieceTree(-1)];

  /** Looks for these phrases, too, from now on. */
  add(plan: SearchPlan): void {
    const [number, first] = [this.plans.size, this.outlines.count];
    addPieces(this.trees, plan, number, first);
    this.plans.set(plan, { number, first });
    plan.phrases.forEach((phrase, k) => {
      this.outlines.add(phrase, plan.limits[k]!);
    });
  }

  /** The stretches where phrases of a plan may be heard, by phrase and place; those of one phrase do not touch. */
  stretchesIn(text: TextIndex, plan: SearchPlan): Stretch[] {
    const { outlines } = this;
    const { index, from: shift } = text.partOf ?? { index: text, from: 0 };
    const { number, first: firstPhrase } = this.plans.get(plan)!;
    const likely = this.likelyIn(index, number);
    const stretches: Stretch[] = [];
    for (let k = 0; k < likely.length; k += 2) {
      const one = likely[k]!;
      const first = likely[k + 1]! - shift;
      const phrase = one - firstPhrase;
      const drift = outlines.driftOf(one);
      const from = Math.max(0, first - drift);
      const to = Math.min(text.numbers.length, first + outlines.lengthOf(one) + drift);
      // What is likely in the whole text need not be so in a part of it, where less is heard.
      if (from >= to || (text.partOf && !outlines.mayBeAt(one, first, text.costs))) continue;
      const last = stretches.at(-1);
      if (last?.phrase === phrase && last.to >= from) last.to = to;
      else stretches.push({ phrase, from, to });
    }
    return stretches;
  }

  private likelyIn(text: TextIndex, plan: number): readonly number[] {
    const { walks, likely: known } = this.walkedIn(text);
    let likely = known.get(plan);
    if (!likely) {
      likely = this.likelyAmong(heardOf(plan, walks), text.costs);
      known.set(plan, likely);
    }
    return likely;
  }

  private likelyAmong(heard: Float64Array, costs: Costs): readonly number[] {
    const likely: number[] = [];
    for (let k = 0; k < heard.length; k++) {
      if (k > 0 && heard[k] === heard[k - 1]) continue;
      const phrase = Math.floor(heard[k]! / PLACES);
      const first = heard[k]! - phrase * PLACES - BEFORE_TEXT;
      if (this.outlines.mayBeAt(phrase, first, costs)) likely.push(phrase, first);
    }
    return likely;
  }

  private walkedIn(text: TextIndex): Walked {
    let walked = text.walked.get(this);
    if (!walked) {
      walked = { plans: 0, walks: [], likely: new Map() };
      text.walked.set(this, walked);
    }
    if (walked.plans < this.plans.size) {
      walked.walks.push(this.walkThrough(text, walked.plans));
      walked.plans = this.plans.size;
    }
    return walked;
  }

  private walkThrough(text: TextIndex, firstPlan: number): Walk {
    const { costs, numbers, distinct } = text;
    const last = new Int32Array(this.plans.size - firstPlan).fill(-1);
    let end = 0;
    const heard = (phrase: number, plan: number, first: number): void => {
      if (end === found.length) found = grown(found);
      found[end + PHRASE] = phrase;
      found[end + FIRST] = first;
      found[end + BEFORE] = last[plan - firstPlan]!;
      last[plan - firstPlan] = end;
      end += HEARD_SIZE;
    };
    for (const tree of firstPlan === 0 ? this.trees : this.treesSince(firstPlan))
      for (let place = 0; place < numbers.length; place++)
        if (numbers[place]! >= 0) tree.follow(distinct[numbers[place]!]!, place, costs, heard);
    return { firstPlan, heard: found.slice(0, end), last };
  }

  /** Of the plans alone that were added after so many: while classes are compiled one by one, each is looked for by itself. */
  private treesSince(plans: number): Trees {
    const trees: Trees = [new PieceTree(1), new PieceTree(-1)];
    for (const [plan, { number, first }] of [...this.plans].slice(plans)) addPieces(trees, plan, number, first);
    return trees;
  }
}

/**
 * What a walk found of a plan, phrase and place as one number, sorted; a place that both trees lead to stands there twice. Good
 * until the next call.
 */
function heardOf(plan: number, walks: readonly Walk[]): Float64Array {
  const { firstPlan, heard, last } = walks.findLast((walk) => walk.firstPlan <= plan)!;
  let count = 0;
  for (let at = last[plan - firstPlan]!; at >= 0; at = heard[at + BEFORE]!) {
    if (count === unsorted.length) unsorted = grown(unsorted);
    unsorted[count++] = heard[at + PHRASE]! * PLACES + heard[at + FIRST]! + BEFORE_TEXT;
  }
  return unsorted.subarray(0, count).sort();
}

function addPieces([forwards, backwards]: Trees, plan: SearchPlan, number: number, firstPhrase: number): void {
  plan.phrases.forEach((phrase, k) => {
    const { pieces, budget } = piecesOf(phrase, plan.limits[k]!);
    for (const { start, length } of pieces) {
      const sounds = phrase.sounds.slice(start, start + length);
      const [one, first] = [firstPhrase + k, 0 - start];
      forwards.add(sounds, { phrase: one, plan: number, shift: first + 1 - length, budget });
      if (length > 1) backwards.add(sounds.reverse(), { phrase: one, plan: number, shift: first, budget });
    }
  });
}
