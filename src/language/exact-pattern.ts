import type { Language } from '../analysis.ts';
import { isFigure } from './align.ts';
import { normalise } from './normalise.ts';
import { GAP_TOKENS, SLOT_TOKENS, type SlotValues } from './phrase.ts';
import { GAP, type SlotName, shown } from './phrase-notation.ts';
import { codeOf, type PreparedText } from './prepared-text.ts';

/** A piece of a pattern: one of several runs of tokens, or so many tokens that may be anything (or figures). */
type Part = Words | { kind: 'any' | 'figure'; least: number; most: number };

/** Runs of tokens, told by their codes; one may be to say nothing. */
class Words {
  readonly kind = 'words';
  readonly choices: readonly (readonly number[])[];
  /** One of the choices is to say nothing. */
  readonly mayBeNothing: boolean;
  /** The choices by the code they begin with. Most parts are never asked: their pattern begins nowhere. */
  private byFirst: Map<number, (readonly number[])[]> | null = null;

  constructor(choices: readonly (readonly number[])[]) {
    this.choices = choices;
    this.mayBeNothing = choices.some(({ length }) => length === 0);
  }

  private get beginnings(): ReadonlyMap<number, readonly (readonly number[])[]> {
    this.byFirst ??= byFirstOf(this.choices);
    return this.byFirst;
  }

  /** Those that begin with a code, in their order. */
  beginningWith(code: number): readonly (readonly number[])[] {
    return this.beginnings.get(code) ?? NO_CHOICES;
  }

  /** Whether one of them may stand somewhere in a text, as it has the token that it begins with. */
  mayBeIn(text: PreparedText): boolean {
    if (this.mayBeNothing) return true;
    for (const code of this.beginnings.keys()) if (text.holds(code)) return true;
    return false;
  }
}

function byFirstOf(choices: readonly (readonly number[])[]): Map<number, (readonly number[])[]> {
  const byFirst = new Map<number, (readonly number[])[]>();
  for (const choice of choices) {
    if (choice.length === 0) continue;
    const alike = byFirst.get(choice[0]!);
    if (alike) alike.push(choice);
    else byFirst.set(choice[0]!, [choice]);
  }
  return byFirst;
}

/** Whether a run of codes whose first is there stands at a place. */
function isAt(choice: readonly number[], codes: Int32Array, place: number): boolean {
  for (let k = 1; k < choice.length; k++) if (choice[k] !== codes[place + k]) return false;
  return true;
}

/** No choices, no ends. */
const NO_CHOICES: readonly (readonly number[])[] = [];
const NONE: readonly number[] = [];

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
    new Words(wordings.map((one) => normalise(one, language).tokens.map(codeOf))),
  ];
  if (piece === '{company}' && organisationNames.length > 0) return words(organisationNames);
  const slot = SLOT_TOKENS[language][piece as SlotName];
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
  const codes = new Set(second.choices.map(([code]) => code!));
  return [...codes].map((code) => ({ code, nextCode: ANY_CODE, least, most }));
}

function wordBeginnings([first, ...rest]: readonly Part[]): readonly Beginning[] | null {
  if (!first) return [];
  if (first.kind !== 'words') return null;
  const found = new Map<string, Beginning>();
  for (const [code, nextCode = ANY_CODE] of first.choices)
    if (code !== undefined) found.set(`${code} ${nextCode}`, { code, nextCode, least: 0, most: 0 });
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
  const first = parts[0]!;
  if (first.kind === 'words' && !mayBeginWith(first, text.codes, start)) return NONE;
  // Where a break may not be crossed, and the reading begins.
  const bound = gapped || inClause ? start : null;
  let ends = endsOfPart(first, text, [start], bound);
  if (ends.length === 0) return NONE;
  for (let k = 1; k < parts.length; k++) {
    const part = parts[k]!;
    if (part.kind === 'words' && !part.mayBeIn(text)) return NONE;
  }
  for (let k = 1; k < parts.length && ends.length > 0; k++) ends = endsOfPart(parts[k]!, text, ends, bound);
  return ends.filter((end) => end > start);
}

/** Whether one of the words may stand at a place; most readings end here, before a list is made for them. */
function mayBeginWith(words: Words, codes: Int32Array, place: number): boolean {
  return words.mayBeNothing || words.beginningWith(codes[place]!).some((choice) => isAt(choice, codes, place));
}

function endsOfPart(part: Part, text: PreparedText, from: readonly number[], bound: number | null): readonly number[] {
  const ends: number[] = [];
  for (const at of from)
    if (part.kind === 'words') {
      if (part.mayBeNothing && !ends.includes(at)) ends.push(at);
      for (const choice of part.beginningWith(text.codes[at]!)) {
        const end = at + choice.length;
        if (isAt(choice, text.codes, at) && !ends.includes(end) && areFree(text, at, end, bound)) ends.push(end);
      }
    } else
      for (let k = 0; k <= part.most; k++) {
        if (k >= part.least && !ends.includes(at + k)) ends.push(at + k);
        const token = text.tokens[at + k];
        if (token === undefined || !isFree(text, at + k, bound) || SPEAKER.has(token)) break;
        if (part.kind === 'figure' && !isFigure(token)) break;
      }
  return ends;
}

/** No border, and with `bound` no break either but at its very beginning. */
function isFree(text: PreparedText, at: number, bound: number | null): boolean {
  return (text.index.numbers[at] ?? -1) >= 0 && (bound === null || at === bound || !text.isBreak(at));
}

function areFree(text: PreparedText, from: number, to: number, bound: number | null): boolean {
  for (let at = from; at < to; at++) if (!isFree(text, at, bound)) return false;
  return true;
}
