import type { Language } from '../analysis.ts';
import { normalise } from './normalise.ts';
import { TextIndex } from './text-index.ts';
import { wordBorders } from './words.ts';

/** A run of speech to search. `joined`: a phrase may reach over from the passage before. */
export interface Passage {
  text: string;
  joined: boolean;
}

const PUNCTUATION = /[，。！？；、,.!?;…]/;

/** A number that equal tokens share; different single characters never do, different words hardly ever. */
export function codeOf(token: string): number {
  let code = 0;
  for (let k = 0; k < token.length; k++) code = (Math.imul(code, 65_599) + token.charCodeAt(k)) | 0;
  return code;
}

/** Passages made ready for matching; made once, searched for many phrases. */
export class PreparedText {
  readonly language: Language;
  readonly passages: readonly Passage[];
  /** What is matched, one token per Chinese character or word; an empty one is a border no match may cross. */
  readonly tokens: readonly string[];
  /** A number for each token (`codeOf`), faster to compare. */
  readonly codes: Int32Array;
  /** Per token: its passage and its place `[start, end)` in the passage's text. */
  readonly passage: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly index: TextIndex;
  private readonly borders = new Map<number, Uint8Array>();

  constructor(passages: readonly Passage[], language: Language) {
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
    this.language = language;
    this.passages = passages;
    this.tokens = tokens.map((token) => token ?? '');
    this.codes = Int32Array.from(this.tokens, codeOf);
    this.passage = passage;
    this.starts = starts;
    this.ends = ends;
    this.index = new TextIndex(tokens);
  }

  /** True when a clause ends right before a token: punctuation, or the border of a passage. */
  isBreak(token: number): boolean {
    if (token === 0 || token >= this.tokens.length || this.passage[token] !== this.passage[token - 1]) return true;
    const raw = this.passages[this.passage[token]!]!.text;
    return PUNCTUATION.test(raw.slice(this.ends[token - 1]!, this.starts[token]!));
  }

  /** True when neither end of the tokens `[start, end)` lies inside a longer Chinese word: 喂 in 喂养 is no 喂. */
  onWordBorders(start: number, end: number): boolean {
    return this.isWordBorder(start, this.starts[start]!) && this.isWordBorder(end - 1, this.ends[end - 1]!);
  }

  private isWordBorder(token: number, at: number): boolean {
    const passage = this.passage[token]!;
    let borders = this.borders.get(passage);
    if (!borders) {
      borders = wordBorders(this.passages[passage]!.text);
      this.borders.set(passage, borders);
    }
    return borders[at] === 1;
  }
}

/** Makes passages ready for matching. */
export function prepare(passages: readonly Passage[], language: Language): PreparedText {
  return new PreparedText(passages, language);
}
