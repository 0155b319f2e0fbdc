import { Outline } from './outline.ts';
import { piecesOf } from './phrase-pieces.ts';
import type { SearchPlan } from './search-plan.ts';
import type { TextIndex } from './text-index.ts';

/** Tokens `[from, to)` of a text outside of which a phrase, by its number in its plan, is not heard. */
export interface Stretch {
  phrase: number;
  from: number;
  to: number;
}

/** A word of the pieces that begin alike (or, in the tree read backwards, end alike). */
interface Node {
  sound: number;
  /** The most that a piece up to here may cost. */
  reach: number;
  children: Node[];
  ends: PieceEnd[];
}

/** The last word of a piece of a phrase: so many words from place `start` of the phrase on. */
interface PieceEnd {
  plan: number;
  phrase: number;
  start: number;
  length: number;
  budget: number;
}

/** The words of pieces, read forwards (`step` 1) or backwards (-1). */
interface Tree {
  step: 1 | -1;
  first: Node[];
  /** The first words that a token may be heard as. */
  byToken: Map<string, readonly Node[]>;
}
/** Words of languages without end are not all remembered. */
const MOST_TOKENS = 8192;

/** Where the phrases of the first so many plans may be heard: by plan, phrase and place of its first element as one number, sorted. */
interface Walked {
  plans: number;
  places: readonly (readonly number[])[];
}
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
  private readonly plans: (readonly Outline[])[] = [];
  private readonly numbers = new Map<SearchPlan, number>();
  private readonly forwards: Tree = { step: 1, first: [], byToken: new Map() };
  private readonly backwards: Tree = { step: -1, first: [], byToken: new Map() };
  private readonly walked = new WeakMap<TextIndex, Walked>();

  /** Looks for these phrases, too, from now on. */
  add(plan: SearchPlan): void {
    const number = this.plans.length;
    this.numbers.set(plan, number);
    this.plans.push(plan.phrases.map((phrase, k) => new Outline(phrase, plan.limits[k]!)));
    plan.phrases.forEach((phrase, k) => {
      const { pieces, budget } = piecesOf(phrase, plan.limits[k]!);
      for (const { start, length } of pieces) {
        const sounds = phrase.sounds.slice(start, start + length);
        const end = { plan: number, phrase: k, start, length, budget };
        addPiece(this.forwards, sounds, end);
        if (length > 1) addPiece(this.backwards, sounds.reverse(), end);
      }
    });
  }

  /** The stretches where phrases of a plan may be heard, by phrase and place; those of one phrase do not touch. */
  stretchesIn(text: TextIndex, plan: SearchPlan): Stretch[] {
    const { index, from: shift } = text.partOf ?? { index: text, from: 0 };
    const number = this.numbers.get(plan)!;
    const places = this.placesIn(index)[number]!;
    if (places.length === 0) return [];
    const { costs } = text;
    const outlines = this.plans[number]!;
    const found: Stretch[] = [];
    for (const one of places) {
      const phrase = Math.floor(one / PLACES);
      const first = (one % PLACES) - BEFORE_TEXT - shift;
      const outline = outlines[phrase]!;
      const from = Math.max(0, first - outline.drift);
      const to = Math.min(text.numbers.length, first + outline.length + outline.drift);
      if (from >= to || !outline.mayBeAt(first, costs)) continue;
      const last = found.at(-1);
      if (last?.phrase === phrase && last.to >= from) last.to = to;
      else found.push({ phrase, from, to });
    }
    return found;
  }

  private placesIn(text: TextIndex): Walked['places'] {
    const known = this.walked.get(text);
    if (known?.plans === this.plans.length) return known.places;
    const found: number[][] = this.plans.map(() => []);
    const { costs, numbers, distinct } = text;
    for (const tree of [this.forwards, this.backwards])
      for (let place = 0; place < numbers.length; place++) {
        if (numbers[place]! < 0) continue;
        const heard = costs[place]!;
        for (const node of firstOf(tree, distinct[numbers[place]!]!, heard))
          follow(node, heard[node.sound]!, costs, place, tree.step, found);
      }
    const places = found.map((list) => (list.length > 1 ? [...new Set(list)].sort((a, b) => a - b) : list));
    this.walked.set(text, { plans: this.plans.length, places });
    return places;
  }
}

function addPiece({ first, byToken }: Tree, sounds: Int32Array, end: PieceEnd): void {
  byToken.clear();
  let nodes = first;
  sounds.forEach((sound, k) => {
    let node = nodes.find((one) => one.sound === sound);
    if (!node) {
      node = { sound, reach: 0, children: [], ends: [] };
      nodes.push(node);
    }
    const most = k === 0 && sounds.length > 1 ? Math.floor(end.budget / 2) : end.budget;
    node.reach = Math.max(node.reach, most);
    if (k === sounds.length - 1) node.ends.push(end);
    nodes = node.children;
  });
}

function firstOf({ first, byToken }: Tree, token: string, heard: Uint8Array): readonly Node[] {
  let nodes = byToken.get(token);
  if (!nodes) {
    nodes = first.filter(({ sound, reach }) => heard[sound]! <= reach);
    if (byToken.size >= MOST_TOKENS) byToken.clear();
    byToken.set(token, nodes);
  }
  return nodes;
}

/** Follows the pieces from a node on, whose word is heard at a place, and notes those that end. */
function follow(
  node: Node,
  cost: number,
  costs: readonly Uint8Array[],
  place: number,
  step: 1 | -1,
  found: number[][],
): void {
  for (const end of node.ends)
    if (cost <= end.budget) {
      const begin = step > 0 ? place - end.length + 1 : place;
      found[end.plan]!.push(end.phrase * PLACES + begin - end.start + BEFORE_TEXT);
    }
  const heard = costs[place + step];
  if (!heard) return;
  for (const child of node.children) {
    const all = cost + heard[child.sound]!;
    if (all <= child.reach) follow(child, all, costs, place + step, step, found);
  }
}
