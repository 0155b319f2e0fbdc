import type { Language } from '../analysis.ts';
import { normalise } from './normalise.ts';
import { syllableId, syllables } from './pinyin.ts';

/** One place of a phrase: a word to hear, or a place that any token (or any figure) may fill. */
export type Element =
  | { kind: 'literal'; token: string; id: number }
  | { kind: 'any'; optional: boolean }
  | { kind: 'figure'; optional: boolean };

/** A phrase made ready for matching. `literals` counts its words to hear. */
export interface CompiledPhrase {
  /** As written in the lexicon, for people. */
  wording: string;
  elements: Element[];
  literals: number;
}

/** What the tenant calls itself; a `{company}` slot takes these names, or any 2 to 12 characters when there are none. */
export interface SlotValues {
  organisationNames: readonly string[];
}

/** The most tokens that `…` may stand for. */
export const GAP_TOKENS = 6;
const EXPANSION_LIMIT = 500;
export const GAP = '…';
/** What fills a slot, in tokens. */
export const SLOT_TOKENS: Record<string, { kind: 'any' | 'figure'; least: number; most: number }> = {
  '{company}': { kind: 'any', least: 2, most: 12 },
  '{agentNumber}': { kind: 'figure', least: 1, most: 6 },
  '{surname}': { kind: 'any', least: 1, most: 2 },
};

/** The names of the slots a phrase may hold. */
const SLOTS: readonly string[] = Object.keys(SLOT_TOKENS);

/**
 * Says what is wrong with the notation of a phrase, or null: brackets that do not close, an unknown slot, too many
 * alternatives. Notation: `(a|b)` one of several, `…` up to six tokens, `{company}`, `{agentNumber}`, `{surname}`.
 */
export function phraseFault(wording: string): string | null {
  const slot = (wording.match(/\{[^}]*\}?/g) ?? []).find((name) => !SLOTS.includes(name));
  if (slot !== undefined) return `slot ${slot}, expected one of ${SLOTS.join(' ')}`;
  if (/[()|]/.test(wording.replace(/\([^()]*\)/g, ''))) return 'brackets that do not match, expected (a|b)';
  const count = (wording.match(/\([^()]*\)/g) ?? []).reduce((product, group) => product * group.split('|').length, 1);
  return count > EXPANSION_LIMIT ? `${count} combinations, expected at most ${EXPANSION_LIMIT}` : null;
}

const SLOTS_SHOWN: Record<Language, Record<string, string>> = {
  zh: { '{company}': '某某公司', '{agentNumber}': '某某', '{surname}': '某' },
  en: { '{company}': '(company)', '{agentNumber}': '(number)', '{surname}': '(name)' },
};

/** A wording as people read it: the first of its alternatives, and words where the slots are. */
export function shown(wording: string, language: Language): string {
  return wording
    .replace(/\(([^()|]*)[^()]*\)/g, '$1')
    .replace(/\{[^}]*\}/g, (slot) => SLOTS_SHOWN[language][slot] ?? slot);
}

/** All wordings a phrase with alternatives stands for, in the order written. */
function expand(wording: string): string[] {
  const group = /\(([^()]*)\)/.exec(wording);
  if (!group) return [wording];
  const before = wording.slice(0, group.index);
  const after = wording.slice(group.index + group[0].length);
  return group[1]!.split('|').flatMap((choice) => expand(`${before}${choice}${after}`));
}

/** The phrase as matchable sequences; those without a single word to hear are left out. */
export function compilePhrase(wording: string, language: Language, values: SlotValues): CompiledPhrase[] {
  const names = values.organisationNames;
  return expand(wording)
    .flatMap((one) => (names.length > 0 ? names.map((name) => one.replaceAll('{company}', name)) : [one]))
    .map((one) => {
      const elements = elementsOf(one, language);
      return {
        wording: shown(one, language),
        elements,
        literals: elements.filter(({ kind }) => kind === 'literal').length,
      };
    })
    .filter(({ literals }) => literals > 0);
}

function elementsOf(wording: string, language: Language): Element[] {
  return wording.split(/(…|\{[^}]*\})/).flatMap((part): Element[] => {
    if (part === GAP) return Array.from({ length: GAP_TOKENS }, () => ({ kind: 'any', optional: true }));
    const slot = SLOT_TOKENS[part];
    if (slot)
      return Array.from({ length: slot.most }, (_, k) => ({ kind: slot.kind, optional: k >= slot.least }) as Element);
    const { tokens } = normalise(part, language);
    const ids = tokenIds(tokens, language);
    return tokens.map((token, k) => ({ kind: 'literal', token, id: ids[k]! }));
  });
}

/** The number of each token's sound: its syllable (zh) or itself (en, and foreign words in Chinese text). */
export function tokenIds(tokens: readonly string[], language: Language): number[] {
  if (language === 'en') return tokens.map(syllableId);
  const sounds = tokens.every((token) => token.length === 1)
    ? syllables(tokens)
    : tokens.map((token) => (token.length === 1 ? syllables([token])[0]! : token));
  return tokens.map((token, k) => syllableId(sounds[k] ?? token));
}
