import type { Sentence } from '../errors.ts';

/** So many names are shown when none is near and there are no more. */
const NAMES_SHOWN = 12;
const NEAREST_SHOWN = 3;

/**
 * What a name may have meant, for a message: the known name it misspells; else those it is a part of, in any order of
 * its words; else all of a few. `titles` are what known names are called in either language.
 */
export function nearestName(
  name: string,
  known: readonly string[],
  titles: ReadonlyMap<string, Sentence> = new Map(),
): Sentence {
  const letters = lettersOf(name);
  const words = wordsOf(name).map(lettersOf);
  const [nearest, ...others] = known
    .map((one) => {
      const title = titles.get(one);
      const texts = [one, ...(title ? [title.zh, title.en] : [])].map(lettersOf);
      const whole = Math.min(...texts.map((text) => mistakes(letters, text, 'whole')));
      const part = Math.min(...texts.map((text) => sum(words.map((word) => mistakes(word, text, 'part')))));
      return { one, whole, part };
    })
    .sort((a, b) => a.part - b.part || a.whole - b.whole);
  if (nearest && nearest.whole <= letters.length / 2) return nearestAre([nearest.one]);
  if (nearest && nearest.part <= letters.length / 3) {
    const asNear = others.filter(({ part }) => part === nearest.part);
    return nearestAre([nearest, ...asNear].slice(0, NEAREST_SHOWN).map(({ one }) => one));
  }
  if (known.length <= NAMES_SHOWN)
    return { en: `expected one of ${known.join(', ')}`, zh: `应为 ${known.join('、')} 之一` };
  return { en: 'none is like it', zh: '没有相近的' };
}

function nearestAre(names: readonly string[]): Sentence {
  if (names.length === 1) return { en: `the nearest is "${names[0]}"`, zh: `最接近的是“${names[0]}”` };
  return {
    en: `the nearest are ${names.map((one) => `"${one}"`).join(', ')}`,
    zh: `较接近的有${names.map((one) => `“${one}”`).join('')}`,
  };
}

/** Hyphens, spaces and capitals are not what tells names apart. */
const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Words between hyphens or spaces, or begun with a capital as in `secondsPerRing`. */
const wordsOf = (name: string): string[] => name.match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+|\p{Lo}+/gu) ?? [];

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Letters to change, add, drop or exchange with the next to make the name the text, or the nearest part of the text. */
function mistakes(name: string, text: string, of: 'whole' | 'part'): number {
  const rows = [Array.from({ length: text.length + 1 }, (_, j) => (of === 'whole' ? j : 0))];
  for (let i = 1; i <= name.length; i++) {
    const row = [i];
    for (let j = 1; j <= text.length; j++) {
      const isSame = name[i - 1] === text[j - 1];
      const isExchanged = i > 1 && j > 1 && name[i - 1] === text[j - 2] && name[i - 2] === text[j - 1];
      row.push(
        Math.min(
          row[j - 1]! + 1,
          rows[i - 1]![j]! + 1,
          rows[i - 1]![j - 1]! + (isSame ? 0 : 1),
          isExchanged ? rows[i - 2]![j - 2]! + 1 : Infinity,
        ),
      );
    }
    rows.push(row);
  }
  const last = rows.at(-1)!;
  return of === 'whole' ? last.at(-1)! : Math.min(...last);
}
