import { edits, editsToBeginning } from '../edits.ts';
import type { Sentence } from '../errors.ts';

/** So many names are shown when none is near and there are no more; of more that are equally near, none stands out. */
const NAMES_SHOWN = 12;
const NEAREST_SHOWN = 3;

/**
 * What a name may have meant, for a message: the known name (or its title) it misspells; else those that hold all of its words, misspelt by a
 * letter in four or cut short, in any order, or how many where those are too many; else all of a few. `titles` are what known names are called in either language.
 */
export function nearestName(
  name: string,
  known: readonly string[],
  titles: ReadonlyMap<string, Sentence> = new Map(),
): Sentence {
  const letters = lettersOf(name);
  const misspelt = leastBy(known, (one) => {
    const title = titles.get(one);
    const texts = [one, ...(title ? [title.zh, title.en] : [])].map(lettersOf);
    // Few are wrong in the first letter already.
    const wrong = texts.map((text) => edits(letters, text) + (text[0] === letters[0] ? 0 : 1 / 2));
    return Math.min(...wrong) <= letters.length / 2 ? Math.min(...wrong) : null;
  });
  if (misspelt.length > 0) return nearestAre(misspelt);
  const words = wordsOf(name);
  const holding = leastBy(known, (one) => {
    const title = titles.get(one);
    const places = [wordsOf(one), ...(title ? [wordsOf(title.zh), wordsOf(title.en)] : [])];
    // A word of the name itself tells more than one of its title.
    const wrong = places.map((place, rank) => wrongLetters(words, place) + Math.min(rank, 1) / 2);
    return words.length > 0 && Math.min(...wrong) < Infinity ? Math.min(...wrong) : null;
  });
  if (holding.length > 0) return nearestAre(holding);
  if (known.length <= NAMES_SHOWN)
    return { en: `expected one of ${known.join(', ')}`, zh: `应为 ${known.join('、')} 之一` };
  return { en: 'none is like it', zh: '没有相近的' };
}

/** The names of the least value, those of fewer letters first; those without a value are left out. */
function leastBy(known: readonly string[], likeness: (name: string) => number | null): string[] {
  const all = known.map((name) => ({ name, value: likeness(name) ?? Infinity }));
  const least = Math.min(...all.map(({ value }) => value));
  const found = all.filter(({ value }) => value === least && value < Infinity).map(({ name }) => name);
  return found.sort((a, b) => a.length - b.length);
}

function nearestAre(names: readonly string[]): Sentence {
  if (names.length === 1) return { en: `the nearest is "${names[0]}"`, zh: `最接近的是“${names[0]}”` };
  if (names.length > NAMES_SHOWN)
    return {
      en: `${names.length} are like it, too many to name`,
      zh: `相近的有 ${names.length} 个，过多，不一一列出`,
    };
  const first = names.slice(0, NEAREST_SHOWN);
  const more = names.length - first.length;
  return {
    en: `the nearest are ${first.map((one) => `"${one}"`).join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    zh: `较接近的有${first.map((one) => `“${one}”`).join('')}${more > 0 ? `等 ${names.length} 个` : ''}`,
  };
}

/** Hyphens, spaces and capitals are not what tells names apart. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Words between hyphens or spaces, or begun with a capital as in `secondsPerRing`, in small letters. */
const wordsOf = (name: string): string[] =>
  (name.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+|\p{Lo}+/gu) ?? []).map((word) => word.toLowerCase());

/** How many letters of the words are wrong for each to be one of the others; Infinity when one is like none of them. */
function wrongLetters(words: readonly string[], others: readonly string[]): number {
  // `hangup` is `hang-up`.
  const joined = others.map((other, at) => other + (others[at + 1] ?? ''));
  return words.reduce((sum, word) => {
    const wrong = Math.min(
      ...[...others, ...joined].map((other) => (isHan(word) ? inside(word, other) : editsToBeginning(word, other))),
    );
    return wrong <= word.length / LETTERS_PER_MISTAKE ? sum + wrong : Infinity;
  }, 0);
}
const LETTERS_PER_MISTAKE = 4;

const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);
const inside = (word: string, other: string): number => (other.includes(word) ? 0 : Infinity);
