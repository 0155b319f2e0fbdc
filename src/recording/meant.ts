import { CALL_FIELDS, fieldNamed } from './fields.ts';

/** Shorter names are near too many others. */
const SHORTEST_LETTERS = 5;
const MOST_EDITS = 2;
/** One letter from a field's name, and yet columns that telephone systems write. */
const OTHER_NAMES: ReadonlySet<string> = new Set(['called', 'trainer', 'trained']);

/** A name that is probably a misspelling, and the known one that was meant. */
export interface Misspelling {
  name: string;
  meant: string;
}

/**
 * The first of these names that is a misspelling of a field's name: at most two letters changed, added, dropped or
 * swapped (no more than a third of each word), without regard to case, spaces, `_` and `-`. Any other name is a
 * fact of the user's own, also one whose neighbour is among the names (`trainer` beside `trainee`). Only names of five
 * or more Latin letters are compared.
 */
export function findMisspelling(names: readonly string[]): Misspelling | undefined {
  // Asterisk's call records have both.
  const ofAsterisk = names.some((name) => joined(name) === 'dstchannel');
  const present = new Set(names.map((name) => fieldNamed(name)?.key));
  for (const name of names) {
    if (fieldNamed(name) || OTHER_NAMES.has(joined(name))) continue;
    if (ofAsterisk && joined(name) === 'channel') continue;
    for (const { key, headers } of CALL_FIELDS)
      for (const meant of headers) if (!present.has(key) && isNear(name, meant)) return { name, meant };
  }
  return undefined;
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

/** Letters to change, add, drop or swap with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          row[j - 1]! + 1,
          rows[i - 1]![j]! + 1,
          rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
          isSwap ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
