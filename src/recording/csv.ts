import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { asLingtingError, joinedZh, LingtingError, type Sentence } from '../errors.ts';
import { CALL_FIELDS, fieldNamed } from './fields.ts';
import { findMisspelling } from './meant.ts';
import { detectEncoding, readHead, type TextEncoding, textDecoder } from './text.ts';
import { type CallFacts, readFacts, type UnknownValue } from './values.ts';

/** One line of a call list: its facts, or what is wrong with it. */
export interface CsvRow {
  /** Line in the file, from 1; null when the error is about the whole file. */
  line: number | null;
  facts: CallFacts;
  error: LingtingError | null;
}

const LONGEST_RECORD_CHARACTERS = 1_000_000;
const REQUIRED = CALL_FIELDS.find((field) => field.key === 'file')!;

/**
 * Reads a call list row by row: UTF-8 with or without a byte order mark, GBK or UTF-16; comma, semicolon or tab; headers
 * as in `CALL_FIELDS`. A bad row is a row with an error and the next one follows; a file that cannot be read as a call
 * list ends with one row whose `line` is null.
 */
export async function* readCsv(file: string): AsyncGenerator<CsvRow> {
  try {
    if (fs.statSync(file).size === 0) throw invalid(file, null, 'is empty', '是空文件');
    yield* readRows(file, await detectEncoding(file));
  } catch (error) {
    yield { line: null, facts: { metadata: {} }, error: asCsvError(error, file) };
  }
}

async function* readRows(file: string, encoding: TextEncoding): AsyncGenerator<CsvRow> {
  const parser = parse({
    bom: true,
    delimiter: detectDelimiter(readHead(file, encoding)),
    info: true,
    max_record_size: LONGEST_RECORD_CHARACTERS,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
  });
  // An error of the file or the decoder ends the loop below by way of the parser.
  pipeline(fs.createReadStream(file), textDecoder(encoding), parser, () => {});
  let headers: string[] | null = null;
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (headers) yield readRow(file, headers, record, info.lines);
    else headers = checkHeaders(file, record);
  }
}

function readRow(file: string, headers: readonly string[], record: readonly string[], line: number): CsvRow {
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
  if (unknown[0]) return { line, facts, error: unknownValue(file, line, unknown[0]) };
  if (facts.file === undefined)
    return { line, facts, error: invalid(file, line, 'names no recording', '没有填写录音文件') };
  return { line, facts, error: null };
}

function checkHeaders(file: string, record: readonly string[]): string[] {
  const headers = record.map((header) => header.trim());
  const fields = headers.map((header) => fieldNamed(header)?.key);
  if (!fields.includes('file')) {
    const found = headers.filter((header) => header !== '').join(', ');
    const known = CALL_FIELDS.map((field) => field.headers[0]).join(', ');
    const knownZh = CALL_FIELDS.map((field) => field.headers[1]).join('、');
    throw invalid(
      file,
      null,
      `needs a column "${REQUIRED.headers.join('" or "')}" (known columns: ${known}), found: ${found}`,
      `缺少“${REQUIRED.headers[1]}”（${REQUIRED.headers[0]}）列；可用的列：${knownZh}；实际的列：${found}`,
    );
  }
  const twice = headers.find((_, index) => fields[index] && fields.indexOf(fields[index]) !== index);
  if (twice)
    throw invalid(file, null, `has two columns for the same thing, the second is "${twice}"`, `有重复的列“${twice}”`);
  const misspelling = findMisspelling(headers);
  if (misspelling)
    throw invalid(
      file,
      null,
      `has a column "${misspelling.name}", which is probably meant to be "${misspelling.meant}"`,
      `有一列“${misspelling.name}”，可能应为“${misspelling.meant}”`,
    );
  return headers;
}

/** The separator that occurs most often in the header line, outside quotes. */
function detectDelimiter(head: string): string {
  const line = head
    .trimStart()
    .split('\n', 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (separator: string) => line.split(separator).length;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function unknownValue(file: string, line: number, { field, name, value }: UnknownValue): LingtingError {
  return invalid(
    file,
    line,
    `column "${name}": expected ${field.expected.en}, found "${value}"`,
    `“${name}”列${joinedZh('应为', field.expected.zh)}，实际是“${value}”`,
  );
}

const PARSER_FAULTS: Readonly<Record<string, Sentence>> = {
  CSV_QUOTE_NOT_CLOSED: { en: 'ends inside a quote that is not closed', zh: '结束时仍有引号未闭合' },
  CSV_MAX_RECORD_SIZE: {
    en: 'is longer than a million characters; a quote is probably not closed',
    zh: '超过一百万个字符，可能有引号未闭合',
  },
};

function asCsvError(error: unknown, file: string): LingtingError {
  const { code, lines, message } = error as CsvError & { lines?: number };
  if (!code?.startsWith?.('CSV_')) return asLingtingError(error);
  const { en, zh } = PARSER_FAULTS[code] ?? {
    en: `cannot be read: ${message}`,
    zh: `无法读取（解析器提示：${message}）`,
  };
  return invalid(file, lines ?? null, en, zh);
}

function invalid(file: string, line: number | null, problem: string, problemZh: string): LingtingError {
  const name = path.basename(file);
  return new LingtingError('csv-invalid', {
    en: `The call list ${name}${line === null ? '' : `, line ${line},`} ${problem}. Correct it and run again.`,
    zh: `通话清单 ${name} ${line === null ? '' : `第 ${line} 行`}${problemZh}。请改正后重新运行。`,
  });
}
