import type pc from 'picocolors';
import { padEndCells, plain, textWidth, wrap } from '../width.ts';
import type { Block, Cell } from './block.ts';

const GAP = '  ';
/** No column gets narrower than this to make room. */
const LEAST_CELLS = 8;

type Table = Extract<Block, { kind: 'table' }>;

/**
 * A table of the terminal: columns as wide as what is in them, the widest narrowed until the line fits, long texts on
 * several lines. What does not fit beside one another stands in several tables, each with the first column.
 */
export function tableLines(table: Table, columns: number, colours: ReturnType<typeof pc.createColors>): string[] {
  const texts = [table.columns.map(({ title }) => plain(title)), ...table.rows.map((row) => row.map(cellText))];
  const natural = table.columns.map((_, at) => Math.max(...texts.map((row) => textWidth(row[at] ?? ''))));
  return groups(natural, columns).flatMap((places, part) => {
    const widths = narrowed(
      places.map((place) => natural[place]!),
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

/** Which columns stand side by side: all where there is room, else as many as fit beside the first. */
function groups(natural: readonly number[], columns: number): number[][] {
  const least = natural.map((cells) => Math.min(cells, LEAST_CELLS));
  const found: number[][] = [[0]];
  let used = least[0]!;
  for (let at = 1; at < natural.length; at++) {
    const group = found.at(-1)!;
    if (used + GAP.length + least[at]! > columns && group.length > 1) {
      found.push([0, at]);
      used = least[0]! + GAP.length + least[at]!;
    } else {
      group.push(at);
      used += GAP.length + least[at]!;
    }
  }
  return found;
}

function narrowed(natural: readonly number[], columns: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, cells) => sum + cells, GAP.length * (widths.length - 1));
  while (total() > columns) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= LEAST_CELLS) break;
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
