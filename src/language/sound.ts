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
 * what it costs in a text is worked out once.
 */
export interface Sound {
  /** Counts from 0 as long as the process lives. */
  index: number;
  language: Language;
  choices: readonly Choice[];
  /** Cost in tenths by the number of a heard reading (`readingNumber`); filled as readings turn up. */
  costs: Uint8Array;
}

const sounds = new Map<string, Sound>();
const UNKNOWN = 255;

/** The sound of some choices; equal choices give the same object. */
export function soundOf(choices: readonly Choice[], language: Language): Sound {
  const key = `${language} ${choices.map(({ token, reading }) => `${token}/${reading.toned.join(',')}`).join('|')}`;
  let sound = sounds.get(key);
  if (!sound) {
    sound = { index: sounds.size, language, choices, costs: new Uint8Array(0) };
    sounds.set(key, sound);
  }
  return sound;
}

/** How many sounds there are. */
export function soundCount(): number {
  return sounds.size;
}

/** Readings of characters by number: characters read alike share one. */
const numbers = new Map<string, number>();
const readings: Reading[] = [];

/** A number for the readings of a character; -1 for what has none. There are some thousand of them. */
export function readingNumber(token: string): number {
  const reading = readingOf(token);
  if (reading.syllables.length === 0) return -1;
  const key = reading.toned.join(',');
  let number = numbers.get(key);
  if (number === undefined) {
    number = readings.length;
    numbers.set(key, number);
    readings.push(reading);
  }
  return number;
}

/** What it costs to take a heard token for a sound, 0…10; `number` is the token's reading number. */
export function costOf(sound: Sound, token: string, number: number): number {
  const { choices } = sound;
  for (let k = 0; k < choices.length; k++) if (choices[k]!.token === token) return 0;
  if (sound.language === 'en') return Math.min(...choices.map((choice) => wordCost(choice.token, token)));
  if (number < 0) return WHOLE_COST;
  if (number >= sound.costs.length) {
    const longer = new Uint8Array(readings.length + 64).fill(UNKNOWN);
    longer.set(sound.costs);
    sound.costs = longer;
  }
  if (sound.costs[number] === UNKNOWN) sound.costs[number] = readingCost(choices, readings[number]!);
  return sound.costs[number]!;
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
