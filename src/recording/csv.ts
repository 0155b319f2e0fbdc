import { asLingtingError, joinedZh, type LingtingError } from '../errors.ts';
import { type CsvRecord, csvInvalid, csvRecords } from './csv-records.ts';
import { CALL_FIELDS, fieldNamed } from './fields.ts';
import { findMisspellings, nearestTo } from './meant.ts';
import { type CallFacts, readFacts, type UnknownValue } from './values.ts';

/** One line of a call list: its facts, or what is wrong with it. */
export interface CsvRow {
  /** Line in the file, from 1; null when the error is about the whole file. */
  line: number | null;
  facts: CallFacts;
  error: LingtingError | null;
}

const CALL_LIST = { en: 'call list', zh: '通话清单' };
const REQUIRED = CALL_FIELDS.find((field) => field.key === 'file')!;

/**
 * Reads a call list row by row: UTF-8 with or without a byte order mark, GBK or UTF-16; comma, semicolon or tab; headers
 * as in `CALL_FIELDS`. A bad row is a row with an error and the next one follows; a file that cannot be read as a call
 * list ends with one row whose `line` is null.
 */
export async function* readCsv(file: string): AsyncGenerator<CsvRow> {
  try {
    let headers: string[] | null = null;
    for await (const record of csvRecords(file, CALL_LIST)) {
      if (headers) yield readRow(file, headers, record);
      else headers = checkHeaders(file, record.values);
    }
  } catch (error) {
    yield { line: null, facts: { metadata: {} }, error: asLingtingError(error) };
  }
}

function readRow(file: string, headers: readonly string[], { line, values: record }: CsvRecord): CsvRow {
  const { facts, unknown } = readFacts(headers.map((header, index) => [header, record[index] ?? ''] as const));
  const tooMany = record.slice(headers.length).some((text) => text.trim() !== '');
  if (tooMany) {
    const { length } = record;
    const error = invalid(
      file,
      line,
      `has ${length} values for ${headers.length} columns; put values that contain the separator in quotes`,
      `有 ${length} 个值，但只有 ${headers.length} 列；含分隔符的值请加引号`,
    );
    return { line, facts, error };
  }
  if (unknown.length > 0) return { line, facts, error: unknownValues(file, line, unknown) };
  if (facts.file === undefined)
    return { line, facts, error: invalid(file, line, 'names no recording', '没有填写录音文件') };
  return { line, facts, error: null };
}

function checkHeaders(file: string, record: readonly string[]): string[] {
  const headers = record.map((header) => header.trim());
  const fields = headers.map((header) => fieldNamed(header)?.key);
  if (!fields.includes('file')) {
    const near = nearestTo(REQUIRED.headers, headers);
    const found = headers.filter((header) => header !== '').join(', ');
    const known = CALL_FIELDS.map((field) => field.headers[0]).join(', ');
    const knownZh = CALL_FIELDS.map((field) => field.headers[1]).join('、');
    throw invalid(
      file,
      null,
      `needs a column "${REQUIRED.headers.join('" or "')}"${near ? `, which is probably "${near}"` : ''} (known columns: ${known}), found: ${found}`,
      `缺少“${REQUIRED.headers[1]}”（${REQUIRED.headers[0]}）列${near ? `，可能就是“${near}”` : ''}；可用的列：${knownZh}；实际的列：${found}`,
    );
  }
  const twice = headers.find((_, index) => fields[index] && fields.indexOf(fields[index]) !== index);
  if (twice)
    throw invalid(file, null, `has two columns for the same thing, the second is "${twice}"`, `有重复的列“${twice}”`);
  const misspellings = findMisspellings(headers);
  if (misspellings.length > 0)
    throw invalid(
      file,
      null,
      misspellings
        .map(({ name, meant }) => `has a column "${name}", which is probably meant to be "${meant}"`)
        .join('; it '),
      misspellings.map(({ name, meant }) => `有一列“${name}”，可能应为“${meant}”`).join('；'),
    );
  return headers;
}

/** All that is wrong in a row, so that it is corrected at once. */
function unknownValues(file: string, line: number, unknown: readonly UnknownValue[]): LingtingError {
  const en = unknown.map(
    ({ field, name, value }) => `column "${name}": expected ${field.expected.en}, found "${value}"`,
  );
  const zh = unknown.map(
    ({ field, name, value }) => `“${name}”列${joinedZh('应为', field.expected.zh)}，实际是“${value}”`,
  );
  return invalid(file, line, en.join('; '), zh.join('；'));
}

function invalid(file: string, line: number | null, problem: string, problemZh: string): LingtingError {
  return csvInvalid(file, CALL_LIST, line, problem, problemZh);
}
