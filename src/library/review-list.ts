import { LingtingError, type Sentence } from '../errors.ts';
import { csvInvalid, csvRecords } from '../recording/csv-records.ts';
import { nearestTo } from '../recording/meant.ts';
import { normaliseTime } from '../recording/time.ts';
import { csvCell } from '../reports/blocks/csv.ts';
import type { ReviewTable } from './database/tables.ts';
import type { NewReview } from './reviews.ts';

/** One line of a list of reviews: what it says, or what is wrong with it. */
export type ReviewLine = { line: number; review: NewReview } | { line: number; error: LingtingError };

type Field = 'callId' | 'itemId' | 'verdict' | 'by' | 'why' | 'at';

/** The columns of a list of reviews, in the order in which they are written; a list needs those up to `why`. */
const COLUMNS: readonly { field: Field; headers: readonly [string, string]; isNeeded: boolean }[] = [
  { field: 'callId', headers: ['call_id', '通话编号'], isNeeded: true },
  { field: 'itemId', headers: ['item_id', '质检项'], isNeeded: true },
  { field: 'verdict', headers: ['verdict', '结论'], isNeeded: true },
  { field: 'by', headers: ['by', '评定人'], isNeeded: true },
  { field: 'why', headers: ['why', '理由'], isNeeded: true },
  { field: 'at', headers: ['at', '时间'], isNeeded: false },
];

/** What a verdict may be called in a list, the word that is written first. */
const VERDICT_WORDS: Readonly<Record<ReviewTable['outcome'], readonly string[]>> = {
  pass: ['pass', '合格', '5'],
  partial: ['partial', '部分合格', '部分', '3'],
  fail: ['fail', '不合格', '1'],
  na: ['na', 'n/a', '不适用'],
  withdrawn: ['withdrawn', '撤回'],
};

const OUTCOMES = new Map(
  Object.entries(VERDICT_WORDS).flatMap(([outcome, words]) =>
    words.map((word) => [word, outcome as ReviewTable['outcome']] as const),
  ),
);

/** What a list of reviews is called in messages. */
const REVIEW_LIST: Sentence = { en: 'review list', zh: '复核清单' };

/**
 * Reads a list of reviews line by line: any encoding and separator of a call list, headers in English or Chinese. A bad
 * line is a line with its error, and the next one follows.
 * @throws LingtingError `csv-invalid` for a file that cannot be read as such a list.
 */
export async function* readReviewList(file: string): AsyncGenerator<ReviewLine> {
  let places: Map<Field, number> | null = null;
  for await (const { line, values } of csvRecords(file, REVIEW_LIST)) {
    if (places) yield readLine(places, line, values);
    else places = placesOf(file, values);
  }
}

function placesOf(file: string, headers: readonly string[]): Map<Field, number> {
  const names = headers.map((header) => header.trim().toLowerCase());
  const places = new Map<Field, number>();
  for (const { field, headers: known, isNeeded } of COLUMNS) {
    const place = names.findIndex((name) => known.includes(name));
    if (place >= 0) places.set(field, place);
    else if (isNeeded) throw missingColumn(file, known, headers);
  }
  return places;
}

function readLine(places: Map<Field, number>, line: number, values: readonly string[]): ReviewLine {
  const text = (field: Field): string => storable(values[places.get(field) ?? -1] ?? '');
  // Whoever shows it names the line: errors of the library about a line do not know it.
  const wrong = (en: string, zh: string): ReviewLine => ({ line, error: new LingtingError('csv-invalid', { en, zh }) });
  const outcome = OUTCOMES.get(text('verdict').toLowerCase());
  if (!outcome)
    return wrong(
      `Column "verdict": expected ${[...OUTCOMES.keys()].join(', ')}, found "${text('verdict')}".`,
      `“结论”列应为 ${[...OUTCOMES.keys()].join('、')} 之一，实际是“${text('verdict')}”。`,
    );
  const at = text('at') === '' ? null : momentOf(text('at'));
  if (at === undefined)
    return wrong(
      `Column "at": expected a date and time such as 2024-03-05 14:02:11, found "${text('at')}".`,
      `“时间”列应为日期和时间，例如 2024-03-05 14:02:11，实际是“${text('at')}”。`,
    );
  const [callId, itemId, by, why] = [text('callId'), text('itemId'), text('by'), text('why')];
  return { line, review: { callId, itemId, outcome, rating: null, by, why, at, source: 'csv' } };
}

/** A moment as ISO 8601 in UTC; a time without a zone is local, a day alone is its beginning. Undefined for anything else. */
function momentOf(text: string): string | undefined {
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(text)
    ? text
    : (normaliseTime(text) ?? normaliseTime(`${text} 00:00`));
  const time = written === null ? Number.NaN : Date.parse(written);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** A text as it is stored: without what a database refuses and without blanks around it. */
function storable(cell: string): string {
  return withoutGuard(cell).replaceAll('\0', '').trim();
}

/** A list of reviews as CSV, to be read by `readReviewList`, by people, and by spreadsheets. */
export function* writeReviewList(rows: Iterable<Omit<NewReview, 'source' | 'rating'>>): Generator<string> {
  // Excel takes a file that begins so for UTF-8; without it Chinese is garbled.
  yield `\ufeff${COLUMNS.map(({ headers }) => headers[0]).join(',')}\r\n`;
  for (const { callId, itemId, outcome, by, why, at } of rows)
    yield `${[callId, itemId, outcome, by, why, at ?? ''].map((text) => csvCell(guarded(text))).join(',')}\r\n`;
}

/** Texts that a spreadsheet would take for a formula begin with an apostrophe; so do those that look guarded already. */
const guarded = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const withoutGuard = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

function missingColumn(file: string, [en, zh]: readonly [string, string], found: readonly string[]): LingtingError {
  const all = COLUMNS.map(({ headers }) => headers[0]).join(', ');
  const near = nearestTo([en, zh], found);
  const allZh = COLUMNS.map(({ headers }) => headers[1]).join('、');
  return csvInvalid(
    file,
    REVIEW_LIST,
    null,
    `needs a column "${en}" or "${zh}"${near ? `, which is probably "${near}"` : ''} (columns: ${all}), found: ${found.join(', ')}`,
    `缺少“${zh}”（${en}）列${near ? `，可能就是“${near}”` : ''}；应有的列：${allZh}；实际的列：${found.join('、')}`,
  );
}
