import { createHash } from 'node:crypto';
import { clock } from '../format.ts';
import { escapeHtml } from '../html/escape.ts';
import { textWidth } from '../width.ts';
import type { Block, BlockReport, Cell, Clip } from './block.ts';
import { isWhole, leastWidths, longestWord, sideBySide } from './columns.ts';
import { cutTable, moreRows } from './cut-table.ts';
import { plotSvg } from './plots.ts';
import { type Say, say } from './say.ts';
import { BAR_CELLS, MOST_CELLS, REPORT_STYLE } from './style.ts';

/** Six Chinese characters. */
const TEXT_CELLS = 12;
/** What stands side by side on A4 at the size of print. */
const PAPER_CELLS = 96;
/** The padding of a column. */
const GAP_CELLS = 2;

/**
 * A report as one page that works from disk and prints well. There is no script on it, and a policy in its head forbids
 * any; sound comes from the recordings where they lie, and nothing else loads.
 */
export function blocksAsHtml({ language, title, subtitle, blocks }: BlockReport): string {
  const says = say(language);
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p class="sub">${escapeHtml(subtitle)}</p>
${blocks.map((block) => blockHtml(block, says)).join('\n')}
</body>
</html>
`;
}

function policy(): string {
  const style = createHash('sha256').update(REPORT_STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${style}'; media-src file: 'self'; base-uri 'none'; form-action 'none'`;
}

function blockHtml(block: Block, says: Say): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escapeHtml(block.text)}</h2>`;
    case 'text':
      return `<p${block.tone && block.tone !== 'plain' ? ` class="${block.tone}"` : ''}>${block.tone === 'warning' ? '⚠ ' : ''}${escapeHtml(block.text)}</p>`;
    case 'figures':
      return `<dl class="figures">${block.figures
        .map(
          ({ name, text, note }) =>
            `<div><dt>${escapeHtml(name)}</dt><dd class="value">${escapeHtml(text)}</dd><dd class="quiet">${escapeHtml(note)}</dd></div>`,
        )
        .join('')}</dl>`;
    case 'table':
      return block.rows.length === 0 ? `<p class="quiet">${escapeHtml(block.none)}</p>` : tableHtml(block, says);
    case 'plot':
      return `<figure><div class="scroll">${plotSvg(block.plot)}</div><figcaption>${escapeHtml(block.title)}</figcaption></figure>`;
    case 'list':
      return `<ol>${block.entries
        .map(
          ({ title, lines, quote, clip }) =>
            `<li><strong>${escapeHtml(title)}</strong>${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}${
              quote === null ? '' : `<blockquote>${escapeHtml(quote)}</blockquote>`
            }${clip ? clipHtml(clip, says) : ''}</li>`,
        )
        .join('')}</ol>`;
  }
}

function tableHtml(whole: Extract<Block, { kind: 'table' }>, says: Say): string {
  const table = cutTable(whole);
  const least = leastCells(table);
  const parts = sideBySide(least, GAP_CELLS, PAPER_CELLS).map((places) => {
    const classes = places.map((at) => ` class="${classesOf(table, at, least[at]!)}"`);
    const head = places.map(
      (place, at) => `<th${classes[at]} scope="col">${wholeIds(table.columns[place]!.title)}</th>`,
    );
    const body = table.rows.map(
      (row) => `<tr>${places.map((place, at) => `<td${classes[at]}>${cellHtml(row[place]!)}</td>`).join('')}</tr>`,
    );
    return `<div class="scroll"><table><thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
  });
  const all = `${parts.join('\n')}${moreRows(whole, says)
    .map((line) => `<p class="quiet">${escapeHtml(line)}</p>`)
    .join('')}`;
  const { title, folded } = table;
  if (folded) return `<details><summary>${escapeHtml(title || says('数据', 'The data'))}</summary>${all}</details>`;
  return `${title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`}${all}`;
}

/** Cells that each column needs, with room for its bars. */
function leastCells({ columns, rows }: Extract<Block, { kind: 'table' }>): number[] {
  const texts = rows.map((row) => row.map(({ text }) => text));
  return leastWidths(columns, texts, { text: TEXT_CELLS, word: MOST_CELLS, whole: MOST_CELLS }).map(
    (cells, at) => cells + (rows.some((row) => row[at]?.bar !== undefined) ? BAR_CELLS : 0),
  );
}

/** How narrow a column may get and where it breaks, as classes: style attributes are forbidden on the page. */
function classesOf({ columns, rows }: Extract<Block, { kind: 'table' }>, at: number, least: number): string {
  const column = columns[at]!;
  const texts = rows.map((row) => row[at]!.text);
  return [
    `least${least}`,
    column.align ?? '',
    isWhole(column) && texts.every((text) => textWidth(text) <= MOST_CELLS) ? 'whole' : '',
    [column.title, ...texts].some((text) => longestWord(text) > MOST_CELLS) ? 'long' : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function cellHtml({ text, bar, clip }: Cell): string {
  const shown = clip ? `<a href="${escapeHtml(addressOf(clip))}">${wholeIds(text)}</a>` : wholeIds(text);
  if (bar === undefined) return shown;
  const width = Math.round(90 * Math.max(0, Math.min(1, bar)));
  return `${shown}<svg class="bar" viewBox="0 0 90 9" aria-hidden="true"><rect width="90" height="9" fill="#eceff4"/><rect width="${width}" height="9" fill="#2b56c6"/></svg>`;
}

/** A text whose ids and dates do not break at their hyphens, as far as a column can be as wide. */
function wholeIds(text: string): string {
  return escapeHtml(text).replace(/[\w.:-]*\d-[\w.:-]*/g, (id) =>
    id.length > MOST_CELLS ? id : `<span class="id">${id}</span>`,
  );
}

/** A stretch of the recording, by media fragment: the browser plays from its start to its end. */
function addressOf({ href, startSeconds, endSeconds }: Clip): string {
  return `${href}#t=${startSeconds.toFixed(1)},${endSeconds.toFixed(1)}`;
}

function clipHtml(clip: Clip, says: Say): string {
  const address = escapeHtml(addressOf(clip));
  const label = says('从 {0} 播放', 'Play from {0}', clock(clip.startSeconds));
  return `<div class="clip"><audio controls preload="none" src="${address}"></audio><a href="${address}">${escapeHtml(label)}</a></div>`;
}
