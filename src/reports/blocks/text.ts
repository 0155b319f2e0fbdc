import pc from 'picocolors';
import { clock } from '../format.ts';
import { fitCells, padEndCells, plain, textWidth, wrap } from '../width.ts';
import type { Block, BlockReport } from './block.ts';
import { cutTable, moreRows } from './cut-table.ts';
import { type Say, say } from './say.ts';
import { tableLines } from './text-table.ts';

/** How the terminal is written to. */
export interface TerminalStyle {
  colour: boolean;
  columns: number;
}

/** A report for the terminal. Plots stay out: the table that belongs to each says the same. */
export function blocksAsText({ language, title, subtitle, blocks }: BlockReport, style: TerminalStyle): string {
  const colours = pc.createColors(style.colour);
  const lines = [
    ...wrap(plain(title), style.columns).map((line) => colours.bold(line)),
    ...wrap(plain(subtitle), style.columns),
  ];
  for (const block of blocks) lines.push(...blockLines(block, style, say(language), colours));
  return `${lines.join('\n')}\n`;
}

type Colours = ReturnType<typeof pc.createColors>;

function blockLines(block: Block, { columns }: TerminalStyle, say: Say, colours: Colours): string[] {
  switch (block.kind) {
    case 'heading':
      return ['', ...wrap(plain(block.text), columns).map((line) => colours.bold(line))];
    case 'text': {
      const paint = block.tone === 'warning' ? colours.yellow : block.tone === 'quiet' ? colours.dim : String;
      const mark = block.tone === 'warning' ? '⚠ ' : '';
      return wrap(mark + plain(block.text), columns).map((line) => paint(line));
    }
    case 'figures':
      return figureLines(block.figures, columns);
    case 'table':
      return block.rows.length === 0
        ? wrap(plain(block.none), columns)
        : [
            ...(block.title === '' || block.folded ? [] : ['', ...wrap(plain(block.title), columns)]),
            ...tableLines(cutTable(block), columns, colours),
            ...moreRows(block, say).flatMap((line) => wrap(line, columns)),
          ];
    case 'plot':
      return [];
    case 'list':
      return block.entries.flatMap(({ title, lines, quote, clip }, at) => [
        ...hanging(`${at + 1}. `, plain(title), columns),
        ...lines.flatMap((line) => hanging('   ', plain(line), columns)),
        ...(quote === null ? [] : hanging('   ', say('“{0}”', '“{0}”', plain(quote)), columns)),
        ...(clip ? hanging('   ', `▶ ${clock(clip.startSeconds)}  ${decodeURI(clip.href)}`, columns) : []),
      ]);
  }
}

function hanging(first: string, text: string, columns: number): string[] {
  const indent = ' '.repeat(textWidth(first));
  return wrap(text, columns - indent.length).map((line, at) => (at === 0 ? first : indent) + line);
}

/** Room for the name of a figure at most. */
const NAME_CELLS = 30;

function figureLines(figures: Extract<Block, { kind: 'figures' }>['figures'], columns: number): string[] {
  const cells = 2 + Math.min(NAME_CELLS, Math.max(...figures.map(({ name }) => textWidth(plain(name)))));
  return figures.flatMap(({ name, text, note }) =>
    wrap(plain(`${text}${note === '' ? '' : `  ${note}`}`), columns - cells).map(
      (line, at) => padEndCells(at === 0 ? fitCells(plain(name), cells - 2) : '', cells) + line,
    ),
  );
}
