import { edits } from '../edits.ts';
import { CALL_FIELDS, fieldNamed } from './fields.ts';

/** Shorter names are near too many others. */
const SHORTEST_LETTERS = 5;
const MOST_EDITS = 2;
/** One letter from a field's name, and yet columns that telephone systems write. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['called', 'trainer', 'trained']);

/** What is put behind the name of a thing for its name or its place. */
const FOR_NAMES = ['name', 'path', '名', '名称', '路径'];

/** A name that is probably a misspelling, and the known one that was meant. */
export interface Misspelling {
  name: string;
  meant: string;
}

/**
 * Those of these names that are misspellings of a field's name: at most two letters changed, added, dropped or
 * swapped (no more than a third of each word), without regard to case, spaces, `_` and `-`. Any other name is a
 * fact of the user's own, also one whose neighbour is among the names (`trainer` beside `trainee`). Only names of five
 * or more Latin letters are compared.
 */
export function findMisspellings(names: readonly string[]): Misspelling[] {
  // Asterisk's call records have both.
  const ofAsterisk = names.some((name) => joined(name) === 'dstchannel');
  const present = new Set(names.map((name) => fieldNamed(name)?.key));
  const missing = CALL_FIELDS.filter(({ key }) => !present.has(key)).flatMap(({ headers }) => headers);
  return names.flatMap((name) => {
    if (fieldNamed(name) || OTHER_NAMES.has(joined(name))) return [];
    if (ofAsterisk && joined(name) === 'channel') return [];
    const meant = missing.find((header) => isNear(name, header));
    return meant === undefined ? [] : [{ name, meant }];
  });
}

/**
 * The name that a column which must be there probably stands under; undefined when none is like it. Its own name may be
 * short: one letter added, dropped or swapped (changed only in a longer one), its beginning (录音), or with a word for names
 * behind it (`filename`).
 */
export function nearestTo(headers: readonly string[], names: readonly string[]): string | undefined {
  const isLike = (name: string, header: string): boolean =>
    isSlip(name, header) ||
    (name.length > 1 && header.startsWith(name)) ||
    FOR_NAMES.some((word) => name === header + word);
  return names.find((name) => !fieldNamed(name) && headers.some((header) => isLike(joined(name), joined(header))));
}

function isSlip(name: string, header: string): boolean {
  if (name.length < 2 || Math.abs(name.length - header.length) > 1 || edits(name, header) > 1) return false;
  const isLatin = /^[a-z]+$/.test(header);
  // In a short name another letter makes another word: `line` is no slip of `file`, `who` none of `why`.
  const isChanged = name.length === header.length && [...name].sort().join('') !== [...header].sort().join('');
  return header.length >= (isChanged ? (isLatin ? SHORTEST_LETTERS : 3) : isLatin ? 3 : 2);
}

function isNear(name: string, meant: string): boolean {
  const [a, b] = [joined(name), joined(meant)];
  if (b.length < SHORTEST_LETTERS || !/^[a-z]+$/.test(b) || Math.abs(a.length - b.length) > MOST_EDITS) return false;
  if (edits(a, b) > MOST_EDITS) return false;
  const [words, known] = [wordsOf(name), wordsOf(meant)];
  // Another word in the place of a short one is another name: `agent_no`, `caller_id`, `released_at`.
  if (words.length === known.length)
    return words.every((word, at) => edits(word, known[at]!) <= Math.floor(known[at]!.length / 3));
  return edits(a, b) <= Math.floor(b.length / 4);
}

function wordsOf(name: string): string[] {
  return name
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[\s_-]+/);
}

function joined(name: string): string {
  return wordsOf(name).join('');
}
