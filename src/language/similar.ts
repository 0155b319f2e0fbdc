import type { Language } from '../analysis.ts';
import { normalise } from './normalise.ts';

/** Words that say nothing about what a sentence is about. */
const EMPTY: Record<Language, ReadonlySet<string>> = {
  zh: new Set('你我的是呢吗呀吧嘛么那这请问一下麻烦好了就再和跟'),
  en: new Set([
    'the',
    'a',
    'an',
    'is',
    'are',
    'please',
    'you',
    'your',
    'me',
    'i',
    'and',
    'so',
    'okay',
    'can',
    'could',
    'may',
  ]),
};

/** The pairs of neighbouring characters (words) of a text without its empty words; a text of one word is that word. */
export function pairsOf(text: string, language: Language): ReadonlySet<string> {
  const tokens = normalise(text, language).tokens.filter((token) => !EMPTY[language].has(token));
  if (tokens.length < 2) return new Set(tokens);
  return new Set(tokens.slice(1).map((token, index) => `${tokens[index]!} ${token}`));
}

/** How much two texts have in common by their pairs: 0 nothing … 1 all; 0 for a text without words. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common++;
  return (2 * common) / (a.size + b.size);
}
