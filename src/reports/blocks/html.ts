import { createHash } from 'node:crypto';
import { clock } from '../format.ts';
import { escapeHtml } from '../html/escape.ts';
import type { Block, BlockReport, Cell, Clip, Column } from './block.ts';
import { cutTable, moreRows } from './cut-table.ts';
import { plotSvg } from './plots.ts';
import { type Say, say } from './say.ts';
import { REPORT_STYLE } from './style.ts';

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
      return `<figure>${plotSvg(block.plot)}<figcaption>${escapeHtml(block.title)}</figcaption></figure>`;
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
  const { title, columns, rows, folded } = cutTable(whole);
  const head = columns.map((column) => `<th${endOf(column)} scope="col">${escapeHtml(column.title)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => `<td${endOf(columns[at]!)}>${cellHtml(cell)}</td>`).join('')}</tr>`)
    .join('\n');
  const table = `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>${moreRows(
    whole,
    says,
  )
    .map((line) => `<p class="quiet">${escapeHtml(line)}</p>`)
    .join('')}`;
  if (folded) return `<details><summary>${escapeHtml(title || says('数据', 'The data'))}</summary>${table}</details>`;
  return `${title === '' ? '' : `<h3>${escapeHtml(title)}</h3>`}${table}`;
}

const endOf = ({ align }: Column): string => (align === 'end' ? ' class="end"' : '');

function cellHtml({ text, bar, clip }: Cell): string {
  const shown = clip ? `<a href="${escapeHtml(addressOf(clip))}">${escapeHtml(text)}</a>` : escapeHtml(text);
  if (bar === undefined) return shown;
  const width = Math.round(90 * Math.max(0, Math.min(1, bar)));
  return `${shown}<svg class="bar" viewBox="0 0 90 9" aria-hidden="true"><rect width="90" height="9" fill="#eceff4"/><rect width="${width}" height="9" fill="#2b56c6"/></svg>`;
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
