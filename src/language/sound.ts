import type { Language } from '../analysis.ts';
import {
  CONFUSABLE_COST,
  RELATED_COST,
  type Reading,
  readingOf,
  syllableCost,
  WHOLE_COST,
  withoutTone,
} from './pinyin.ts';
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
  /** Cost in tenths by the number of a heard token (`tokenNumber`); filled as tokens turn up. */
  costs: Uint8Array;
}

const sounds = new Map<string, Sound>();
const inOrder: Sound[] = [];
const UNKNOWN = 255;

/** The sound of some choices; equal choices give the same object. */
export function soundOf(choices: readonly Choice[], language: Language): Sound {
  const key = `${language} ${choices.map(({ token, reading }) => `${token}/${reading.toned.join(',')}`).join('|')}`;
  let sound = sounds.get(key);
  if (!sound) {
    sound = { index: sounds.size, language, choices, costs: new Uint8Array(0) };
    sounds.set(key, sound);
    inOrder.push(sound);
  }
  return sound;
}

/** The sound with an index. */
export const soundNumber = (index: number): Sound => inOrder[index]!;

/** How many sounds there are. */
export function soundCount(): number {
  return sounds.size;
}

/** Tokens by number; words of languages without end get none. */
const tokenNumbers = new Map<string, number>();
const MOST_TOKENS = 8192;

/** A number for a token, the same as long as the process lives; -1 when too many have one. */
export function tokenNumber(token: string): number {
  const known = tokenNumbers.get(token);
  if (known !== undefined) return known;
  if (tokenNumbers.size >= MOST_TOKENS) return -1;
  tokenNumbers.set(token, tokenNumbers.size);
  return tokenNumbers.size - 1;
}

/** What it costs to take a heard token for a sound, 0…10; `number` is the token's. */
export function costOf(sound: Sound, token: string, number: number): number {
  if (number < 0) return costOfToken(sound, token);
  if (number >= sound.costs.length) {
    const longer = new Uint8Array(Math.min(MOST_TOKENS, 2 * number + 256)).fill(UNKNOWN);
    longer.set(sound.costs);
    sound.costs = longer;
  }
  if (sound.costs[number] === UNKNOWN) sound.costs[number] = costOfToken(sound, token);
  return sound.costs[number]!;
}

/** The indices of the sounds that a token may be taken for: nearly, or only distantly. */
interface Likenesses {
  near: number[];
  distant: number[];
}
const byNumber: (Likenesses & { upTo: number })[] = [];

/** The likenesses of a token among all sounds there are by now; `number` is the token's. */
export function likenesses(token: string, number: number): Likenesses {
  const known = byNumber[number] ?? { upTo: 0, near: [], distant: [] };
  for (; known.upTo < inOrder.length; known.upTo++) {
    const cost = costOf(inOrder[known.upTo]!, token, number);
    if (cost <= CONFUSABLE_COST) known.near.push(known.upTo);
    else if (cost <= RELATED_COST) known.distant.push(known.upTo);
  }
  if (number >= 0) byNumber[number] = known;
  return known;
}

function costOfToken({ choices, language }: Sound, token: string): number {
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
