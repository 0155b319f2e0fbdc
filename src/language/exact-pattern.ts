import type { Language } from '../analysis.ts';
import { isFigure } from './align.ts';
import { normalise } from './normalise.ts';
import { GAP_TOKENS, SLOT_TOKENS, type SlotValues } from './phrase.ts';
import { GAP, type SlotName, shown } from './phrase-notation.ts';
import type { PreparedText } from './prepared-text.ts';

/** A piece of a pattern: one of several runs of tokens, or so many tokens that may be anything (or figures). */
type Part =
  | { kind: 'words'; choices: readonly (readonly string[])[] }
  | { kind: 'any' | 'figure'; least: number; most: number };

/** A phrase to be found by its very characters; its alternatives stay together, so that many of them cost little. */
export interface ExactPattern {
  /** As people read it. */
  wording: string;
  parts: readonly Part[];
  gapped: boolean;
  /** The tokens it can begin with; null when it can begin with any. */
  begins: readonly string[] | null;
}

/** A stretch of tokens `[start, end)`. */
export interface Place {
  start: number;
  end: number;
}

/** Patterns by the tokens they can begin with. */
export class ExactPatterns {
  private readonly byBeginning = new Map<string, ExactPattern[]>();
  private readonly anywhere: ExactPattern[];

  constructor(patterns: readonly ExactPattern[]) {
    this.anywhere = patterns.filter(({ begins }) => begins === null);
    for (const pattern of patterns)
      for (const token of pattern.begins ?? []) {
        const known = this.byBeginning.get(token);
        if (known) known.push(pattern);
        else this.byBeginning.set(token, [pattern]);
      }
  }

  /** Every place where one of them stands; `inClause`: inside one clause. */
  placesIn(text: PreparedText, inClause: boolean): (Place & { wording: string })[] {
    const found: (Place & { wording: string })[] = [];
    const tryAt = (pattern: ExactPattern, start: number): void => {
      for (const end of endsOf(pattern, text, start, inClause)) found.push({ start, end, wording: pattern.wording });
    };
    for (const [token, patterns] of this.byBeginning)
      for (const start of text.index.placesOf(token)) for (const pattern of patterns) tryAt(pattern, start);
    for (const pattern of this.anywhere) text.tokens.forEach((_, start) => tryAt(pattern, start));
    return found;
  }
}

/** Words that turn a clause to the speaker. */
const SPEAKER = new Set(['我', '我们', 'i', 'we']);

/** The pattern of a wording (notation: see phrase.ts), or null for one without a single word. */
export function exactPattern(wording: string, language: Language, values: SlotValues): ExactPattern | null {
  const parts = wording.split(/(\([^()]*\)|…|\{[^}]*\})/).flatMap((piece) => partOf(piece, language, values));
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
  const words = (choices: readonly string[]): Part[] => [
    { kind: 'words', choices: choices.map((one) => normalise(one, language).tokens) },
  ];
  if (piece === '{company}' && organisationNames.length > 0) return words(organisationNames);
  const slot = SLOT_TOKENS[piece as SlotName];
  if (slot) return [{ kind: slot.kind, least: slot.least, most: slot.most }];
  return words(piece.startsWith('(') ? piece.slice(1, -1).split('|') : [piece]);
}

function beginningsOf([first, ...rest]: readonly Part[]): readonly string[] | null {
  if (!first) return [];
  if (first.kind !== 'words') return null;
  const own = first.choices.flatMap(([token]) => token ?? []);
  if (first.choices.every(({ length }) => length > 0)) return [...new Set(own)];
  const after = beginningsOf(rest);
  return after && [...new Set([...own, ...after])];
}

/**
 * Where readings of a pattern from `start` on can end. With `inClause`, and for a pattern with gaps, a reading stays
 * inside a clause, and no gap holds a word that turns to the speaker: 您好，我不知道 is not about what 您 does not know.
 */
function endsOf(
  { parts, gapped }: ExactPattern,
  text: PreparedText,
  start: number,
  inClause: boolean,
): readonly number[] {
  const bound = gapped || inClause;
  const isFree = (at: number): boolean =>
    (text.index.numbers[at] ?? -1) >= 0 && (!bound || at === start || !text.isBreak(at));
  const stands = (choice: readonly string[], at: number): boolean => {
    for (let k = 0; k < choice.length; k++) if (text.tokens[at + k] !== choice[k]) return false;
    return choice.every((_, k) => isFree(at + k));
  };
  let ends: readonly number[] = [start];
  for (const part of parts) {
    const next: number[] = [];
    const add = (end: number): void => {
      if (!next.includes(end)) next.push(end);
    };
    for (const at of ends)
      if (part.kind === 'words') {
        for (const choice of part.choices) if (stands(choice, at)) add(at + choice.length);
      } else
        for (let k = 0; k <= part.most; k++) {
          if (k >= part.least) add(at + k);
          const token = text.tokens[at + k];
          if (token === undefined || !isFree(at + k) || SPEAKER.has(token)) break;
          if (part.kind === 'figure' && !isFigure(token)) break;
        }
    if (next.length === 0) return next;
    ends = next;
  }
  return ends.filter((end) => end > start);
}
