import { CONFUSABLE_COST, RELATED_COST } from './pinyin.ts';
import { costOf, likenesses, type Sound, soundCount, tokenNumber } from './sound.ts';

export const WORD_BITS = 32;
/** Masks are kept for words up to so many tokens off their place. */
export const MOST_DRIFT = 3;
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
  /** Words in a mask of places. */
  readonly maskWords: number;
  /** Cost in tenths of token `number` for a sound: at `slotOf(sound) * distinct.length + number`. */
  costs: Uint8Array;
  /**
   * Where a sound is heard, at least nearly or at least distantly: bits `place + MOST_DRIFT - 2 * drift … place + MOST_DRIFT`
   * are set for each such place, in the `maskWords` words from `maskAt(slot, distantly, drift)` on.
   */
  masks: Int32Array;
  private readonly byToken = new Map<string, number>();
  private readonly tokenNumbers: Int32Array;
  /** By the index of a sound: its slot, -1 for a sound not looked at yet; and how much is missing of it. */
  private slots: Int32Array;
  private missing = new Uint8Array(0);
  private used = 0;
  private readonly places: number[][] = [];

  /** `null` among the tokens is a border. */
  constructor(tokens: readonly (string | null)[]) {
    const distinct: string[] = [];
    this.numbers = Int32Array.from(tokens, (token, place) => {
      if (token === null) return BORDER;
      let number = this.byToken.get(token);
      if (number === undefined) {
        number = distinct.push(token) - 1;
        this.byToken.set(token, number);
        this.places.push([]);
      }
      this.places[number]!.push(place);
      return number;
    });
    this.distinct = distinct;
    this.tokenNumbers = Int32Array.from(distinct, tokenNumber);
    this.maskWords = Math.ceil((tokens.length + MOST_DRIFT) / WORD_BITS);
    this.slots = new Int32Array(soundCount()).fill(-1);
    this.costs = new Uint8Array(FIRST_SLOTS * distinct.length);
    this.masks = new Int32Array(this.maskAt(FIRST_SLOTS, 0, 0));
  }

  /** The places of a token, first to last. */
  placesOf(token: string): readonly number[] {
    const number = this.byToken.get(token);
    return number === undefined ? [] : this.places[number]!;
  }

  /** Where the costs and masks of a sound are; worked out on first use. */
  slotOf(sound: Sound): number {
    const known = this.slots[sound.index];
    return known === undefined || known < 0 ? this.fill(sound) : known;
  }

  /** Where in `masks` the mask of a slot for a drift of 0 to MOST_DRIFT tokens begins; `distantly` is 0 or 1. */
  maskAt(slot: number, distantly: number, drift: number): number {
    return ((2 * slot + distantly) * (MOST_DRIFT + 1) + drift) * this.maskWords;
  }

  /**
   * By the index of a sound, of all there are by now: 0 when it is heard somewhere, at least nearly, 1 when only
   * distantly, 2 when nowhere.
   */
  missingSounds(): Uint8Array {
    if (this.missing.length < soundCount()) {
      this.missing = new Uint8Array(soundCount()).fill(2);
      this.distinct.forEach((token, k) => {
        const { near, distant } = likenesses(token, this.tokenNumbers[k]!);
        for (const index of near) this.missing[index] = 0;
        for (const index of distant) this.missing[index] = Math.min(1, this.missing[index]!);
      });
    }
    return this.missing;
  }

  private fill(sound: Sound): number {
    const slot = this.used++;
    if (sound.index >= this.slots.length) this.slots = extended(this.slots, soundCount(), -1);
    this.slots[sound.index] = slot;
    const count = this.distinct.length;
    if ((slot + 1) * count > this.costs.length || this.maskAt(slot + 1, 0, 0) > this.masks.length) this.grow();
    for (let number = 0; number < count; number++) {
      const cost = costOf(sound, this.distinct[number]!, this.tokenNumbers[number]!);
      this.costs[slot * count + number] = cost;
      if (cost <= CONFUSABLE_COST) this.mark(this.maskAt(slot, 0, 0), number);
      if (cost <= RELATED_COST) this.mark(this.maskAt(slot, 1, 0), number);
    }
    for (let drift = 1; drift <= MOST_DRIFT; drift++) {
      this.spread(this.maskAt(slot, 0, drift));
      this.spread(this.maskAt(slot, 1, drift));
    }
    return slot;
  }

  private mark(mask: number, number: number): void {
    for (const place of this.places[number]!) {
      const bit = place + MOST_DRIFT;
      this.masks[mask + Math.floor(bit / WORD_BITS)]! |= 1 << (bit % WORD_BITS);
    }
  }

  /** Makes the mask at `to` of the one right before it: heard up to two places later, too. */
  private spread(to: number): void {
    const { maskWords: words, masks } = this;
    for (let word = 0; word < words; word++) {
      const own = masks[to - words + word]!;
      const next = word + 1 < words ? masks[to - words + word + 1]! : 0;
      masks[to + word] = own | (own >>> 1) | (next << 31) | (own >>> 2) | (next << 30);
    }
  }

  private grow(): void {
    const costs = new Uint8Array(2 * this.costs.length);
    costs.set(this.costs);
    this.costs = costs;
    this.masks = extended(this.masks, 2 * this.masks.length, 0);
  }
}

function extended(array: Int32Array, length: number, filler: number): Int32Array {
  const longer = new Int32Array(length).fill(filler, array.length);
  longer.set(array);
  return longer;
}
