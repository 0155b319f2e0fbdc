import type { CompiledPhrase } from './phrase.ts';
import { WHOLE_COST } from './pinyin.ts';

/** Neighbouring words of a phrase, from place `start` among its elements on. */
export interface Piece {
  start: number;
  length: number;
}

/** Pieces of a phrase, of which at least one is heard wherever the phrase is: word by word, for at most `budget` in all. */
export interface Pieces {
  pieces: readonly Piece[];
  budget: number;
}

/** How many words too many or too few a phrase may have. */
export const driftOf = (limit: number): number => Math.floor(limit / WHOLE_COST);

/** The stretches of a phrase without a gap in them. */
export function runsOf({ sounds }: CompiledPhrase): Piece[] {
  const runs: Piece[] = [];
  sounds.forEach((sound, start) => {
    if (sound < 0) return;
    const last = runs.at(-1);
    if (last && last.start + last.length === start) last.length++;
    else runs.push({ start, length: 1 });
  });
  return runs;
}

/**
 * The pieces to look for. What the differences cost is shared out among the pieces, so one of them has no more than its
 * share; with more pieces than words may be wrong altogether, that share buys no whole word. Where no word may be wrong,
 * every run must be heard as it is: the longest tells most.
 */
export function piecesOf(phrase: CompiledPhrase, limit: number): Pieces {
  const runs = runsOf(phrase);
  const drift = driftOf(limit);
  if (drift === 0) return { pieces: [runs.reduce((a, b) => (b.length > a.length ? b : a))], budget: limit };
  const parts = runs.map(() => 1);
  for (let count = runs.length; count <= drift; count++) {
    const sizes = runs.map(({ length }, k) => length / parts[k]!);
    parts[sizes.indexOf(Math.max(...sizes))]!++;
  }
  const pieces = runs.flatMap((run, k) => cut(run, parts[k]!));
  return { pieces, budget: Math.floor(limit / pieces.length) };
}

/** A piece cut into so many parts, as equal as can be. */
function cut({ start, length }: Piece, count: number): Piece[] {
  const edge = (part: number): number => start + Math.floor((part * length) / count);
  return Array.from({ length: count }, (_, part) => ({ start: edge(part), length: edge(part + 1) - edge(part) }));
}
