import { CONFUSABLE_COST } from './pinyin.ts';
import { costOf, readingNumber, type Sound } from './sound.ts';

/** Tokens are looked at in stretches of this many; a bit stands for a stretch, 32 to a word of a mask. */
export const STRETCH_TOKENS = 8;
const WORD_BITS = 32;
/** Masks are kept for matches of up to so many stretches beyond their first. */
export const MOST_REACH = 6;
/** The number of a place that no match may cross. */
const BORDER = -1;
const FIRST_SLOTS = 64;

/**
 * What the sounds of phrases cost in one text, worked out once per sound, so that a search for thousands of phrases
 * mostly looks things up. Tokens are numbered by first appearance.
 */
export class TextIndex {
  /** Per place of the text: the number of its token, -1 for a border. */
  readonly numbers: Int32Array;
  readonly distinct: readonly string[];
  /** Words in a mask of stretches. */
  readonly maskWords: number;
  /** Cost in tenths of token `number` for a sound: at `slotOf(sound) * distinct.length + number`. */
  costs: Uint8Array;
  /**
   * Stretches from which on a sound is heard, at least nearly, within `reach` (1…6) more stretches: `maskWords` words
   * at `(slotOf(sound) * MOST_REACH + reach - 1) * maskWords`.
   */
  masks: Int32Array;
  private readonly byToken = new Map<string, number>();
  private readonly readings: Int32Array;
  private readonly stretches: Int32Array;
  private readonly slots: number[] = [];
  private used = 0;
  private places: number[][] | null = null;

  /** `null` among the tokens is a border. */
  constructor(tokens: readonly (string | null)[]) {
    const distinct: string[] = [];
    this.numbers = Int32Array.from(tokens, (token) => {
      if (token === null) return BORDER;
      let number = this.byToken.get(token);
      if (number === undefined) {
        number = distinct.push(token) - 1;
        this.byToken.set(token, number);
      }
      return number;
    });
    this.distinct = distinct;
    this.readings = Int32Array.from(distinct, readingNumber);
    this.maskWords = Math.ceil(tokens.length / (STRETCH_TOKENS * WORD_BITS));
    this.stretches = new Int32Array(distinct.length * this.maskWords);
    this.numbers.forEach((number, place) => {
      if (number === BORDER) return;
      const stretch = Math.floor(place / STRETCH_TOKENS);
      this.stretches[number * this.maskWords + Math.floor(stretch / WORD_BITS)]! |= 1 << (stretch % WORD_BITS);
    });
    this.costs = new Uint8Array(FIRST_SLOTS * distinct.length);
    this.masks = new Int32Array(FIRST_SLOTS * MOST_REACH * this.maskWords);
  }

  /** The places of a token, first to last. */
  placesOf(token: string): readonly number[] {
    this.places ??= this.allPlaces();
    const number = this.byToken.get(token);
    return number === undefined ? [] : this.places[number]!;
  }

  private allPlaces(): number[][] {
    const places: number[][] = this.distinct.map(() => []);
    this.numbers.forEach((number, place) => {
      if (number !== BORDER) places[number]!.push(place);
    });
    return places;
  }

  /** Where the costs and masks of a sound are; worked out on first use. */
  slotOf(sound: Sound): number {
    const known = this.slots[sound.index];
    return known === undefined ? this.fill(sound) : known;
  }

  private fill(sound: Sound): number {
    const slot = this.used++;
    this.slots[sound.index] = slot;
    const count = this.distinct.length;
    if ((slot + 1) * count > this.costs.length || (slot + 1) * MOST_REACH * this.maskWords > this.masks.length)
      this.grow();
    const mask = slot * MOST_REACH * this.maskWords;
    for (let number = 0; number < count; number++) {
      const cost = costOf(sound, this.distinct[number]!, this.readings[number]!);
      this.costs[slot * count + number] = cost;
      if (cost > CONFUSABLE_COST) continue;
      for (let word = 0; word < this.maskWords; word++)
        this.masks[mask + word]! |= this.stretches[number * this.maskWords + word]!;
    }
    this.spread(mask);
    return slot;
  }

  /** Turns the mask of a sound's own stretches into the masks of all reaches, longest last. */
  private spread(mask: number): void {
    const { maskWords: words, masks } = this;
    for (let reach = 0; reach < MOST_REACH; reach++) {
      const from = mask + Math.max(0, reach - 1) * words;
      const to = mask + reach * words;
      let next = 0;
      for (let word = words - 1; word >= 0; word--) {
        const own = masks[from + word]!;
        masks[to + word] = own | (own >>> 1) | (next << (WORD_BITS - 1));
        next = own;
      }
    }
  }

  private grow(): void {
    const costs = new Uint8Array(2 * this.costs.length);
    costs.set(this.costs);
    this.costs = costs;
    const masks = new Int32Array(2 * this.masks.length);
    masks.set(this.masks);
    this.masks = masks;
  }
}
