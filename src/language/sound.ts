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

/** The sounds of a language, and what they cost for the tokens and Chinese syllables that turned up so far, by index. */
interface Inventory {
  byKey: Map<string, Sound>;
  inOrder: Sound[];
  /** The sounds that a token is one of the choices of. */
  byToken: Map<string, number[]>;
  costs: Map<string, Uint8Array>;
  syllableCosts: Map<string, Uint8Array>;
}
const newInventory = (): Inventory => ({
  byKey: new Map(),
  inOrder: [],
  byToken: new Map(),
  costs: new Map(),
  syllableCosts: new Map(),
});
const INVENTORIES: Readonly<Record<Language, Inventory>> = { zh: newInventory(), en: newInventory() };
/** Words of languages without end are not all remembered. */
const MOST_TOKENS = 8192;

/** The sound of some choices; equal choices give the same object. */
export function soundOf(choices: readonly Choice[], language: Language): Sound {
  const { byKey, inOrder, byToken } = INVENTORIES[language];
  const key = choices.map(({ token, reading }) => `${token}/${reading.toned.join(',')}`).join('|');
  let sound = byKey.get(key);
  if (!sound) {
    sound = { index: inOrder.length, language, choices };
    byKey.set(key, sound);
    inOrder.push(sound);
    for (const { token } of choices) byToken.set(token, [...(byToken.get(token) ?? []), sound.index]);
  }
  return sound;
}

/** How many sounds of a language there are. */
export function soundCount(language: Language): number {
  return INVENTORIES[language].inOrder.length;
}

/** What it costs to take a heard token for each sound of its language there is by now, in tenths (0…10), by its index. */
export function costsOf(token: string, language: Language): Uint8Array {
  const { byToken, costs } = INVENTORIES[language];
  return grown(token, costs, language, (longer, from) => {
    if (language === 'zh') addReadings(readingOf(token), longer, from);
    else addWord(token, longer, from);
    for (const index of byToken.get(token) ?? []) longer[index] = 0;
  });
}

/** What was worked out for a key, with the sounds that are new since then added by `add`. */
function grown(
  key: string,
  rows: Map<string, Uint8Array>,
  language: Language,
  add: (longer: Uint8Array, from: number) => void,
): Uint8Array {
  const sounds = INVENTORIES[language].inOrder.length;
  const known = rows.get(key);
  if (known?.length === sounds) return known;
  const longer = new Uint8Array(sounds).fill(WHOLE_COST);
  longer.set(known ?? []);
  add(longer, known?.length ?? 0);
  if (known || rows.size < MOST_TOKENS) rows.set(key, longer);
  return longer;
}

/** The best of all readings; one that the heard character seldom has costs like a confusable sound. */
function addReadings({ syllables }: Reading, row: Uint8Array, from: number): void {
  syllables.forEach((syllable, rank) => {
    const heard = syllableCosts(syllable);
    const more = rank === 0 ? 0 : CONFUSABLE_COST;
    for (let index = from; index < row.length; index++) row[index] = Math.min(row[index]!, heard[index]! + more);
  });
}

/** As `costsOf`, for a syllable: many characters share one. */
function syllableCosts(syllable: string): Uint8Array {
  const { inOrder, syllableCosts: rows } = INVENTORIES.zh;
  return grown(syllable, rows, 'zh', (longer, from) => {
    for (let index = from; index < longer.length; index++)
      for (const { reading } of inOrder[index]!.choices)
        for (const meant of reading.syllables) longer[index] = Math.min(longer[index]!, syllableCost(meant, syllable));
  });
}

function addWord(token: string, row: Uint8Array, from: number): void {
  const { inOrder } = INVENTORIES.en;
  for (let index = from; index < row.length; index++)
    row[index] = Math.min(...inOrder[index]!.choices.map((choice) => wordCost(choice.token, token)));
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
