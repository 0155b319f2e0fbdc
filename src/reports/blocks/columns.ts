import { textWidth } from '../width.ts';
import type { Column } from './block.ts';

/** How narrow the columns of a table may get where it is shown, in cells. */
export interface ColumnLimits {
  /** Texts have at least so many cells for a line. */
  text: number;
  /** Words up to so many cells are not broken. */
  word: number;
  /** Nor are numbers, ids and the like up to so many. */
  whole: number;
}

/** Four Chinese characters: no title has less on a line. */
const TITLE_CELLS = 8;

/** Cells that each column needs at least. Titles break between words, also over what is never broken. */
export function leastWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  limits: ColumnLimits,
): number[] {
  const ofText = (text: string) =>
    Math.min(textWidth(text), Math.max(limits.text, Math.min(limits.word, longestWord(text))));
  return columns.map((column, at) =>
    rows.reduce(
      (least, row) => {
        const text = row[at] ?? '';
        return Math.max(least, isWhole(column) ? Math.min(limits.whole, textWidth(text)) : ofText(text));
      },
      titleCells(column.title, limits.word),
    ),
  );
}

/** Whether what stands in a column is never broken. */
export function isWhole({ align, whole }: Column): boolean {
  return align === 'end' || whole === true;
}

/** Which columns stand side by side: all where there is room, else as many as fit beside the first, which is repeated. */
export function sideBySide(least: readonly number[], gap: number, room: number): number[][] {
  const found: number[][] = [[0]];
  let used = least[0]!;
  for (let at = 1; at < least.length; at++) {
    const group = found.at(-1)!;
    if (used + gap + least[at]! > room && group.length > 1) {
      found.push([0, at]);
      used = least[0]! + gap + least[at]!;
    } else {
      group.push(at);
      used += gap + least[at]!;
    }
  }
  return found;
}

/** Cells of the longest word; Chinese has none, as it breaks anywhere. */
export function longestWord(text: string): number {
  return longest(text, /[^\s\u2e80-\uffff]+/gu);
}

function titleCells(title: string, most: number): number {
  return Math.max(Math.min(most, longestWord(title)), Math.min(TITLE_CELLS, longest(title, /[\u2e80-\uffff]+/gu)));
}

function longest(text: string, piece: RegExp): number {
  return Math.max(0, ...(text.match(piece) ?? []).map(textWidth));
}
