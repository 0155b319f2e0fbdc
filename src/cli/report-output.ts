import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import type { Language } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import type { BlockReport } from '../reports/blocks/block.ts';
import { blocksAsCsv } from '../reports/blocks/csv.ts';
import type { AddressOf } from '../reports/blocks/parts.ts';
import type { Say } from '../reports/blocks/say.ts';
import { blocksAsText } from '../reports/blocks/text.ts';
import { writeWhole } from '../write-whole.ts';
import { prepareFolder } from './output-folder.ts';
import { relativeUrl } from './playable.ts';
import { textStyle } from './text-style.ts';

const FORMATS = ['text', 'json', 'csv', 'xlsx', 'html'] as const;
export type ReportFormat = (typeof FORMATS)[number];

/** How a report is written. */
export interface OutputOptions {
  format?: ReportFormat;
  json?: boolean;
  out?: string;
}

/** `--format`, `--json`, `--out`, as every report takes them. */
export function outputOptions(says: Say): Option[] {
  return [
    new Option(
      '--format <format>',
      says(
        `${FORMATS.join('、')}（默认：由 --out 的文件名决定，否则为 text）`,
        `${FORMATS.join(', ')} (default: by the name of --out, else text)`,
      ),
    ).choices(FORMATS),
    new Option('--json', says('等同于 --format json', 'the same as --format json')).conflicts('format'),
    new Option(
      '-o, --out <file>',
      says('写入文件：.html、.xlsx、.csv、.json 或 .txt', 'write to a file: .html, .xlsx, .csv, .json or .txt'),
    ),
  ];
}

/** What the name of a file ends in, by what is written to it. */
const ENDINGS: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.xlsx': 'xlsx',
  '.csv': 'csv',
  '.json': 'json',
  '.txt': 'text',
};

/**
 * The format asked for, by name or by the name of the file.
 * @throws LingtingError `usage` for a file of which the name says nothing that can be written.
 */
export function formatOf({ format, json, out }: OutputOptions): ReportFormat {
  const asked = json ? 'json' : format;
  if (out !== undefined && (asked === undefined || isPdf(out))) requireEnding(out, Object.keys(ENDINGS));
  const chosen = asked ?? ENDINGS[endingOf(out ?? '')] ?? 'text';
  if (chosen === 'xlsx' && out === undefined)
    throw new LingtingError('usage', {
      en: 'An Excel file needs a place: add --out report.xlsx.',
      zh: 'Excel 文件需要保存位置：请加上 --out report.xlsx。',
    });
  return chosen;
}

/**
 * Refuses a file that is named as something else than what is written to it.
 * @throws LingtingError `usage` with the endings that there are.
 */
export function requireEnding(file: string, endings: readonly string[]): void {
  if (endings.includes(endingOf(file))) return;
  const [pdf, pdfZh] = isPdf(file)
    ? [
        ' For a PDF write .html, open it in a browser and print it.',
        '需要 PDF 时，请先写成 .html，再用浏览器打开并打印。',
      ]
    : ['', ''];
  throw new LingtingError('usage', {
    en: `Expected the name of a file that ends in ${anyOf(endings, ', ', ' or ')}, got ${file}.${pdf}`,
    zh: `文件名应以 ${anyOf(endings, '、', ' 或 ')} 结尾，现为 ${file}。${pdfZh}`,
  });
}

const endingOf = (file: string): string => path.extname(file).toLowerCase();
const isPdf = (file: string): boolean => endingOf(file) === '.pdf';

const anyOf = (words: readonly string[], comma: string, or: string): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(comma)}${or}${words.at(-1)}`;

/** Where recordings are, seen from the page; a recording that is not there any more has no address. */
export function addressesFrom({ out }: OutputOptions): AddressOf {
  const folder = path.dirname(path.resolve(out ?? '.'));
  return (file) => (existsSync(file) ? relativeUrl(folder, file) : null);
}

/** Writes a report to stdout or to its file; `json` is what the machine-readable output holds. */
export async function writeBlocks(
  json: unknown,
  blocks: BlockReport,
  options: OutputOptions,
  language: Language,
): Promise<void> {
  await writeOut(await contentOf(options, json, blocks), options, language);
}

async function contentOf(options: OutputOptions, json: unknown, blocks: BlockReport): Promise<string | Uint8Array> {
  switch (formatOf(options)) {
    case 'json':
      return `${JSON.stringify(json, null, 2)}\n`;
    case 'csv':
      return blocksAsCsv(blocks);
    case 'text':
      return blocksAsText(blocks, textStyle(options.out));
    // The libraries for plots and for Excel take a while to load: only where they are needed.
    case 'html':
      return (await import('../reports/blocks/html.ts')).blocksAsHtml(blocks);
    case 'xlsx':
      return (await import('../reports/blocks/xlsx.ts')).blocksAsXlsx(blocks);
  }
}

/** Writes to stdout, or to a file that appears whole or not at all. */
export async function writeOut(
  content: string | Uint8Array | AsyncIterable<string>,
  { out }: OutputOptions,
  language: Language,
): Promise<void> {
  const isWhole = typeof content === 'string' || content instanceof Uint8Array;
  if (out === undefined) {
    for await (const chunk of isWhole ? [content] : content) process.stdout.write(chunk);
    return;
  }
  await prepareFolder(path.dirname(path.resolve(out)));
  await writeWhole(out, (isWhole ? [content] : content) as Iterable<string>);
  process.stderr.write(`${language === 'zh' ? '已写入：' : 'Written: '}${out}\n`);
}
