import type { BlockReport, Cell } from './block.ts';
import { say } from './say.ts';

/** One table of a report as rows of a sheet. Numbers are numbers. */
export interface Sheet {
  title: string;
  head: string[];
  rows: (string | number | null)[][];
}

/** A report as tables: what its figures, texts and lists say, then every table. Plots are in the tables that go with them. */
export function sheetsOf({ language, title, subtitle, blocks }: BlockReport): Sheet[] {
  const says = say(language);
  const overview: Sheet = { title: says('概览', 'Overview'), head: [title, subtitle], rows: [] };
  const tables: Sheet[] = [];
  let heading = '';
  for (const block of blocks) {
    switch (block.kind) {
      case 'heading':
        heading = block.text;
        break;
      case 'text':
        overview.rows.push(['', block.text]);
        break;
      case 'figures':
        for (const { name, value, text, note } of block.figures) overview.rows.push([name, value ?? text, note]);
        break;
      case 'table':
        if (block.rows.length === 0) overview.rows.push([block.title || heading, block.none]);
        else
          tables.push({
            title: block.title || heading,
            head: block.columns.map((column) => column.title),
            rows: block.rows.map((row) => row.map(flatCell)),
          });
        break;
      case 'list':
        if (block.entries.length > 0)
          tables.push({
            title: heading,
            head: [says('内容', 'What'), says('说明', 'Details'), says('原话', 'Quote'), says('秒', 'Second')],
            rows: block.entries.map(({ title, lines, quote, clip }) => [
              title,
              lines.join('\n'),
              quote ?? '',
              clip?.startSeconds ?? null,
            ]),
          });
        break;
      case 'plot':
        break;
    }
  }
  return [overview, ...tables];
}

function flatCell({ text, value }: Cell): string | number {
  return value ?? text;
}
