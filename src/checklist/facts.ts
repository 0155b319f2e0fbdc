import type { CallMetadata } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { caseColumnNamed, cellOf } from '../recording/case-columns.ts';
import { fieldNamed, yesOrNo } from '../recording/fields.ts';

/** A fact of the call as a text: the column it stands in and what stands there; empty for an empty cell. */
export interface Fact {
  column: string;
  text: string;
}

/**
 * The first of these facts that the call has: fields of its metadata (by any name they have in a call list) and further
 * columns. A column with something in it comes before an empty one; null when the call has none of them.
 */
export function factOf(call: CallMetadata, columns: readonly string[]): Fact | null {
  let empty: Fact | null = null;
  for (const column of columns) {
    const key = fieldNamed(column)?.key as keyof CallMetadata | undefined;
    const text = (key === undefined ? cellOf(call.extra, column) : textOf(call[key]))?.trim();
    if (text) return { column, text };
    if (text === '') empty ??= { column, text };
  }
  return empty;
}

function textOf(value: CallMetadata[keyof CallMetadata]): string | null {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join('|') : String(value);
}

/** Ways to write into a cell that there is nothing. */
const NOTHING = /^(?:|[-–—/\\]+|无|没有|暂无|未建|未填|未登记|未回电|未回|否|none|no|nil|null|n\/?a)$/i;

/** Whether a cell holds something: not when it is empty or says 无, none, -. */
export function holdsSomething(text: string): boolean {
  return !NOTHING.test(text);
}

/** Whether two texts mean the same value: without regard to case and width, 是 as good as yes. */
export function isSameValue(a: string, b: string): boolean {
  const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
  const known = yesOrNo(a);
  return plain(a) === plain(b) || (known !== null && known === yesOrNo(b));
}

/** The number in a cell: `97`, `97%`, `97.5 %`, `1,200`, `80 字/分`; null when it does not begin with one. */
export function numberIn(text: string): number | null {
  const match = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/.exec(text.normalize('NFKC').trim());
  return match ? Number(match[0].replaceAll(',', '')) : null;
}

/** How people know a column: its Chinese header and its first name. */
export function columnTitle(column: string): Sentence {
  const headers = fieldNamed(column)?.headers ?? caseColumnNamed(column)?.headers ?? [column];
  return { zh: headers[1] ?? headers[0]!, en: headers[0]! };
}

/** Why an item does not apply to a call that lacks these columns, saying which would tell. */
export function withoutColumns(columns: readonly string[]): Sentence {
  const titles = columns.map(columnTitle);
  const zh = titles.map((title) => (title.zh === title.en ? title.zh : `${title.zh}（${title.en}）`)).join('、');
  const en = titles.map((title) => `“${title.en}”`).join(' or ');
  return { zh: `通话清单里没有“${zh}”这一列，无法判断。`, en: `It takes a column ${en} in the call list to tell.` };
}
