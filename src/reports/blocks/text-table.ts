import type pc from 'picocolors';
import { padEndCells, plain, textWidth, wrap } from '../width.ts';
import type { Block, Cell } from './block.ts';
import { leastWidths, sideBySide } from './columns.ts';

const GAP = '  ';
/** No column of text gets narrower than this to make room. */
const LEAST_CELLS = 8;
/** A date, and most words. */
const WORD_CELLS = 12;

type Table = Extract<Block, { kind: 'table' }>;

/**
 * A table of the terminal: columns as wide as what is in them, the widest texts narrowed until the line fits, and broken
 * over several lines; ids and numbers stay whole. What does not fit beside one another stands in several tables, each
 * with the first column.
 */
export function tableLines(table: Table, columns: number, colours: ReturnType<typeof pc.createColors>): string[] {
  const texts = [table.columns.map(({ title }) => plain(title)), ...table.rows.map((row) => row.map(cellText))];
  const natural = table.columns.map((_, at) => Math.max(...texts.map((row) => textWidth(row[at] ?? ''))));
  const least = leastWidths(table.columns, texts.slice(1), { text: LEAST_CELLS, word: WORD_CELLS, whole: columns });
  return sideBySide(least, GAP.length, columns).flatMap((places, part) => {
    const widths = narrowed(
      places.map((place) => natural[place]!),
      places.map((place) => least[place]!),
      columns,
    );
    const lines = texts.flatMap((row, at) => {
      const painted = at === 0 ? colours.dim : String;
      return rowLines(
        places.map((place) => row[place] ?? ''),
        widths,
        places.map((place) => table.columns[place]!.align === 'end'),
      ).map((line) => painted(line));
    });
    return part === 0 ? lines : ['', ...lines];
  });
}

/** Takes from the widest column that may still give, and from ids only where one alone is too long for the line. */
function narrowed(natural: readonly number[], least: readonly number[], columns: number): number[] {
  const widths = [...natural];
  let over = widths.reduce((sum, cells) => sum + cells, GAP.length * (widths.length - 1)) - columns;
  for (const floor of [least, least.map((cells) => Math.min(cells, LEAST_CELLS))])
    for (; over > 0; over--) {
      const giving = widths.map((cells, at) => (cells > floor[at]! ? cells : 0));
      const widest = giving.indexOf(Math.max(...giving));
      if (giving[widest] === 0) break;
      widths[widest]! -= 1;
    }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[], isEnd: readonly boolean[]): string[] {
  const cells = row.map((text, at) => wrap(text, widths[at]!));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((lines, at) => {
        const text = lines[line] ?? '';
        const cellsLeft = widths[at]! - textWidth(text);
        return isEnd[at] ? ' '.repeat(Math.max(0, cellsLeft)) + text : padEndCells(text, widths[at]!);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** The text of a cell with its bar, for the terminal. */
function cellText({ text, bar }: Cell): string {
  return bar === undefined ? plain(text) : `${plain(text)} ${'█'.repeat(Math.round(bar * 10))}`;
}
