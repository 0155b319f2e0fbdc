import type { Language } from '../analysis.ts';
import { normalise } from './normalise.ts';
import { type Notation, notationOf, type SlotName } from './phrase-notation.ts';
import { readingsInContext } from './pinyin.ts';
import { type Choice, choiceOf, type Sound, soundOf } from './sound.ts';

/** A phrase made ready for matching. */
export interface CompiledPhrase {
  /** As written in the lexicon, for people, with the first of each alternatives. */
  wording: string;
  /** The words to hear, in order. */
  words: readonly Sound[];
  /** Per element the index of its sound, or `ANY` or `FIGURE`, and whether it may be left out: what matching reads. */
  sounds: Int32Array;
  optional: Uint8Array;
}

/** In place of the index of a sound: any token, or any figure. */
const ANY = -1;
export const FIGURE = -2;

/** What the tenant calls itself; a `{company}` slot takes these names, or when there are none any 2 to 12 characters, 1 to 12 words. */
export interface SlotValues {
  organisationNames: readonly string[];
}

/** The most tokens that `…` may stand for. */
export const GAP_TOKENS = 6;
type SlotTokens = { kind: 'any' | 'figure'; least: number; most: number };
const OTHER_SLOTS = {
  '{agentNumber}': { kind: 'figure', least: 1, most: 6 },
  '{surname}': { kind: 'any', least: 1, most: 2 },
} as const;
/** What fills a slot, in tokens: a Chinese name of a company is no single character, an English one may be a single word. */
export const SLOT_TOKENS: Readonly<Record<Language, Readonly<Record<SlotName, SlotTokens>>>> = {
  zh: { '{company}': { kind: 'any', least: 2, most: 12 }, ...OTHER_SLOTS },
  en: { '{company}': { kind: 'any', least: 1, most: 12 }, ...OTHER_SLOTS },
};

/** The phrase as matchable sequences; those without a single word to hear are left out. */
export function compilePhrase(wording: string, language: Language, values: SlotValues): CompiledPhrase[] {
  const names = values.organisationNames;
  const wordings = names.length > 0 ? names.map((name) => wording.replaceAll('{company}', name)) : [wording];
  const phrases: CompiledPhrase[] = [];
  for (const one of wordings)
    for (const { parts, shown } of notationOf(one, language)) {
      const phrase = compiled(shown, parts, language);
      if (phrase.words.length > 0) phrases.push(phrase);
    }
  return phrases;
}

function compiled(wording: string, parts: readonly Notation[], language: Language): CompiledPhrase {
  const words: Sound[] = [];
  const sounds: number[] = [];
  const optional: number[] = [];
  const addPlaces = (sound: number, least: number, most: number): void => {
    for (let k = 0; k < most; k++) {
      sounds.push(sound);
      optional.push(k < least ? 0 : 1);
    }
  };
  for (const part of parts)
    if (part.kind === 'gap') addPlaces(ANY, 0, GAP_TOKENS);
    else if (part.kind === 'slot') {
      const { kind, least, most } = SLOT_TOKENS[language][part.name];
      addPlaces(kind === 'any' ? ANY : FIGURE, least, most);
    } else
      for (const sound of soundsOf(part, language)) {
        words.push(sound);
        addPlaces(sound.index, 1, 1);
      }
  return { wording, words, sounds: new Int32Array(sounds), optional: new Uint8Array(optional) };
}

type Words = Extract<Notation, { kind: 'text' | 'choice' }>;

/** The sounds of words that were read so far, by how they are written: most stand in several phrases. */
const known: Readonly<Record<Language, Map<string, readonly Sound[]>>> = { zh: new Map(), en: new Map() };

function soundsOf(words: Words, language: Language): readonly Sound[] {
  const key = words.kind === 'text' ? words.text : `(${words.tokens.join('|')})`;
  let sounds = known[language].get(key);
  if (!sounds) {
    sounds = readSounds(words, language);
    known[language].set(key, sounds);
  }
  return sounds;
}

function readSounds(words: Words, language: Language): Sound[] {
  if (words.kind === 'choice') {
    const choices = words.tokens.map((token) => choiceOf(token, null, language));
    return [soundOf(choices, language)];
  }
  const choices = choicesOf(normalise(words.text, language).tokens, language);
  return choices.map((choice) => soundOf([choice], language));
}

/** Tokens read as they stand beside each other; foreign words among them have no reading. */
function choicesOf(tokens: readonly string[], language: Language): Choice[] {
  const inContext = language === 'zh' && tokens.every((token) => token.length === 1) ? readingsInContext(tokens) : [];
  return tokens.map((token, k) => choiceOf(token, inContext[k] ?? null, language));
}
