import type { Block } from './block.ts';
import type { Say } from './say.ts';

type Table = Extract<Block, { kind: 'table' }>;

/** A table with the rows that are shown to people. */
export function cutTable(table: Table): Table {
  return table.shown === undefined ? table : { ...table, rows: table.rows.slice(0, table.shown) };
}

/** Says that there are more rows, where there are. */
export function moreRows({ rows, shown }: Table, say: Say): string[] {
  const left = rows.length - (shown ?? rows.length);
  if (left <= 0) return [];
  return [
    say(
      '另有 {0} 行，见 CSV、Excel 或 JSON。',
      '{0} more {0|row is|rows are} in the CSV, Excel and JSON outputs.',
      left,
    ),
  ];
}
