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

/**
 * Where the phrases of the plans from number `firstPlan` on may be heard: phrase (of all) and place of its first element as
 * one number. Those of the plan `firstPlan + k` stand from `starts[k]` to before `starts[k + 1]`.
 */
interface Walk {
  firstPlan: number;
  places: Float64Array;
  starts: Int32Array;
}
/** What is known of a text: a walk for the plans there were at first, one more for those added since, and so on. */
interface Walked {
  plans: number;
  walks: Walk[];
  /** Of the plans that were asked for: sorted, each once, where its outline says that the phrase may be heard. */
  likely: Map<SearchPlan, Float64Array>;
}
/** The same pieces, read from both ends. */
type Trees = readonly [forwards: PieceTree, backwards: PieceTree];
/** More than a text has places; the first element of a phrase may lie a little before the text. */
const PLACES = 2 ** 24;
const BEFORE_TEXT = 2 ** 12;
const phraseOf = (one: number): number => Math.floor(one / PLACES);
const firstOf = (one: number): number => (one % PLACES) - BEFORE_TEXT;

/**
 * The phrases of many plans, looked for in one walk through a text: pieces of the phrases stand in trees, and from each
 * place of the text these are followed as far as what is heard there allows. Thousands of phrases cost hardly more than
 * those that sound like the text. Either the first or the last word of a piece costs no more than half of what the whole
 * piece may, so one tree is read forwards and one backwards, and few words begin a piece.
 */
export class PhraseWalk {
  private readonly outlines: Outline[] = [];
  /** Per phrase of all: the number of its plan. */
  private readonly planOf: number[] = [];
  /** The number of each plan, in the order they were added, and that of its first phrase. */
  private readonly plans = new Map<SearchPlan, { number: number; first: number }>();
  private readonly trees: Trees = [new PieceTree(1), new PieceTree(-1)];
  private readonly walked = new WeakMap<TextIndex, Walked>();
  private found = new Float64Array(1024);

  /** Looks for these phrases, too, from now on. */
  add(plan: SearchPlan): void {
    const [number, first] = [this.plans.size, this.outlines.length];
    addPieces(this.trees, plan, first);
    this.plans.set(plan, { number, first });
    plan.phrases.forEach((phrase, k) => {
      this.outlines.push(new Outline(phrase, plan.limits[k]!));
      this.planOf.push(number);
    });
  }

  /** The stretches where phrases of a plan may be heard, by phrase and place; those of one phrase do not touch. */
  stretchesIn(text: TextIndex, plan: SearchPlan): Stretch[] {
    const { index, from: shift } = text.partOf ?? { index: text, from: 0 };
    const { first: firstNumber } = this.plans.get(plan)!;
    const found: Stretch[] = [];
    for (const one of this.likelyIn(index, plan)) {
      const first = firstOf(one) - shift;
      const outline = this.outlines[phraseOf(one)]!;
      const phrase = phraseOf(one) - firstNumber;
      const from = Math.max(0, first - outline.drift);
      const to = Math.min(text.numbers.length, first + outline.length + outline.drift);
      // What is likely in the whole text need not be so in a part of it, where less is heard.
      if (from >= to || (text.partOf && !outline.mayBeAt(first, text.costs))) continue;
      const last = found.at(-1);
      if (last?.phrase === phrase && last.to >= from) last.to = to;
      else found.push({ phrase, from, to });
    }
    return found;
  }

  private likelyIn(text: TextIndex, plan: SearchPlan): Float64Array {
    const { walks, likely: known } = this.walkedIn(text);
    let likely = known.get(plan);
    if (!likely) {
      const { number } = this.plans.get(plan)!;
      const { firstPlan, places, starts } = walks.findLast((walk) => walk.firstPlan <= number)!;
      const all = places.subarray(starts[number - firstPlan]!, starts[number - firstPlan + 1]!).sort();
      likely = all.filter(
        (one, k) => one !== all[k - 1] && this.outlines[phraseOf(one)]!.mayBeAt(firstOf(one), text.costs),
      );
      known.set(plan, likely);
    }
    return likely;
  }

  private walkedIn(text: TextIndex): Walked {
    let walked = this.walked.get(text);
    if (!walked) {
      walked = { plans: 0, walks: [], likely: new Map() };
      this.walked.set(text, walked);
    }
    if (walked.plans < this.plans.size) {
      walked.walks.push(this.walkThrough(text, walked.plans));
      walked.plans = this.plans.size;
    }
    return walked;
  }

  private walkThrough(text: TextIndex, firstPlan: number): Walk {
    const { costs, numbers, distinct } = text;
    let count = 0;
    const heard = (phrase: number, first: number): void => {
      if (count === this.found.length) this.found = grown(this.found);
      this.found[count++] = phrase * PLACES + first + BEFORE_TEXT;
    };
    for (const tree of firstPlan === 0 ? this.trees : this.treesSince(firstPlan))
      for (let place = 0; place < numbers.length; place++)
        if (numbers[place]! >= 0) tree.follow(distinct[numbers[place]!]!, place, costs, heard);
    return this.byPlan(this.found.subarray(0, count), firstPlan);
  }

  private byPlan(found: Float64Array, firstPlan: number): Walk {
    const starts = new Int32Array(this.plans.size - firstPlan + 2);
    const planAt = (k: number): number => this.planOf[phraseOf(found[k]!)]! - firstPlan;
    // By index: an iterator makes an object of every number.
    for (let k = 0; k < found.length; k++) starts[planAt(k) + 2]!++;
    for (let plan = 3; plan < starts.length; plan++) starts[plan]! += starts[plan - 1]!;
    const places = new Float64Array(found.length);
    // The start of a plan, one further on till now, moves up to its end while its places are filled in.
    for (let k = 0; k < found.length; k++) places[starts[planAt(k) + 1]!++] = found[k]!;
    return { firstPlan, places, starts };
  }

  /** Of the plans alone that were added after so many: while classes are compiled one by one, each is looked for by itself. */
  private treesSince(plans: number): Trees {
    const trees: Trees = [new PieceTree(1), new PieceTree(-1)];
    for (const [plan, { first }] of [...this.plans].slice(plans)) addPieces(trees, plan, first);
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

function grown(list: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * list.length);
  longer.set(list);
  return longer;
}
