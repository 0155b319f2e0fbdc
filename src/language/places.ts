import type { CompiledPhrase, Run } from './phrase.ts';
import { RELATED_COST, WHOLE_COST } from './pinyin.ts';
import { MOST_DRIFT, type TextIndex, WORD_BITS } from './text-index.ts';

/** Counters of misses, kept between calls. */
const over = new Int32Array(64);
/** Masks of places, kept between calls. */
let begins = new Int32Array(64);
let follows = new Int32Array(64);
const NOWHERE: readonly [number, number][] = [];

/** How much of a phrase may be missing or wrong. */
export interface Allowance {
  /** The most that all differences may cost, in tenths of a wrong word. */
  limit: number;
  /** The most halves of words that may be missing: a word heard distantly lacks one, one not heard at all two. */
  halves: number;
}

/** What a limit on the cost allows. */
export const allowanceOf = (limit: number): Allowance => ({ limit, halves: Math.floor(limit / RELATED_COST) });

/**
 * Stretches of the text `[from, to)`, in tokens, outside of which a phrase cannot be heard within the limit: most of
 * its words must be near their places. Cheap, so that most phrases need no alignment. Words move by as many places as
 * the limit allows words too many or too few; that is what makes a bit per place enough.
 */
export function placesFor(
  phrase: CompiledPhrase,
  text: TextIndex,
  { limit, halves }: Allowance,
): readonly (readonly [number, number])[] {
  const drift = Math.floor(limit / WHOLE_COST);
  if (drift > MOST_DRIFT || halves >= 2 * phrase.literals) return [[0, text.numbers.length]];
  const { runs } = phrase;
  // With gaps a word too many could stand anywhere: only few, long phrases are allowed one.
  if (runs.length > 1 && drift > 0) return [[0, text.numbers.length]];
  const words = text.maskWords;
  if (words > begins.length) {
    begins = new Int32Array(2 * words);
    follows = new Int32Array(2 * words);
  }
  for (let k = runs.length - 1; k >= 0; k--) {
    [begins, follows] = [follows, begins];
    const next = runs[k + 1];
    if (next) moveBack(follows, words, runs[k]!.sounds.length + next.least, next.most - next.least);
    if (!markBeginnings(runs[k]!, text, drift, halves, next ? follows : null)) return NOWHERE;
  }
  return stretchesFrom(phrase, text, drift);
}

/** Marks in `begins` where a run may begin, among the places of `within`; false when nowhere. */
function markBeginnings(
  { sounds }: Run,
  text: TextIndex,
  drift: number,
  most: number,
  within: Int32Array | null,
): boolean {
  const words = text.maskWords;
  let some = 0;
  for (let word = 0; word < words; word++) {
    // Bit b of over[n]: more than n halves of the run's words are missing at their place from b on.
    over.fill(0, 0, most + 1);
    for (let k = 0; k < sounds.length && over[most] !== -1; k++) {
      const slot = text.slotOf(sounds[k]!);
      for (let distantly = 0; distantly < 2; distantly++) {
        const missed = ~shifted(text.masks, text.maskAt(slot, distantly, drift), words, word, k);
        for (let n = most; n > 0; n--) over[n]! |= over[n - 1]! & missed;
        over[0]! |= missed;
      }
    }
    const marked = ~over[most]! & (within ? within[word]! : -1);
    begins[word] = marked;
    some |= marked;
  }
  return some !== 0;
}

/** Word `word` of the mask at `at` moved down by `by` bits. */
function shifted(masks: Int32Array, at: number, words: number, word: number, by: number): number {
  const from = word + (by >>> 5);
  const bits = by & 31;
  const low = from < words ? masks[at + from]! : 0;
  if (bits === 0) return low;
  const high = from + 1 < words ? masks[at + from + 1]! : 0;
  return (low >>> bits) | (high << (WORD_BITS - bits));
}

/** Turns the places of a mask into the places `by` to `by + spread` tokens before them. */
function moveBack(mask: Int32Array, words: number, by: number, spread: number): void {
  for (let word = 0; word < words; word++) mask[word] = shifted(mask, 0, words, word, by);
  for (let left = spread, reach = 1; left > 0; reach *= 2) {
    const step = Math.min(reach, left);
    for (let word = 0; word < words; word++) mask[word]! |= shifted(mask, 0, words, word, step);
    left -= step;
  }
}

/** The stretches a phrase may fill whose first run begins where `begins` says. */
function stretchesFrom({ elements, runs }: CompiledPhrase, text: TextIndex, drift: number): [number, number][] {
  const lead = runs[0]!.most;
  const found: [number, number][] = [];
  for (let word = 0; word < text.maskWords; word++)
    for (let left = begins[word]!; left !== 0; left &= left - 1) {
      const first = word * WORD_BITS + (31 - Math.clz32(left & -left)) - MOST_DRIFT;
      const from = Math.max(0, first - lead);
      const to = Math.min(text.numbers.length, first + 2 * drift + elements.length);
      if (from >= to) continue;
      const last = found.at(-1);
      if (last && last[1] >= from) last[1] = to;
      else found.push([from, to]);
    }
  return found;
}
