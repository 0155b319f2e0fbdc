import type { Language } from '../analysis.ts';
import { isFigure } from './align.ts';
import { normalise } from './normalise.ts';
import { GAP_TOKENS, SLOT_TOKENS, type SlotValues } from './phrase.ts';
import { GAP, type SlotName, shown } from './phrase-notation.ts';
import { codeOf, type PreparedText } from './prepared-text.ts';

/** A piece of a pattern: one of several runs of tokens, or so many tokens that may be anything (or figures). */
type Part = Words | { kind: 'any' | 'figure'; least: number; most: number };

/** What runs of tokens go on with after the same tokens. */
interface Branch {
  after: Map<string, Branch>;
  /** The order of the run that ends here among all of them. */
  order: number | null;
}

class Words {
  readonly kind = 'words';
  readonly choices: readonly (readonly string[])[];
  /** One of the choices is to say nothing. */
  readonly mayBeNothing: boolean;
  private root: Branch | null = null;

  constructor(choices: readonly (readonly string[])[]) {
    this.choices = choices;
    this.mayBeNothing = choices.some(({ length }) => length === 0);
  }

  /** How many tokens those have that begin at a place, in their order. Most parts are never asked: their pattern begins nowhere. */
  lengthsAt(tokens: readonly string[], place: number): readonly number[] {
    this.root ??= branching(this.choices);
    let branch = this.root.after.get(tokens[place]!);
    if (!branch) return NONE;
    const ends: { length: number; order: number }[] = [];
    for (let length = 1; branch; length++) {
      if (branch.order !== null) ends.push({ length, order: branch.order });
      branch = branch.after.get(tokens[place + length]!);
    }
    return ends.sort((a, b) => a.order - b.order).map(({ length }) => length);
  }

  /** Whether one of them may stand somewhere in a text, as it has the token that it begins with. */
  mayBeIn({ index }: PreparedText): boolean {
    this.root ??= branching(this.choices);
    if (this.mayBeNothing) return true;
    for (const token of this.root.after.keys()) if (index.holds(token)) return true;
    return false;
  }
}

/** No lengths, no ends. */
const NONE: readonly number[] = [];

function branching(choices: readonly (readonly string[])[]): Branch {
  const root: Branch = { after: new Map(), order: null };
  choices.forEach((tokens, order) => {
    let branch = root;
    for (const token of tokens) {
      const next: Branch = branch.after.get(token) ?? { after: new Map(), order: null };
      branch.after.set(token, next);
      branch = next;
    }
    branch.order ??= order;
  });
  return root;
}

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
  for (let k = 1; k < parts.length; k++) {
    const part = parts[k]!;
    if (part.kind === 'words' && !part.mayBeIn(text)) return NONE;
  }
  // Where a break may not be crossed, and the reading begins.
  const bound = gapped || inClause ? start : null;
  let ends: readonly number[] = [start];
  for (const part of parts) {
    const next: number[] = [];
    for (const at of ends)
      if (part.kind === 'words') {
        if (part.mayBeNothing && !next.includes(at)) next.push(at);
        for (const length of part.lengthsAt(text.tokens, at))
          if (!next.includes(at + length) && areFree(text, at, length, bound)) next.push(at + length);
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

function areFree(text: PreparedText, at: number, length: number, bound: number | null): boolean {
  for (let k = 0; k < length; k++) if (!isFree(text, at + k, bound)) return false;
  return true;
}
