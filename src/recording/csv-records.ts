import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { asLingtingError, LingtingError, type Sentence } from '../errors.ts';
import { detectEncoding, readHead, textDecoder } from './text.ts';

/** One line of a CSV file as it stands there, from the header on. */
export interface CsvRecord {
  /** Line in the file, from 1. */
  line: number;
  values: string[];
}

const LONGEST_RECORD_CHARACTERS = 1_000_000;

/**
 * The records of a CSV file, one by one: UTF-8 with or without a byte order mark, GBK or UTF-16; comma, semicolon or tab.
 * Empty lines are left out. `list` is what the file is called in messages.
 * @throws LingtingError `csv-invalid` for a file that is empty or that ends inside a quote; those of the file system.
 */
export async function* csvRecords(file: string, list: Sentence): AsyncGenerator<CsvRecord> {
  try {
    if (fs.statSync(file).size === 0) throw csvInvalid(file, list, null, 'is empty', '是空文件');
    const encoding = await detectEncoding(file);
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
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { line: info.lines, values: record };
  } catch (error) {
    throw asCsvError(error, file, list);
  }
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

const PARSER_FAULTS: Readonly<Record<string, Sentence>> = {
  CSV_QUOTE_NOT_CLOSED: { en: 'ends inside a quote that is not closed', zh: '结束时仍有引号未闭合' },
  CSV_MAX_RECORD_SIZE: {
    en: 'is longer than a million characters; a quote is probably not closed',
    zh: '超过一百万个字符，可能有引号未闭合',
  },
};

function asCsvError(error: unknown, file: string, list: Sentence): LingtingError {
  const { code, lines, message } = error as CsvError & { lines?: number };
  if (!code?.startsWith?.('CSV_')) return asLingtingError(error);
  const { en, zh } = PARSER_FAULTS[code] ?? {
    en: `cannot be read: ${message}`,
    zh: `无法读取（解析器提示：${message}）`,
  };
  return csvInvalid(file, list, lines ?? null, en, zh);
}

/** What is wrong with a line of a list, or with all of it where `line` is null. */
export function csvInvalid(
  file: string,
  list: Sentence,
  line: number | null,
  problem: string,
  problemZh: string,
): LingtingError {
  const name = path.basename(file);
  return new LingtingError('csv-invalid', {
    en: `The ${list.en} ${name}${line === null ? '' : `, line ${line},`} ${problem}. Correct it and run again.`,
    zh: `${list.zh} ${name} ${line === null ? '' : `第 ${line} 行`}${problemZh}。请改正后重新运行。`,
  });
}
