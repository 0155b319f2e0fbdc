import type { Costs } from './text-index.ts';

/** The last word of a piece of a phrase. */
export interface PieceEnd {
  /** The phrase, by its number among all, and its plan, likewise. */
  phrase: number;
  plan: number;
  /** How far from this word the first element of the phrase lies: zero or less. */
  shift: number;
  /** The most that the words of the piece may cost together. */
  budget: number;
}

/** A word of the pieces that begin alike (read backwards: that end alike). */
interface Node {
  sound: number;
  /** The most that a piece up to here may cost. */
  reach: number;
  children: Node[];
  ends: PieceEnd[];
}

/**
 * The nodes of a tree by level, the roots first, and the ends in the same order, each a few numbers side by side: to read a
 * node is to fetch one place of the memory. A node is told by where its numbers begin. Its children are those from its first
 * child to before that of the next node, its ends likewise; one more node stands behind the last.
 */
interface Flat {
  roots: number;
  nodes: Int32Array;
  ends: Int32Array;
}
const [SOUND, REACH, FIRST_CHILD, FIRST_END, NODE_SIZE] = [0, 1, 2, 3, 4];
const [PHRASE, PLAN, SHIFT, BUDGET, END_SIZE] = [0, 1, 2, 3, 4];

/** Words of languages without end are not all remembered. */
const MOST_TOKENS = 8192;

/** Told of a piece that is heard: its phrase, the plan of that, and the place of the first element of the phrase. */
export type Heard = (phrase: number, plan: number, first: number) => void;

/** Pieces of phrases in a tree, read forwards (`step` 1) or backwards (-1), laid out flat: a walk is mostly reading memory. */
export class PieceTree {
  private readonly step: 1 | -1;
  /** By their sound: there are hundreds of roots, and few children of each. */
  private readonly roots = new Map<number, Node>();
  private size = { nodes: 0, ends: 0 };
  private flat: Flat | null = null;
  /** The first words that a token may be heard as. */
  private readonly byToken = new Map<string, Int32Array>();

  constructor(step: 1 | -1) {
    this.step = step;
  }

  /** Adds the words of a piece in reading order. */
  add(sounds: Int32Array, end: PieceEnd): void {
    this.flat = null;
    this.byToken.clear();
    let parent: Node | null = null;
    for (let k = 0; k < sounds.length; k++) {
      const node = this.nodeOf(sounds[k]!, parent);
      const most = k === 0 && sounds.length > 1 ? Math.floor(end.budget / 2) : end.budget;
      node.reach = Math.max(node.reach, most);
      parent = node;
    }
    parent?.ends.push(end);
    this.size.ends++;
  }

  private nodeOf(sound: number, parent: Node | null): Node {
    const known = parent ? parent.children.find((one) => one.sound === sound) : this.roots.get(sound);
    if (known) return known;
    const node: Node = { sound, reach: 0, children: [], ends: [] };
    if (parent) parent.children.push(node);
    else this.roots.set(sound, node);
    this.size.nodes++;
    return node;
  }

  /** Follows the pieces whose first word may be heard at a place, where `token` stands. */
  follow(token: string, place: number, costs: Costs, heard: Heard): void {
    this.flat ??= flatten([...this.roots.values()], this.size);
    const { flat, step } = this;
    const { table, rows } = costs;
    const row = rows[place]!;
    const roots = this.rootsFor(token, table, row, flat);
    // By index: an iterator makes an object of every number.
    for (let k = 0; k < roots.length; k++)
      walk(flat, roots[k]!, table[row + flat.nodes[roots[k]! + SOUND]!]!, costs, place, step, heard);
  }

  private rootsFor(token: string, table: Uint8Array, row: number, { roots, nodes }: Flat): Int32Array {
    let likely = this.byToken.get(token);
    if (!likely) {
      const all: number[] = [];
      for (let node = 0; node < roots * NODE_SIZE; node += NODE_SIZE)
        if (table[row + nodes[node + SOUND]!]! <= nodes[node + REACH]!) all.push(node);
      likely = Int32Array.from(all);
      if (this.byToken.size >= MOST_TOKENS) this.byToken.clear();
      this.byToken.set(token, likely);
    }
    return likely;
  }
}

function walk(flat: Flat, node: number, cost: number, costs: Costs, place: number, step: 1 | -1, heard: Heard): void {
  const { nodes, ends } = flat;
  const next = node + NODE_SIZE;
  for (let end = nodes[node + FIRST_END]!; end < nodes[next + FIRST_END]!; end += END_SIZE)
    if (cost <= ends[end + BUDGET]!) heard(ends[end + PHRASE]!, ends[end + PLAN]!, place + ends[end + SHIFT]!);
  const lastChild = nodes[next + FIRST_CHILD]!;
  let child = nodes[node + FIRST_CHILD]!;
  if (child === lastChild || place + step < 0) return;
  const { table, rows } = costs;
  const row = rows[place + step]!;
  for (; child < lastChild; child += NODE_SIZE) {
    const all = cost + table[row + nodes[child + SOUND]!]!;
    if (all <= nodes[child + REACH]!) walk(flat, child, all, costs, place + step, step, heard);
  }
}

function flatten(roots: readonly Node[], size: { nodes: number; ends: number }): Flat {
  const nodes = new Int32Array((size.nodes + 1) * NODE_SIZE);
  const ends = new Int32Array(size.ends * END_SIZE);
  const inOrder = [...roots];
  let end = 0;
  for (let n = 0; n < size.nodes; n++) {
    const node = n * NODE_SIZE;
    const { sound, reach, children, ends: own } = inOrder[n]!;
    nodes[node + SOUND] = sound;
    nodes[node + REACH] = reach;
    nodes[node + FIRST_CHILD] = inOrder.length * NODE_SIZE;
    nodes[node + FIRST_END] = end;
    for (const child of children) inOrder.push(child);
    for (const { phrase, plan, shift, budget } of own) {
      ends[end + PHRASE] = phrase;
      ends[end + PLAN] = plan;
      ends[end + SHIFT] = shift;
      ends[end + BUDGET] = budget;
      end += END_SIZE;
    }
  }
  nodes[size.nodes * NODE_SIZE + FIRST_CHILD] = inOrder.length * NODE_SIZE;
  nodes[size.nodes * NODE_SIZE + FIRST_END] = end;
  return { roots: roots.length, nodes, ends };
}
