import { wordBorders } from '../words.ts';
import { type Cues, cuesIn, isClause, isLoose, openingEnd } from './chinese-cues.ts';
import type { Pause } from './marks.ts';

/** The end of a clause, and how long the speaker paused there. */
export interface ClauseEnd {
  at: number;
  pauseSeconds: number;
}

/** How far from its place, in characters, the words may say that a pause was. */
const REACH = 3;
/** A shorter pause that nothing in the words explains is a breath. */
const LEAST_UNEXPLAINED_SECONDS = 0.3;
/** Over a pause as long nothing goes on. */
const CERTAIN_SECONDS = 0.8;

/** Where the clauses of a Chinese text without marks end; the end of the text is the last one. */
export function clauseEnds(text: string, pauses: readonly Pause[]): ClauseEnd[] {
  const words: Words = { text, borders: wordBorders(text), cues: cuesIn(text) };
  const blanks = Array.from(text.matchAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu), ({ index }) => index);
  const byWords = endsByWords(words, new Set(blanks));
  const seconds = new Map<number, number>();
  for (const pause of pauses) {
    const at = placeOf(pause, words, byWords);
    if (at !== null) seconds.set(at, Math.max(pause.seconds, seconds.get(at) ?? 0));
  }
  const ends = endsByWords(words, new Set([...blanks, ...seconds.keys()]));
  return ends.map((at) => ({ at, pauseSeconds: seconds.get(at) ?? 0 }));
}

interface Words {
  text: string;
  /** 1 where a word begins or ends. */
  borders: Uint8Array;
  cues: Cues;
}

/** The place in the text that a pause stands for; null for one inside a clause. */
function placeOf({ at, seconds, isExact }: Pause, { text, borders }: Words, byWords: readonly number[]): number | null {
  if (isExact) return seconds >= CERTAIN_SECONDS || isLoose(text, at) ? at : null;
  const told = nearest(byWords, at);
  if (told !== null || seconds < LEAST_UNEXPLAINED_SECONDS) return told;
  const loose = Array.from(borders.keys()).filter((place) => borders[place] === 1 && isLoose(text, place));
  return nearest(loose, at);
}

function nearest(places: readonly number[], at: number): number | null {
  const distance = (place: number): number => Math.abs(place - at);
  const [best] = places.filter((place) => distance(place) <= REACH).sort((a, b) => distance(a) - distance(b));
  return best ?? null;
}

/** Clause by clause: its opening, or else up to the first place at which one may end. `told`: places where one does. */
function endsByWords({ text, borders, cues }: Words, told: ReadonlySet<number>): number[] {
  const cued = Object.values(cues)
    .flatMap((places: ReadonlySet<number>) => [...places])
    .filter((at) => borders[at] === 1);
  const places = [...new Set([...told, ...cued, text.length])].sort((a, b) => a - b);
  const ends: number[] = [];
  let start = 0;
  while (start < text.length) {
    const opening = openingEnd(text, start);
    const first = places.find(
      (at) => at > start && (at === text.length || told.has(at) || isClause(text, start, at, cues)),
    )!;
    start = opening !== null && borders[opening] === 1 ? Math.min(opening, first) : first;
    ends.push(start);
  }
  return ends;
}
