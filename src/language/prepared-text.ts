import type { Language } from '../analysis.ts';
import type { ExactWalk, Walked } from './exact-walk.ts';
import { normalise } from './normalise.ts';
import { TextIndex } from './text-index.ts';
import { wordBorders } from './words.ts';

/** A run of speech to search. `joined`: a phrase may reach over from the passage before. */
export interface Passage {
  text: string;
  joined: boolean;
}

const PUNCTUATION = /[，。！？；、,.!?;…]/;
/** Words written with a full stop that ends no clause: Mr. Hall. */
const ABBREVIATED = new Set(['mr', 'mrs', 'ms', 'dr']);

/**
 * A number that equal tokens share; different single characters never do, different words hardly ever (two pairs among 146,801
 * words). Exact matching rests on it.
 */
export function codeOf(token: string): number {
  let code = 0;
  for (let k = 0; k < token.length; k++) code = (Math.imul(code, 65_599) + token.charCodeAt(k)) | 0;
  return code;
}

/** What was made of the tokens of some passages, one beside the other. */
interface Tokens {
  /** What is matched, one token per Chinese character or word; an empty one is a border no match may cross. */
  readonly tokens: readonly string[];
  /** A number for each token (`codeOf`), faster to compare. */
  readonly codes: Int32Array;
  /** Per token: its passage and its place `[start, end)` in the passage's text. */
  readonly passage: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly index: TextIndex;
}

/** Passages made ready for matching; made once, searched for many phrases. */
export class PreparedText implements Tokens {
  readonly language: Language;
  readonly passages: readonly Passage[];
  readonly tokens: Tokens['tokens'];
  readonly codes: Tokens['codes'];
  readonly passage: Tokens['passage'];
  readonly starts: Tokens['starts'];
  readonly ends: Tokens['ends'];
  readonly index: TextIndex;
  /** For a part of a longer text: that text, and the token it begins with. */
  readonly partOf: { text: PreparedText; from: number } | null;
  private readonly borders: Map<Passage, Uint8Array>;
  /** Of a whole text: 1 for a token that a clause ends before. */
  private breaks: Uint8Array | null = null;
  /** Of a whole text: the codes it has. */
  private distinct: ReadonlySet<number> | null = null;
  /** Of a whole text: where the patterns of each walk begin in it. It is kept here so that it goes when the text does. */
  readonly walked = new Map<ExactWalk, Walked>();

  constructor(passages: readonly Passage[], language: Language, tokens: Tokens, partOf: PreparedText['partOf'] = null) {
    this.language = language;
    this.passages = passages;
    this.tokens = tokens.tokens;
    this.codes = tokens.codes;
    this.passage = tokens.passage;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.index = tokens.index;
    this.partOf = partOf;
    this.borders = partOf ? partOf.text.borders : new Map();
  }

  /** The passages `[first, end)`; what was found in the whole text is not looked for again. */
  part(first: number, end: number): PreparedText {
    const placeOf = (passage: number): number => {
      const place = this.passage.findIndex((one) => one >= passage);
      return place < 0 ? this.tokens.length : place;
    };
    const from = placeOf(first);
    // A border belongs to the passage after it; a text does not begin with the border of its first passage.
    const start = this.passage[from] === first && this.tokens[from] === '' ? from + 1 : from;
    const stop = placeOf(end);
    return new PreparedText(
      this.passages.slice(first, end),
      this.language,
      {
        tokens: this.tokens.slice(start, stop),
        codes: this.codes.subarray(start, stop),
        passage: this.passage.slice(start, stop).map((passage) => passage - first),
        starts: this.starts.slice(start, stop),
        ends: this.ends.slice(start, stop),
        index: this.index.part(start, stop),
      },
      { text: this, from: start },
    );
  }

  /** Whether the text, or the one it is a part of, has a token of this code. */
  holds(code: number): boolean {
    const text = this.partOf?.text ?? this;
    text.distinct ??= new Set(text.codes);
    return text.distinct.has(code);
  }

  /** True when a clause ends right before a token: punctuation, or the border of a passage. */
  isBreak(token: number): boolean {
    if (token === 0 || token >= this.tokens.length) return true;
    const { text, from } = this.partOf ?? { text: this, from: 0 };
    text.breaks ??= breaksIn(text);
    return text.breaks[from + token] === 1;
  }

  /** True when neither end of the tokens `[start, end)` lies inside a longer Chinese word: 喂 in 喂养 is no 喂. */
  onWordBorders(start: number, end: number): boolean {
    return this.isWordBorder(start, this.starts[start]!) && this.isWordBorder(end - 1, this.ends[end - 1]!);
  }

  private isWordBorder(token: number, at: number): boolean {
    const passage = this.passages[this.passage[token]!]!;
    let borders = this.borders.get(passage);
    if (!borders) {
      borders = wordBorders(passage.text);
      this.borders.set(passage, borders);
    }
    return borders[at] === 1;
  }
}

function breaksIn({ tokens, passage, passages, starts, ends }: PreparedText): Uint8Array {
  return Uint8Array.from(tokens, (_, token) => {
    if (token === 0 || passage[token] !== passage[token - 1]) return 1;
    const { text } = passages[passage[token]!]!;
    const between = text.slice(ends[token - 1]!, starts[token]!);
    if (between.trim() === '.' && ABBREVIATED.has(tokens[token - 1]!)) return 0;
    return PUNCTUATION.test(between) ? 1 : 0;
  });
}

/** Makes passages ready for matching. */
export function prepare(passages: readonly Passage[], language: Language): PreparedText {
  const tokens: (string | null)[] = [];
  const passage: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  passages.forEach(({ text, joined }, number) => {
    if (number > 0 && !joined) {
      tokens.push(null);
      passage.push(number);
      starts.push(0);
      ends.push(0);
    }
    const found = normalise(text, language);
    found.tokens.forEach((token, k) => {
      tokens.push(token);
      passage.push(number);
      starts.push(found.starts[k]!);
      ends.push(found.ends[k]!);
    });
  });
  const matched = tokens.map((token) => token ?? '');
  const index = TextIndex.of(tokens, language);
  return new PreparedText(passages, language, {
    tokens: matched,
    codes: Int32Array.from(matched, codeOf),
    passage,
    starts,
    ends,
    index,
  });
}
