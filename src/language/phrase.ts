import type { Language } from '../analysis.ts';
import { normalise } from './normalise.ts';
import { type Notation, notationOf, type SlotName } from './phrase-notation.ts';
import { readingsInContext } from './pinyin.ts';
import { type Choice, choiceOf, type Sound, soundOf } from './sound.ts';

/** One place of a phrase: a word to hear, or a place that any token (or any figure) may fill. */
export type Element =
  | { kind: 'literal'; sound: Sound }
  | { kind: 'any'; optional: boolean }
  | { kind: 'figure'; optional: boolean };

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

/** What the tenant calls itself; a `{company}` slot takes these names, or any 2 to 12 characters when there are none. */
export interface SlotValues {
  organisationNames: readonly string[];
}

/** The most tokens that `…` may stand for. */
export const GAP_TOKENS = 6;
/** What fills a slot, in tokens. */
export const SLOT_TOKENS: Readonly<Record<SlotName, { kind: 'any' | 'figure'; least: number; most: number }>> = {
  '{company}': { kind: 'any', least: 2, most: 12 },
  '{agentNumber}': { kind: 'figure', least: 1, most: 6 },
  '{surname}': { kind: 'any', least: 1, most: 2 },
};

/** The phrase as matchable sequences; those without a single word to hear are left out. */
export function compilePhrase(wording: string, language: Language, values: SlotValues): CompiledPhrase[] {
  const names = values.organisationNames;
  const wordings = names.length > 0 ? names.map((name) => wording.replaceAll('{company}', name)) : [wording];
  return wordings
    .flatMap((one) => notationOf(one, language))
    .map(({ parts, shown }) => {
      const elements = elementsOf(parts, language);
      return {
        wording: shown,
        words: elements.flatMap((element) => (element.kind === 'literal' ? [element.sound] : [])),
        sounds: Int32Array.from(elements, soundIndexOf),
        optional: Uint8Array.from(elements, (element) => (element.kind !== 'literal' && element.optional ? 1 : 0)),
      };
    })
    .filter(({ words }) => words.length > 0);
}

function soundIndexOf(element: Element): number {
  if (element.kind === 'literal') return element.sound.index;
  return element.kind === 'any' ? ANY : FIGURE;
}

function elementsOf(parts: readonly Notation[], language: Language): Element[] {
  return parts.flatMap((part): Element[] => {
    if (part.kind === 'gap') return Array.from({ length: GAP_TOKENS }, () => ({ kind: 'any', optional: true }));
    if (part.kind === 'slot') {
      const { kind, least, most } = SLOT_TOKENS[part.name];
      return Array.from({ length: most }, (_, k) => ({ kind, optional: k >= least }) as Element);
    }
    if (part.kind === 'choice') {
      const choices = part.tokens.map((token) => choiceOf(token, null, language));
      return [{ kind: 'literal', sound: soundOf(choices, language) }];
    }
    return choicesOf(normalise(part.text, language).tokens, language).map((choice) => ({
      kind: 'literal',
      sound: soundOf([choice], language),
    }));
  });
}

/** Tokens read as they stand beside each other; foreign words among them have no reading. */
function choicesOf(tokens: readonly string[], language: Language): Choice[] {
  const inContext = language === 'zh' && tokens.every((token) => token.length === 1) ? readingsInContext(tokens) : [];
  return tokens.map((token, k) => choiceOf(token, inContext[k] ?? null, language));
}
