import type { Language } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { normalise } from './normalise.ts';

/**
 * A stretch of a phrase as lexicons write it. Notation: `(a|b)` one of several (an empty one may be left out), `…` up
 * to six tokens, `{company}`, `{agentNumber}`, `{surname}`.
 */
export type Notation =
  | { kind: 'text'; text: string }
  /** One token out of several. */
  | { kind: 'choice'; tokens: string[] }
  | { kind: 'gap' }
  | { kind: 'slot'; name: SlotName };

export type SlotName = '{company}' | '{agentNumber}' | '{surname}';

/** Stands for any few tokens. */
export const GAP = '…';
const EXPANSION_LIMIT = 5000;
const SLOTS_SHOWN: Readonly<Record<SlotName, Sentence>> = {
  '{company}': { zh: '某某公司', en: '(company)' },
  '{agentNumber}': { zh: '某某', en: '(number)' },
  '{surname}': { zh: '某', en: '(name)' },
};
const SLOTS = Object.keys(SLOTS_SHOWN);
/** A character no text has. */
const TOGETHER = '\ue000';
const TOGETHER_PART = /\ue000([^\ue000]*)\ue000/g;
const PARTS = /(…|\{[^}]*\}|\ue000[^\ue000]*\ue000)/;

/** Says what is wrong with the notation of a phrase, or null when it can be read and has something to hear. */
export function phraseFault(wording: string, language: Language): Sentence | null {
  const slot = (wording.match(/\{[^}]*\}?/g) ?? []).find((name) => !SLOTS.includes(name));
  if (slot !== undefined)
    return {
      en: `slot ${slot}, expected one of ${SLOTS.join(' ')}`,
      zh: `没有 ${slot} 这种空位，应为 ${SLOTS.join('、')} 之一`,
    };
  if (/[()|]/.test(wording.replace(/\([^()]*\)/g, '')))
    return { en: 'brackets that do not match, expected (a|b)', zh: '括号不成对，应写成 (甲|乙)' };
  const count = (wording.match(/\([^()]*\)/g) ?? []).reduce((product, group) => product * group.split('|').length, 1);
  if (count > EXPANSION_LIMIT)
    return {
      en: `${count} combinations, expected at most ${EXPANSION_LIMIT}`,
      zh: `有 ${count} 种组合，最多 ${EXPANSION_LIMIT} 种`,
    };
  const spoken = wording.replaceAll('{company}', language === 'zh' ? '公司' : 'company').replace(/…|\{[^}]*\}/g, ' ');
  if (normalise(spoken, language).tokens.length === 0)
    return { en: 'no word to hear, expected at least one', zh: '没有可听的字词，至少应有一个' };
  return null;
}

/**
 * All sequences a wording stands for, in the order written, each with how people read it; alternatives of one token each
 * stay together.
 */
export function notationOf(wording: string, language: Language): { parts: Notation[]; shown: string }[] {
  return expand(wording, language).map((one) => ({
    shown: shown(one.replace(TOGETHER_PART, '($1)'), language),
    parts: one
      .split(PARTS)
      .filter((part) => part !== '')
      .map((part): Notation => {
        if (part === GAP) return { kind: 'gap' };
        if (SLOTS.includes(part)) return { kind: 'slot', name: part as SlotName };
        if (!part.startsWith(TOGETHER)) return { kind: 'text', text: part };
        const tokens = part
          .slice(1, -1)
          .split('|')
          .map((text) => normalise(text, language).tokens[0]!);
        return { kind: 'choice', tokens: [...new Set(tokens)] };
      }),
  }));
}

/** Writes out alternatives; those that are one token each are left together between two marks. */
function expand(wording: string, language: Language): string[] {
  const group = /\(([^()]*)\)/.exec(wording);
  if (!group) return [wording];
  const before = wording.slice(0, group.index);
  const after = wording.slice(group.index + group[0].length);
  // A Latin alternative that touches letters is part of a longer word.
  const apart = !/[\p{Script=Latin}'’]$/u.test(before) && !/^[\p{Script=Latin}'’]/u.test(after);
  const choices = group[1]!.split('|');
  const single = apart ? choices.filter((choice) => isOneToken(choice, language)) : [];
  const together = single.length > 1 ? [TOGETHER + single.join('|') + TOGETHER] : single;
  const others = choices.filter((choice) => !single.includes(choice));
  return [...together, ...others].flatMap((choice) => expand(`${before}${choice}${after}`, language));
}

function isOneToken(text: string, language: Language): boolean {
  return !/[…{}]/.test(text) && normalise(text, language).tokens.length === 1;
}

/** A wording as people read it: the first of its alternatives, and words where the slots are. */
export function shown(wording: string, language: Language): string {
  return wording
    .replace(/\(([^()|]*)[^()]*\)/g, '$1')
    .replace(/\{[^}]*\}/g, (slot) => SLOTS_SHOWN[slot as SlotName]?.[language] ?? slot);
}
