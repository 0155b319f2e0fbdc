import { type Alignment, align } from './align.ts';
import type { CompiledPhrase } from './phrase.ts';
import type { PhraseWalk } from './phrase-walk.ts';
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

const ruleFor = ({ words }: CompiledPhrase) => THRESHOLDS.find(({ upTo }) => words.length <= upTo)!;
const limitAt = (score: number, { words }: CompiledPhrase): number =>
  Math.floor((1 - score) * words.length * WHOLE_COST + 1e-9);
export const isGapped = ({ words, sounds }: CompiledPhrase): boolean => words.length < sounds.length;

/** For a phrase to count as heard. */
export const heardLimit: LimitOf = (phrase) =>
  limitAt(isGapped(phrase) ? Math.max(ruleFor(phrase).score, GAPPED_SCORE) : ruleFor(phrase).score, phrase);
/** For what came close without being enough. */
export const nearLimit: LimitOf = (phrase) => limitAt(ruleFor(phrase).near, phrase);
/** For what excuses a forbidden word: homophones, and one syllable that is easily confused. */
export const excuseLimit: LimitOf = () => CONFUSABLE_COST;

/** Phrases to look for, with how much each may differ; they are found together with the others of the same walk. */
export class SearchPlan {
  readonly phrases: readonly CompiledPhrase[];
  /** Per phrase: the most that it may cost. */
  readonly limits: readonly number[];
  private readonly walk: PhraseWalk;

  constructor(phrases: readonly CompiledPhrase[], limitOf: LimitOf, walk: PhraseWalk) {
    this.phrases = phrases;
    this.limits = phrases.map(limitOf);
    this.walk = walk;
    walk.add(this);
  }

  /** Every place where a phrase sounds as it should, within its limit, phrase by phrase, each first to last. */
  alignments(text: TextIndex): (Alignment & { phrase: CompiledPhrase })[] {
    const found: (Alignment & { phrase: CompiledPhrase })[] = [];
    for (const { phrase: number, from, to } of this.walk.stretchesIn(text, this)) {
      const phrase = this.phrases[number]!;
      const limit = this.limits[number]!;
      const all = align(phrase, text, limit, from, to);
      if (all.length === 0 || !isLikely(phrase, limit, text, from)) continue;
      for (const { start, end, cost } of all) found.push({ start, end, cost, phrase });
    }
    return found;
  }
}

/**
 * Whether enough words of a phrase sound at least distantly like some word of the text. A word that sounds remoter than that
 * (a seldom reading of a related sound) is a wrong one all the same, so that no phrase of few words rests on it. The words
 * of the text are looked at from a place on, where most are found at once.
 */
function isLikely({ sounds }: CompiledPhrase, limit: number, { costs }: TextIndex, from: number): boolean {
  const { table, rows } = costs;
  let unheard = 0;
  for (const sound of sounds) {
    if (sound < 0) continue;
    let least = WHOLE_COST;
    for (let k = 0; k < rows.length && least > CONFUSABLE_COST; k++)
      least = Math.min(least, table[rows[(from + k) % rows.length]! + sound]!);
    if (least > CONFUSABLE_COST) unheard += least <= RELATED_COST ? RELATED_COST : WHOLE_COST;
  }
  return unheard <= limit;
}
