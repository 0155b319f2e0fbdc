import type { Language } from '../analysis.ts';
import { remembered } from '../remembered.ts';
import { wordBorders } from './words.ts';

/** A filler in a text: the wording of the list, and where it begins. */
export interface Filler {
  wording: string;
  start: number;
}

/** Words that fill pauses: sounds (嗯, um), and words that are fillers only where they stand for nothing (那个, like). */
export interface FillerWords {
  sounds: readonly string[];
  hollow: readonly string[];
}

const MARKS: Record<Language, RegExp> = { zh: /[\s，,。.！!？?；;、…]+/, en: /[，,。.！!？?；;…]+/ };

/**
 * The fillers of a text, first to last. A sound counts wherever it is a word of its own; a hollow word only as a clause
 * of its own (那个，) or doubled (这个这个): 这个订单 holds none. Texts without marks hide hollow words; they are not guessed.
 */
export function fillersIn(text: string, { sounds, hollow }: FillerWords, language: Language): Filler[] {
  const anySound = EITHER[language](sounds);
  const anyHollow = EITHER[language](hollow);
  const found: Filler[] = [];
  const add = (match: RegExpMatchArray, from: number): void => {
    found.push({ wording: match[0].toLowerCase(), start: from + match.index! });
  };
  const borders = language === 'zh' && anySound && text.search(anySound) >= 0 ? wordBorders(text) : null;
  for (const { clause, start } of clausesOf(text, language)) {
    for (const match of anySound ? clause.matchAll(anySound) : []) {
      const at = start + match.index;
      if (!borders || (borders[at] && borders[at + match[0].length])) add(match, start);
    }
    const rest = [anySound, anyHollow].reduce((left, one) => (one ? left.replaceAll(one, '') : left), clause);
    const alone = rest.trim() === '';
    for (const match of anyHollow ? clause.matchAll(anyHollow) : []) {
      const before = clause.slice(0, match.index).trimEnd().toLowerCase();
      if (alone || before.endsWith(match[0].toLowerCase())) add(match, start);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** One of the wordings, the longest first; null for none. */
function either(wordings: readonly string[], language: Language): RegExp | null {
  if (wordings.length === 0) return null;
  const list = wordings.toSorted((a, b) => b.length - a.length).map((one) => one.replace(/[^\p{L}\p{N} ']/gu, ''));
  return language === 'zh' ? new RegExp(list.join('|'), 'g') : new RegExp(`\\b(?:${list.join('|')})\\b`, 'gi');
}
const EITHER: Readonly<Record<Language, (wordings: readonly string[]) => RegExp | null>> = {
  zh: remembered((wordings: readonly string[]) => either(wordings, 'zh')),
  en: remembered((wordings: readonly string[]) => either(wordings, 'en')),
};

function clausesOf(text: string, language: Language): { clause: string; start: number }[] {
  const clauses: { clause: string; start: number }[] = [];
  let start = 0;
  for (const clause of text.split(MARKS[language])) {
    const at = text.indexOf(clause, start);
    clauses.push({ clause, start: at });
    start = at + clause.length;
  }
  return clauses;
}
