import type { CompiledPhrase } from './phrase.ts';
import { CONFUSABLE_COST, RELATED_COST, WHOLE_COST } from './pinyin.ts';
import type { TextIndex } from './text-index.ts';

/** The least score by the number of syllables to hear: short phrases sound like too many other words. */
const THRESHOLDS: readonly { upTo: number; score: number; near: number }[] = [
  { upTo: 2, score: 1, near: 0.85 },
  { upTo: 3, score: 0.9, near: 0.85 },
  { upTo: 5, score: 0.8, near: 0.75 },
  { upTo: Number.POSITIVE_INFINITY, score: 0.7, near: 0.65 },
];
/** Phrases with gaps or slots fit many sentences by chance: their words must be heard well. */
const GAPPED_SCORE = 0.9;

/** The most that all differences from a phrase may cost, in tenths of a wrong word. */
export type LimitOf = (phrase: CompiledPhrase) => number;

const ruleFor = ({ literals }: CompiledPhrase) => THRESHOLDS.find(({ upTo }) => literals <= upTo)!;
const limitAt = (score: number, { literals }: CompiledPhrase): number =>
  Math.floor((1 - score) * literals * WHOLE_COST + 1e-9);
export const isGapped = ({ literals, elements }: CompiledPhrase): boolean => literals < elements.length;

/** For a phrase to count as heard. */
export const heardLimit: LimitOf = (phrase) =>
  limitAt(isGapped(phrase) ? Math.max(ruleFor(phrase).score, GAPPED_SCORE) : ruleFor(phrase).score, phrase);
/** For what came close without being enough. */
export const nearLimit: LimitOf = (phrase) => limitAt(ruleFor(phrase).near, phrase);
/** For what excuses a forbidden word: homophones, and one syllable that is easily confused. */
export const excuseLimit: LimitOf = () => CONFUSABLE_COST;

/**
 * Phrases to look for, with how much each may differ. What tells quickly that a text does not hold most of them lies in
 * plain numbers one after the other: reading the phrases themselves would take longer than the search.
 */
export class SearchPlan {
  readonly phrases: readonly CompiledPhrase[];
  /** Per phrase: the most that it may cost. */
  readonly limits: Int32Array;
  /** The words to hear of phrase k are those from `firsts[k]` up to `firsts[k + 1]`. */
  readonly firsts: Int32Array;
  /** Per word: the index of its sound, and the first word of its run, which is the words without a gap between them. */
  readonly sounds: Int32Array;
  readonly runs: Int32Array;
  /** Per word: how many elements there are before its run, and how many from the first of the run to the end. */
  readonly before: Int32Array;
  readonly rest: Int32Array;

  constructor(phrases: readonly CompiledPhrase[], limitOf: LimitOf) {
    this.phrases = phrases;
    this.limits = Int32Array.from(phrases, limitOf);
    this.firsts = new Int32Array(this.phrases.length + 1);
    this.phrases.forEach(({ literals }, k) => {
      this.firsts[k + 1] = this.firsts[k]! + literals;
    });
    const count = this.firsts[this.phrases.length]!;
    this.sounds = new Int32Array(count);
    this.runs = new Int32Array(count);
    this.before = new Int32Array(count);
    this.rest = new Int32Array(count);
    this.phrases.forEach(({ elements }, k) => {
      this.layOut(elements, this.firsts[k]!);
    });
  }

  private layOut(elements: CompiledPhrase['elements'], first: number): void {
    let word = first;
    let run = first;
    elements.forEach((element, at) => {
      if (element.kind !== 'literal') return;
      const goesOn = elements[at - 1]?.kind === 'literal';
      if (!goesOn) run = word;
      this.sounds[word] = element.sound.index;
      this.runs[word] = run;
      this.before[word] = goesOn ? this.before[run]! : at;
      this.rest[word] = elements.length - this.before[word]!;
      word++;
    });
  }

  /** Calls `found` with the number of each phrase that has enough of its words somewhere in the text. */
  eachLikely(text: TextIndex, found: (phrase: number) => void): void {
    text.takeInSounds();
    const { nearCounts, distantCounts } = text;
    const { limits, firsts, sounds } = this;
    for (let k = 0; k < limits.length; k++) {
      const limit = limits[k]!;
      let unheard = 0;
      for (let word = firsts[k]!; word < firsts[k + 1]! && unheard <= limit; word++) {
        const sound = sounds[word]!;
        if (nearCounts[sound] === 0) unheard += distantCounts[sound] === 0 ? WHOLE_COST : RELATED_COST;
      }
      if (unheard <= limit) found(k);
    }
  }
}
