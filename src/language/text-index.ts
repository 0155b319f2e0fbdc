import { CONFUSABLE_COST } from './pinyin.ts';
import { costOf, likenesses, soundCount, soundNumber, tokenNumber } from './sound.ts';

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
  /** Cost in tenths of token `number` for a sound: at `costsOf(index of the sound) + number`. */
  costs: Uint8Array;
  /** By the index of a sound: at how many places it is heard, at least nearly, and at how many distantly. */
  nearCounts = new Uint32Array(0);
  distantCounts = new Uint32Array(0);
  private readonly byToken = new Map<string, number>();
  private readonly tokenNumbers: Int32Array;
  private readonly places: number[][] = [];
  /** By the index of a sound: where its costs are, -1 for a sound not looked at yet. */
  private costsAt = new Int32Array(0);
  private used = 0;
  private readonly near: (number[] | undefined)[] = [];

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
    this.costs = new Uint8Array(FIRST_SLOTS * distinct.length);
  }

  /** The places of a token, first to last. */
  placesOf(token: string): readonly number[] {
    const number = this.byToken.get(token);
    return number === undefined ? [] : this.places[number]!;
  }

  /** Counts where the sounds are heard that came up since the last time. */
  takeInSounds(): void {
    const count = soundCount();
    if (this.nearCounts.length >= count) return;
    this.nearCounts = new Uint32Array(count);
    this.distantCounts = new Uint32Array(count);
    this.distinct.forEach((token, number) => {
      const { near, distant } = likenesses(token, this.tokenNumbers[number]!);
      const times = this.places[number]!.length;
      for (const index of near) this.nearCounts[index]! += times;
      for (const index of distant) this.distantCounts[index]! += times;
    });
    const costsAt = new Int32Array(count).fill(-1);
    costsAt.set(this.costsAt);
    this.costsAt = costsAt;
  }

  /** Where the costs of a sound, by its index, begin; worked out on first use. */
  costsOf(index: number): number {
    if (index >= this.costsAt.length) this.takeInSounds();
    const known = this.costsAt[index]!;
    return known < 0 ? this.addCosts(index) : known;
  }

  private addCosts(index: number): number {
    const sound = soundNumber(index);
    const count = this.distinct.length;
    const at = this.used;
    this.used += count;
    if (this.used > this.costs.length) {
      const longer = new Uint8Array(2 * this.costs.length);
      longer.set(this.costs);
      this.costs = longer;
    }
    for (let number = 0; number < count; number++)
      this.costs[at + number] = costOf(sound, this.distinct[number]!, this.tokenNumbers[number]!);
    this.costsAt[index] = at;
    return at;
  }

  /** The places where a sound, by its index, is heard, at least nearly. */
  placesNear(index: number): readonly number[] {
    let places = this.near[index];
    if (!places) {
      const at = this.costsOf(index);
      places = [];
      for (let number = 0; number < this.distinct.length; number++)
        if (this.costs[at + number]! <= CONFUSABLE_COST) for (const place of this.places[number]!) places.push(place);
      this.near[index] = places;
    }
    return places;
  }
}
