import type { Language } from '../analysis.ts';
import { CONFUSABLE_COST, type Reading, readingOf, syllableCost, WHOLE_COST, withoutTone } from './pinyin.ts';
import { wordCost } from './word-cost.ts';

/** One way to fill a place of a phrase: a token and, for a Chinese one, how it is read there. */
export interface Choice {
  token: string;
  reading: Reading;
}

/**
 * A place of a phrase that must be heard, as one of a few tokens. The same place in many phrases is one sound, so that
 * what it costs to hear a token as it is worked out once.
 */
export interface Sound {
  /** Counts from 0 within its language as long as the process lives. */
  index: number;
  language: Language;
  choices: readonly Choice[];
}

/** The sounds of a language, and what they cost for the tokens that turned up so far. */
interface Inventory {
  byKey: Map<string, Sound>;
  inOrder: Sound[];
  costs: Map<string, Uint8Array>;
}
const INVENTORIES: Readonly<Record<Language, Inventory>> = {
  zh: { byKey: new Map(), inOrder: [], costs: new Map() },
  en: { byKey: new Map(), inOrder: [], costs: new Map() },
};
/** Words of languages without end are not all remembered. */
const MOST_TOKENS = 8192;

/** The sound of some choices; equal choices give the same object. */
export function soundOf(choices: readonly Choice[], language: Language): Sound {
  const { byKey, inOrder } = INVENTORIES[language];
  const key = choices.map(({ token, reading }) => `${token}/${reading.toned.join(',')}`).join('|');
  let sound = byKey.get(key);
  if (!sound) {
    sound = { index: inOrder.length, language, choices };
    byKey.set(key, sound);
    inOrder.push(sound);
  }
  return sound;
}

/** How many sounds of a language there are. */
export function soundCount(language: Language): number {
  return INVENTORIES[language].inOrder.length;
}

/** What it costs to take a heard token for each sound of its language there is by now, in tenths (0…10), by its index. */
export function costsOf(token: string, language: Language): Uint8Array {
  const { inOrder, costs } = INVENTORIES[language];
  const known = costs.get(token);
  if (known?.length === inOrder.length) return known;
  const row = new Uint8Array(inOrder.length);
  row.set(known ?? []);
  for (let index = known?.length ?? 0; index < row.length; index++) row[index] = costOf(inOrder[index]!, token);
  if (known || costs.size < MOST_TOKENS) costs.set(token, row);
  return row;
}

function costOf({ choices, language }: Sound, token: string): number {
  if (choices.some((choice) => choice.token === token)) return 0;
  if (language === 'en') return Math.min(...choices.map((choice) => wordCost(choice.token, token)));
  return readingCost(choices, readingOf(token));
}

/** The best of all pairs; a reading the heard character seldom has costs like a confusable sound. */
function readingCost(choices: readonly Choice[], heard: Reading): number {
  let best = WHOLE_COST;
  for (const { reading } of choices)
    for (const meant of reading.syllables)
      heard.syllables.forEach((syllable, rank) => {
        best = Math.min(best, syllableCost(meant, syllable) + (rank === 0 ? 0 : CONFUSABLE_COST));
      });
  return best;
}

/** True when a token could be one of the choices down to the tone. */
export function hasToneOf(sound: Sound, token: string): boolean {
  const { toned } = readingOf(token);
  return sound.choices.some(({ reading }) => reading.toned.some((one) => toned.includes(one)));
}

/** Characters told apart in writing alone: 您 is written 你 before matching but may be heard as either. */
const ALSO_READ: Readonly<Record<string, string>> = { 你: 'nin2' };

/** A choice for a token read as it stands beside others, or in any of its readings. */
export function choiceOf(token: string, toned: string | null, language: Language): Choice {
  const { toned: every } = language === 'zh' ? readingOf(token) : { toned: [] };
  const read = every.length === 0 ? [] : [...(toned === null ? every : [toned]), ALSO_READ[token] ?? []].flat();
  return { token, reading: { syllables: [...new Set(read.map(withoutTone))], toned: read } };
}
