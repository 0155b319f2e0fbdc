/** The last word of a piece of a phrase. */
export interface PieceEnd {
  /** The phrase, by its number among all. */
  phrase: number;
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

/** The nodes of a tree by level; the children of node n are those from `children[n]` to before `children[n + 1]`, its ends likewise. */
interface Flat {
  roots: number;
  sound: Int32Array;
  reach: Int32Array;
  children: Int32Array;
  ends: Int32Array;
  endPhrase: Int32Array;
  endShift: Int32Array;
  endBudget: Int32Array;
}

/** Words of languages without end are not all remembered. */
const MOST_TOKENS = 8192;

/** Told of a piece that is heard: its phrase, and the place of the first element of that phrase. */
export type Heard = (phrase: number, first: number) => void;

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

  /** Follows the pieces whose first word may be heard at a place, where `token` stands; `costs` as `TextIndex.costs`. */
  follow(token: string, place: number, costs: readonly Uint8Array[], heard: Heard): void {
    this.flat ??= flatten([...this.roots.values()], this.size);
    const { flat, step } = this;
    const { sound } = flat;
    const here = costs[place]!;
    for (const node of this.rootsFor(token, here, flat))
      walk(flat, node, here[sound[node]!]!, costs, place, step, heard);
  }

  private rootsFor(token: string, here: Uint8Array, { roots, sound, reach }: Flat): Int32Array {
    let nodes = this.byToken.get(token);
    if (!nodes) {
      const likely: number[] = [];
      for (let node = 0; node < roots; node++) if (here[sound[node]!]! <= reach[node]!) likely.push(node);
      nodes = Int32Array.from(likely);
      if (this.byToken.size >= MOST_TOKENS) this.byToken.clear();
      this.byToken.set(token, nodes);
    }
    return nodes;
  }
}

function walk(
  flat: Flat,
  node: number,
  cost: number,
  costs: readonly Uint8Array[],
  place: number,
  step: 1 | -1,
  heard: Heard,
): void {
  const { sound, reach, children, ends, endBudget, endPhrase, endShift } = flat;
  for (let end = ends[node]!; end < ends[node + 1]!; end++)
    if (cost <= endBudget[end]!) heard(endPhrase[end]!, place + endShift[end]!);
  const next = costs[place + step];
  if (!next) return;
  for (let child = children[node]!; child < children[node + 1]!; child++) {
    const all = cost + next[sound[child]!]!;
    if (all <= reach[child]!) walk(flat, child, all, costs, place + step, step, heard);
  }
}

function flatten(roots: readonly Node[], size: { nodes: number; ends: number }): Flat {
  const flat: Flat = {
    roots: roots.length,
    sound: new Int32Array(size.nodes),
    reach: new Int32Array(size.nodes),
    children: new Int32Array(size.nodes + 1),
    ends: new Int32Array(size.nodes + 1),
    endPhrase: new Int32Array(size.ends),
    endShift: new Int32Array(size.ends),
    endBudget: new Int32Array(size.ends),
  };
  const nodes = [...roots];
  let end = 0;
  for (let n = 0; n < size.nodes; n++) {
    const { sound, reach, children, ends } = nodes[n]!;
    flat.sound[n] = sound;
    flat.reach[n] = reach;
    flat.children[n] = nodes.length;
    for (const child of children) nodes.push(child);
    flat.ends[n] = end;
    for (const { phrase, shift, budget } of ends) {
      flat.endPhrase[end] = phrase;
      flat.endShift[end] = shift;
      flat.endBudget[end++] = budget;
    }
  }
  flat.children[size.nodes] = nodes.length;
  flat.ends[size.nodes] = end;
  return flat;
}
