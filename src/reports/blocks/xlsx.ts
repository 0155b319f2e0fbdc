import writeXlsx from 'write-excel-file/node';
import { textWidth } from '../width.ts';
import type { BlockReport } from './block.ts';
import { rounded } from './csv.ts';
import { type Sheet, sheetsOf } from './flat.ts';

const WIDEST_CHARACTERS = 60;
/** What Excel allows in the name of a sheet. */
const NAME_CHARACTERS = 31;
/** And in a cell. */
const CELL_CHARACTERS = 32_767;

/** A report as an Excel file, one sheet a table. Every text is typed as text, so that none is ever taken for a formula. */
export async function blocksAsXlsx(report: BlockReport): Promise<Uint8Array> {
  const names = new Set<string>();
  const sheets = sheetsOf(report).map((sheet) => ({
    sheet: sheetName(sheet.title, names),
    data: [
      sheet.head.map((text) => ({ ...cell(text), fontWeight: 'bold' as const })),
      ...sheet.rows.map((row) => row.map(cell)),
    ],
    columns: widths(sheet),
    stickyRowsCount: 1,
  }));
  return writeXlsx(sheets).toBuffer();
}

function cell(value: string | number | null) {
  if (value === null) return null;
  return typeof value === 'number'
    ? { type: Number, value: rounded(value) }
    : { type: String, value: withoutControls(value).slice(0, CELL_CHARACTERS), wrap: value.includes('\n') };
}

/** XML knows no control characters but these three, and no half of a pair. */
function withoutControls(text: string): string {
  return text.replace(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]|\p{Cs}/gu, ' ');
}

function sheetName(title: string, taken: Set<string>): string {
  const name =
    withoutControls(title)
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim() || '–';
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const tried = [...name].slice(0, NAME_CHARACTERS - suffix.length).join('') + suffix;
    if (taken.has(tried.toLowerCase())) continue;
    taken.add(tried.toLowerCase());
    return tried;
  }
}

function widths({ head, rows }: Sheet): { width: number }[] {
  return head.map((text, at) => {
    const cells = [text, ...rows.slice(0, 200).map((row) => String(row[at] ?? ''))].map((one) => textWidth(one));
    return { width: Math.min(WIDEST_CHARACTERS, Math.max(8, ...cells) + 2) };
  });
}
