import type { Language } from '../analysis.ts';
import type { CompiledPhrase } from './phrase.ts';
import { RELATED_COST, WHOLE_COST } from './pinyin.ts';
import { MOST_REACH, STRETCH_TOKENS, type TextIndex } from './text-index.ts';

/** The least cost of a word that is not even nearly heard. */
const MISS_COST: Readonly<Record<Language, number>> = { zh: RELATED_COST, en: WHOLE_COST };
/** Counters of misses, kept between calls. */
const over = new Int32Array(64);

/**
 * Stretches of the text `[from, to)`, in tokens, outside of which a phrase cannot be heard within the limit: most of
 * its words must be near each other. Cheap, so that most phrases need no alignment.
 */
export function placesFor(
  phrase: CompiledPhrase,
  text: TextIndex,
  limit: number,
  language: Language,
): [number, number][] {
  const most = Math.floor(limit / MISS_COST[language]);
  const reach = Math.ceil((phrase.elements.length + Math.floor(limit / WHOLE_COST) - 1) / STRETCH_TOKENS);
  const whole: [number, number] = [0, text.numbers.length];
  if (reach > MOST_REACH || most >= phrase.literals || most >= over.length) return [whole];
  const words = text.maskWords;
  const found: [number, number][] = [];
  for (let word = 0; word < words; word++) {
    // Bit s of over[k]: more than k words of the phrase are not heard from stretch s on.
    over.fill(0, 0, most + 1);
    for (const element of phrase.elements) {
      if (element.kind !== 'literal') continue;
      const slot = text.slotOf(element.sound);
      const missed = ~text.masks[(slot * MOST_REACH + Math.max(reach, 1) - 1) * words + word]!;
      for (let k = most; k > 0; k--) over[k]! |= over[k - 1]! & missed;
      over[0]! |= missed;
      if (over[most] === -1) break;
    }
    for (let left = ~over[most]!; left !== 0; left &= left - 1) {
      const stretch = word * 32 + (31 - Math.clz32(left & -left));
      const from = stretch * STRETCH_TOKENS;
      const to = Math.min(text.numbers.length, from + (Math.max(reach, 1) + 1) * STRETCH_TOKENS);
      if (from >= to) continue;
      const last = found.at(-1);
      if (last && last[1] >= from) last[1] = to;
      else found.push([from, to]);
    }
  }
  return found;
}
