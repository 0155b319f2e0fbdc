import { ANY_CODE, type ExactPattern, endsOf, type Place } from './exact-pattern.ts';
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
  list: ExactPatterns;
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
const NOWHERE: readonly Start[] = [];

/** `sorted` holds the starts of the lists that were asked for. */
interface Walked {
  lists: number;
  starts: ReadonlyMap<ExactPatterns, Start[]>;
  sorted: Map<ExactPatterns, readonly Start[]>;
}

/** The patterns of many lists, found in one walk through a text by what they begin with. */
export class ExactWalk {
  /** By the codes of a token and of the one next to it. */
  private readonly entries = new Map<number, Map<number, Entry[]>>();
  /** Those that may begin with anything. */
  private readonly anywhere: Entry[] = [];
  private lists = 0;
  private readonly walked = new WeakMap<PreparedText, Walked>();

  /** Looks for these patterns, too, from now on. */
  add(list: ExactPatterns): void {
    this.lists++;
    const ranks = new Map<number, number>();
    list.patterns.forEach((pattern, number) => {
      // What begins with a word comes before what begins with a slot.
      const last = list.patterns.length ** 2 + number;
      if (pattern.begins === null) this.anywhere.push({ list, pattern, least: 0, most: 0, rank: last, number });
      for (const { code, nextCode, least, most } of pattern.begins ?? []) {
        if (most === 0 && !ranks.has(code)) ranks.set(code, ranks.size);
        const rank = most === 0 ? ranks.get(code)! : last;
        this.entriesOf(code, nextCode).push({ list, pattern, least, most, rank, number });
      }
    });
  }

  private entriesOf(code: number, nextCode: number): Entry[] {
    const byNext = this.entries.get(code) ?? new Map<number, Entry[]>();
    this.entries.set(code, byNext);
    const entries = byNext.get(nextCode) ?? [];
    byNext.set(nextCode, entries);
    return entries;
  }

  /** Where the patterns of a list may begin: by what they begin with, then by place. */
  startsIn(text: PreparedText, list: ExactPatterns): readonly Start[] {
    if (text.partOf) {
      const { text: whole, from } = text.partOf;
      const found: Start[] = [];
      for (const { entry, start } of this.startsIn(whole, list))
        if (start >= from && start < from + text.tokens.length) found.push({ entry, start: start - from });
      return found;
    }
    let walked = this.walked.get(text);
    if (walked?.lists !== this.lists) {
      walked = { lists: this.lists, starts: this.allStartsIn(text.codes), sorted: new Map() };
      this.walked.set(text, walked);
    }
    let sorted = walked.sorted.get(list);
    if (!sorted) {
      sorted = walked.starts.get(list)?.sort(inOrder) ?? NOWHERE;
      walked.sorted.set(list, sorted);
    }
    return sorted;
  }

  private allStartsIn(codes: Int32Array): ReadonlyMap<ExactPatterns, Start[]> {
    const starts = new Map<ExactPatterns, Start[]>();
    const addAll = (entries: readonly Entry[], place: number): void => {
      for (const entry of entries)
        for (let gap = entry.least; gap <= entry.most && gap <= place; gap++) {
          const known = starts.get(entry.list);
          if (known) known.push({ entry, start: place - gap });
          else starts.set(entry.list, [{ entry, start: place - gap }]);
        }
    };
    codes.forEach((code, place) => {
      addAll(this.anywhere, place);
      const byNext = this.entries.get(code);
      const next = codes[place + 1] ?? ANY_CODE;
      if (byNext) addAll(byNext.get(ANY_CODE) ?? [], place);
      if (byNext && next !== ANY_CODE) addAll(byNext.get(next) ?? [], place);
    });
    return starts;
  }
}

const inOrder = (a: Start, b: Start): number =>
  a.entry.rank - b.entry.rank || a.start - b.start || a.entry.number - b.entry.number;
