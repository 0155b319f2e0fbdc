import type { Language } from '../analysis.ts';
import { isFigure } from './align.ts';
import { normalise } from './normalise.ts';
import { GAP_TOKENS, SLOT_TOKENS, type SlotValues } from './phrase.ts';
import { GAP, type SlotName, shown } from './phrase-notation.ts';
import { codeOf, type PreparedText } from './prepared-text.ts';

/** A piece of a pattern: one of several runs of tokens, or so many tokens that may be anything (or figures). */
type Part = Words | { kind: 'any' | 'figure'; least: number; most: number };

/** One of several runs of tokens, with their codes. */
interface Choice {
  tokens: readonly string[];
  codes: readonly number[];
}

class Words {
  readonly kind = 'words';
  readonly choices: readonly (readonly string[])[];
  /** One of the choices is to say nothing. */
  readonly mayBeNothing: boolean;
  private byFirst: Map<number, Choice[]> | null = null;

  constructor(choices: readonly (readonly string[])[]) {
    this.choices = choices;
    this.mayBeNothing = choices.some(({ length }) => length === 0);
  }

  /** Those that begin with the token of a code. Most parts are never asked: their pattern begins nowhere. */
  beginningWith(code: number): readonly Choice[] {
    this.byFirst ??= this.grouped();
    return this.byFirst.get(code) ?? NO_CHOICE;
  }

  private grouped(): Map<number, Choice[]> {
    const byFirst = new Map<number, Choice[]>();
    for (const tokens of this.choices) {
      const codes = tokens.map(codeOf);
      const [first] = codes;
      if (first === undefined) continue;
      const known = byFirst.get(first);
      if (known) known.push({ tokens, codes });
      else byFirst.set(first, [{ tokens, codes }]);
    }
    return byFirst;
  }
}

const NO_CHOICE: readonly Choice[] = [];

/** A phrase to be found by its very characters; its alternatives stay together, so that many of them cost little. */
export interface ExactPattern {
  /** As people read it. */
  wording: string;
  parts: readonly Part[];
  gapped: boolean;
  /** What it can begin with; null when that may be anything. */
  begins: readonly Beginning[] | null;
}

/** The codes of a token and of the one next to it, which stand so many tokens after the beginning of a pattern. */
export interface Beginning {
  code: number;
  nextCode: number;
  least: number;
  most: number;
}
/** For a next token that may be any. */
export const ANY_CODE = 0;

/** A stretch of tokens `[start, end)`. */
export interface Place {
  start: number;
  end: number;
}

const MOST_COMBINATIONS = 256;
/** Words that turn a clause to the speaker. */
const SPEAKER = new Set(['我', '我们', 'i', 'we']);

/** The pattern of a wording (notation: see phrase.ts), or null for one without a single word. */
export function exactPattern(wording: string, language: Language, values: SlotValues): ExactPattern | null {
  const pieces = wording.split(/(\([^()]*\)|…|\{[^}]*\})/).flatMap((piece) => partOf(piece, language, values));
  const parts = pieces.reduce<Part[]>(withPart, []);
  if (!parts.some((part) => part.kind === 'words' && part.choices.some(({ length }) => length > 0))) return null;
  return {
    wording: shown(wording, language),
    parts,
    gapped: parts.some(({ kind }) => kind !== 'words'),
    begins: beginningsOf(parts),
  };
}

function partOf(piece: string, language: Language, { organisationNames }: SlotValues): Part[] {
  if (piece === '') return [];
  if (piece === GAP) return [{ kind: 'any', least: 0, most: GAP_TOKENS }];
  const words = (wordings: readonly string[]): Part[] => [
    new Words(wordings.map((one) => normalise(one, language).tokens)),
  ];
  if (piece === '{company}' && organisationNames.length > 0) return words(organisationNames);
  const slot = SLOT_TOKENS[piece as SlotName];
  if (slot) return [{ kind: slot.kind, least: slot.least, most: slot.most }];
  return words(piece.startsWith('(') ? piece.slice(1, -1).split('|') : [piece]);
}

/** Adds a part. Two parts of words are one of all their combinations, where these are few. */
function withPart(parts: Part[], part: Part): Part[] {
  const last = parts.at(-1);
  const combined =
    last?.kind === 'words' && part.kind === 'words' && last.choices.length * part.choices.length <= MOST_COMBINATIONS;
  if (!combined) return [...parts, part];
  const both = last.choices.flatMap((first) => part.choices.map((second) => [...first, ...second]));
  return [...parts.slice(0, -1), new Words(both)];
}

/** What the words begin with, or those right after a first slot; null where that may be anything. */
function beginningsOf(parts: readonly Part[]): readonly Beginning[] | null {
  const [slot, second] = parts;
  if (!slot || slot.kind === 'words') return wordBeginnings(parts);
  if (second?.kind !== 'words' || second.mayBeNothing) return null;
  const { least, most } = slot;
  const codes = new Set(second.choices.map(([token]) => codeOf(token!)));
  return [...codes].map((code) => ({ code, nextCode: ANY_CODE, least, most }));
}

function wordBeginnings([first, ...rest]: readonly Part[]): readonly Beginning[] | null {
  if (!first) return [];
  if (first.kind !== 'words') return null;
  const found = new Map<string, Beginning>();
  for (const [token, next] of first.choices)
    if (token !== undefined) {
      const [code, nextCode] = [codeOf(token), next === undefined ? ANY_CODE : codeOf(next)];
      found.set(`${code} ${nextCode}`, { code, nextCode, least: 0, most: 0 });
    }
  const own = [...found.values()].filter(
    ({ code, nextCode }) => nextCode === ANY_CODE || !found.has(`${code} ${ANY_CODE}`),
  );
  if (!first.mayBeNothing) return own;
  const after = wordBeginnings(rest);
  return after && [...own, ...after];
}

/**
 * Where readings of a pattern from `start` on can end. With `inClause`, and for a pattern with gaps, a reading stays
 * inside a clause, and no gap holds a word that turns to the speaker: 您好，我不知道 is not about what 您 does not know.
 */
export function endsOf(
  { parts, gapped }: ExactPattern,
  text: PreparedText,
  start: number,
  inClause: boolean,
): readonly number[] {
  // Where a break may not be crossed, and the reading begins.
  const bound = gapped || inClause ? start : null;
  let ends: readonly number[] = [start];
  for (const part of parts) {
    const next: number[] = [];
    for (const at of ends)
      if (part.kind === 'words') {
        if (part.mayBeNothing && !next.includes(at)) next.push(at);
        for (const choice of part.beginningWith(text.codes[at]!))
          if (stands(choice, text, at, bound) && !next.includes(at + choice.tokens.length))
            next.push(at + choice.tokens.length);
      } else
        for (let k = 0; k <= part.most; k++) {
          if (k >= part.least && !next.includes(at + k)) next.push(at + k);
          const token = text.tokens[at + k];
          if (token === undefined || !isFree(text, at + k, bound) || SPEAKER.has(token)) break;
          if (part.kind === 'figure' && !isFigure(token)) break;
        }
    if (next.length === 0) return next;
    ends = next;
  }
  return ends.filter((end) => end > start);
}

/** No border, and with `bound` no break either but at its very beginning. */
function isFree(text: PreparedText, at: number, bound: number | null): boolean {
  return (text.index.numbers[at] ?? -1) >= 0 && (bound === null || at === bound || !text.isBreak(at));
}

function stands({ tokens, codes }: Choice, text: PreparedText, at: number, bound: number | null): boolean {
  for (let k = 0; k < codes.length; k++) if (text.codes[at + k] !== codes[k]) return false;
  for (let k = 0; k < tokens.length; k++)
    if (text.tokens[at + k] !== tokens[k] || !isFree(text, at + k, bound)) return false;
  return true;
}
