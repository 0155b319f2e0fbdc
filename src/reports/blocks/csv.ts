import type { BlockReport } from './block.ts';
import { sheetsOf } from './flat.ts';

/** Excel takes a file that begins so for UTF-8; without it Chinese is garbled. */
const BYTE_ORDER_MARK = '\ufeff';

/** A report as CSV: its tables one after another, each under its title, an empty line between. */
export function blocksAsCsv(report: BlockReport): string {
  const tables = sheetsOf(report).map(({ title, head, rows }) =>
    [[title], head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n'),
  );
  return `${BYTE_ORDER_MARK}${tables.join('\r\n\r\n')}\r\n`;
}

/** A cell, quoted where it must be. A text that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(rounded(value));
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Enough digits for any figure of a report. */
export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
