import { ANY_CODE, type ExactPattern, endsOf, type Place } from './exact-pattern.ts';
import { grown } from './grown.ts';
import type { PreparedText } from './prepared-text.ts';

/** Patterns looked for together, in the order of which what they find is given. */
export class ExactPatterns {
  readonly patterns: readonly ExactPattern[];
  private readonly walk: ExactWalk;

  constructor(patterns: readonly ExactPattern[], walk = new ExactWalk()) {
    this.patterns = patterns;
    this.walk = walk;
    walk.add(this);
  }

  /** Every place where one of them stands; `inClause`: inside one clause. */
  placesIn(text: PreparedText, inClause: boolean): (Place & { wording: string })[] {
    const found: (Place & { wording: string })[] = [];
    let before: Start | null = null;
    for (const one of this.walk.startsIn(text, this)) {
      const { pattern } = one.entry;
      const { start } = one;
      const isSame = before?.start === start && before.entry.pattern === pattern;
      before = one;
      if (isSame) continue;
      for (const end of endsOf(pattern, text, start, inClause)) found.push({ start, end, wording: pattern.wording });
    }
    return found;
  }
}

/** A pattern that begins so many tokens before a certain one. */
interface Entry {
  /** The number of its list. */
  list: number;
  pattern: ExactPattern;
  least: number;
  most: number;
  /** Its order among the beginnings of the list, and among the patterns that begin alike. */
  rank: number;
  number: number;
}

/** A place where a pattern may begin. */
interface Start {
  entry: Entry;
  start: number;
}

/**
 * Where patterns may begin in a text: three numbers each, the entry, the place, and where the numbers of the one found before
 * it for the same list stand. `last` is where those of the one found last stand, by list; -1 is none. `sorted` holds what was
 * asked for.
 */
export interface Walked {
  starts: Int32Array;
  last: Int32Array;
  sorted: Map<number, readonly Start[]>;
}
const [ENTRY, PLACE, BEFORE, START_SIZE] = [0, 1, 2, 3];
/** What a walk finds, kept between walks. */
let found = new Int32Array(1024 * START_SIZE);

/** The patterns of many lists, found in one walk through a text by what they begin with. */
export class ExactWalk {
  private readonly entries: Entry[] = [];
  /** The entries by the codes of a token and of the one next to it. */
  private readonly byCode = new Map<number, Map<number, number[]>>();
  /** Those that may begin with anything. */
  private readonly anywhere: number[] = [];
  private readonly lists = new Map<ExactPatterns, number>();

  /** Looks for these patterns, too, from now on. */
  add(added: ExactPatterns): void {
    const { patterns } = added;
    const list = this.lists.size;
    this.lists.set(added, list);
    const ranks = new Map<number, number>();
    patterns.forEach((pattern, number) => {
      // What begins with a word comes before what begins with a slot.
      const last = patterns.length ** 2 + number;
      if (pattern.begins === null)
        this.anywhere.push(this.entries.push({ list, pattern, least: 0, most: 0, rank: last, number }) - 1);
      for (const { code, nextCode, least, most } of pattern.begins ?? []) {
        if (most === 0 && !ranks.has(code)) ranks.set(code, ranks.size);
        const rank = most === 0 ? ranks.get(code)! : last;
        this.entriesOf(code, nextCode).push(this.entries.push({ list, pattern, least, most, rank, number }) - 1);
      }
    });
  }

  private entriesOf(code: number, nextCode: number): number[] {
    const byNext = this.byCode.get(code) ?? new Map<number, number[]>();
    this.byCode.set(code, byNext);
    const entries = byNext.get(nextCode) ?? [];
    byNext.set(nextCode, entries);
    return entries;
  }

  /** Where the patterns of a list may begin: by what they begin with, then by place. */
  startsIn(text: PreparedText, patterns: ExactPatterns): readonly Start[] {
    if (text.partOf) {
      const { text: whole, from } = text.partOf;
      const own: Start[] = [];
      for (const { entry, start } of this.startsIn(whole, patterns))
        if (start >= from && start < from + text.tokens.length) own.push({ entry, start: start - from });
      return own;
    }
    const { starts, last, sorted } = this.walkedIn(text);
    const list = this.lists.get(patterns)!;
    let known = sorted.get(list);
    if (!known) {
      const own: Start[] = [];
      for (let at = last[list]!; at >= 0; at = starts[at + BEFORE]!)
        own.push({ entry: this.entries[starts[at + ENTRY]!]!, start: starts[at + PLACE]! });
      known = own.length > 1 ? own.sort(inOrder) : own;
      sorted.set(list, known);
    }
    return known;
  }

  private walkedIn(text: PreparedText): Walked {
    let walked = text.walked.get(this);
    if (walked?.last.length !== this.lists.size) {
      walked = this.walkThrough(text.codes);
      text.walked.set(this, walked);
    }
    return walked;
  }

  private walkThrough(codes: Int32Array): Walked {
    const last = new Int32Array(this.lists.size).fill(-1);
    let end = 0;
    const addAll = (numbers: readonly number[], place: number): void => {
      for (const number of numbers) {
        const { list, least, most } = this.entries[number]!;
        for (let gap = least; gap <= most && gap <= place; gap++) {
          if (end === found.length) found = grown(found);
          found[end + ENTRY] = number;
          found[end + PLACE] = place - gap;
          found[end + BEFORE] = last[list]!;
          last[list] = end;
          end += START_SIZE;
        }
      }
    };
    codes.forEach((code, place) => {
      addAll(this.anywhere, place);
      const byNext = this.byCode.get(code);
      if (!byNext) return;
      const next = codes[place + 1] ?? ANY_CODE;
      addAll(byNext.get(ANY_CODE) ?? [], place);
      if (next !== ANY_CODE) addAll(byNext.get(next) ?? [], place);
    });
    return { starts: found.slice(0, end), last, sorted: new Map() };
  }
}

const inOrder = (a: Start, b: Start): number =>
  a.entry.rank - b.entry.rank || a.start - b.start || a.entry.number - b.entry.number;
