import type { Language } from '../analysis.ts';
import type { PhraseWalk, Walked } from './phrase-walk.ts';
import { costsOf, soundCount } from './sound.ts';

/** The number of a place that no match may cross. */
const BORDER = -1;
/** What every sound costs there: more than any phrase may. */
const BORDER_COST = 255;

/**
 * What sounds cost at the places of a text, in tenths: that of a sound, by its index, is `table[rows[place] + sound]`. There is
 * one place more, for the end of the text.
 */
export interface Costs {
  table: Uint8Array;
  rows: Int32Array;
}

/** What the sounds of phrases cost at the places of one text. Tokens are numbered by first appearance. */
export class TextIndex {
  /** Per place of the text: the number of its token, -1 for a border. */
  readonly numbers: Int32Array;
  readonly distinct: readonly string[];
  /** For a part of a longer text: that text, and where the part begins in it. */
  readonly partOf: { index: TextIndex; from: number } | null;
  private readonly language: Language;
  /** Of a whole text: what each walk found in it. It is kept here so that it goes when the text does. */
  readonly walked = new Map<PhraseWalk, Walked>();
  private known: { sounds: number; costs: Costs } | null = null;

  private constructor(
    numbers: Int32Array,
    distinct: readonly string[],
    language: Language,
    partOf: TextIndex['partOf'],
  ) {
    this.numbers = numbers;
    this.distinct = distinct;
    this.language = language;
    this.partOf = partOf;
  }

  /** `null` among the tokens is a border. */
  static of(tokens: readonly (string | null)[], language: Language): TextIndex {
    const numberOf = new Map<string, number>();
    const numbers = Int32Array.from(tokens, (token) => {
      if (token === null) return BORDER;
      let number = numberOf.get(token);
      if (number === undefined) {
        number = numberOf.size;
        numberOf.set(token, number);
      }
      return number;
    });
    return new TextIndex(numbers, [...numberOf.keys()], language, null);
  }

  /** The places `[from, to)`; what was found in the whole text is not looked for again. */
  part(from: number, to: number): TextIndex {
    const { distinct, language } = this;
    return new TextIndex(this.numbers.subarray(from, to), distinct, language, { index: this, from });
  }

  /** The costs of every sound there is by now. */
  get costs(): Costs {
    const sounds = soundCount(this.language);
    if (this.known?.sounds !== sounds) this.known = { sounds, costs: this.costsFor(sounds) };
    return this.known.costs;
  }

  private costsFor(sounds: number): Costs {
    const ofBorder = this.distinct.length * sounds;
    const rows = new Int32Array(this.numbers.length + 1).fill(ofBorder);
    this.numbers.forEach((number, place) => {
      if (number !== BORDER) rows[place] = number * sounds;
    });
    if (this.partOf) return { table: this.partOf.index.costs.table, rows };
    const table = new Uint8Array(ofBorder + sounds).fill(BORDER_COST, ofBorder);
    this.distinct.forEach((token, number) => {
      table.set(costsOf(token, this.language), number * sounds);
    });
    return { table, rows };
  }
}
