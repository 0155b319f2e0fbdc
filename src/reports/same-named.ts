import path from 'node:path';
import pc from 'picocolors';
import type { TextOptions } from './table.ts';
import { padEndCells, plain, textWidth, wrap } from './width.ts';

/** More are not read on a terminal; exports name the recording of every call. */
const MOST_SHOWN = 20;

/** Which call is which recording, a line each, of those whose files have the same name; nothing where names tell. */
export function sameNamed(
  rows: readonly { callId: string; file: string }[],
  { language, colour, columns = 80 }: TextOptions,
): string {
  const stemOf = ({ file }: { file: string }): string => path.parse(file).name;
  const files = new Map<string, Set<string>>();
  for (const row of rows) files.set(stemOf(row), (files.get(stemOf(row)) ?? new Set()).add(row.file));
  const alike = rows.filter((row) => files.get(stemOf(row))!.size > 1);
  if (alike.length === 0) return '';
  const colours = pc.createColors(colour);
  const shown = alike.slice(0, MOST_SHOWN);
  const cells = Math.max(...shown.map(({ callId }) => textWidth(plain(callId))));
  const lines = shown.map(({ callId, file }) => `  ${padEndCells(plain(callId), cells)}  ${plain(file)}`);
  const zh = language === 'zh';
  const more = alike.length - shown.length;
  const rest = zh ? `  ……另有 ${more} 通，见导出的 file 列` : `  … and ${more} more; exports name them all`;
  return `\n${[
    colours.bold(zh ? '同名的录音' : 'Recordings of the same name'),
    ...[...lines, ...(more > 0 ? [rest] : [])].flatMap((line) => wrap(line, columns)),
  ].join('\n')}\n`;
}
