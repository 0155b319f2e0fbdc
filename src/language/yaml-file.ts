import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { asLingtingError, type ErrorCode, LingtingError, type Sentence } from '../errors.ts';
import { nearestName } from './nearest-name.ts';
import { cameInWords, expectedInWords, knownKeys } from './validator-words.ts';

/** Something wrong in a YAML file: where (a path of keys) and what, with what was expected and what came. */
export interface YamlIssue {
  path: readonly PropertyKey[];
  problem: Sentence;
}

/** A YAML file read and parsed, able to say on which line a key stands. */
export interface YamlFile {
  file: string;
  text: string;
  value: unknown;
  /** The error to throw for an issue: file, line, key, what was expected and what came. */
  error(issue: YamlIssue): LingtingError;
}

/**
 * Reads a YAML file. Throws a LingtingError with `code` and the line when it is not valid YAML (a key given twice
 * counts as invalid), and the code of the file system when it cannot be read.
 */
export async function readYamlFile(file: string, code: ErrorCode): Promise<YamlFile> {
  const refused = (line: number | null, { en, zh }: Sentence): LingtingError =>
    new LingtingError(code, {
      en: `${file}${line === null ? '' : `, line ${line}`}: ${en}`,
      zh: `${file}${line === null ? '' : ` 第 ${line} 行`}：${zh}`,
    });
  const text = textOf(await bytesOf(file, refused), refused);
  const plain = plainValue(text);
  if (plain === null) return exactlyRead(file, text, code, refused);
  // Where things stand is asked for seldom and found slowly.
  return { file, text, value: plain, error: (issue) => exactlyRead(file, text, code, refused).error(issue) };
}

/**
 * The value of a file by a parser that takes less than half the time of the other, which knows where things stand. Null
 * for what the other one is to look at: what is nested deeply, grows with its aliases, is empty or faulty.
 */
function plainValue(text: string): unknown {
  try {
    const value = load(text, { schema: CORE_SCHEMA });
    return isPlain(value, text.length) ? value : null;
  } catch {
    return null;
  }
}

/** Whether a value has few levels and no more parts than a text of that length can name; an alias counts as what it stands for. */
function isPlain(value: unknown, mostParts: number): boolean {
  let parts = 0;
  const fits = (part: unknown, levels: number): boolean =>
    parts++ <= mostParts &&
    (typeof part !== 'object' ||
      part === null ||
      (levels > 0 && Object.values(part).every((one) => fits(one, levels - 1))));
  return fits(value, PLAIN_LEVELS);
}

/** Reads a file so that faults can be told with the line where they stand. */
function exactlyRead(file: string, text: string, code: ErrorCode, refused: Refused): YamlFile {
  const lines = new LineCounter();
  const document = shallow(() => parseDocument(text, { lineCounter: lines, uniqueKeys: true }), refused);
  const fault = document.errors[0];
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line;
    if (fault.message.includes('call stack')) throw refused(line, TOO_DEEP);
    const what = fault.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '.');
    throw refused(line, {
      en: `expected valid YAML, got: ${what} Correct that line.`,
      zh: `应为合法的 YAML，实际：${what} 请改正该行。`,
    });
  }
  refuseEndless(document, lines, refused);
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
      const key = path[depth - 1];
      const pair = isMap(parent) ? parent.items.find((p) => isPair(p) && isScalar(p.key) && p.key.value === key) : null;
      const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as { range?: [number, number, number] };
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return {
    file,
    text,
    value: resolved(document, refused),
    error({ path, problem }) {
      const line = lineOf(path);
      const key = path.map(String).join('.') || '(top)';
      return new LingtingError(code, {
        en: `${file}, line ${line}, ${key}: ${problem.en}`,
        zh: `${file} 第 ${line} 行，${key}：${problem.zh}`,
      });
    },
  };
}

type Refused = (line: number | null, problem: Sentence) => LingtingError;

async function bytesOf(file: string, refused: Refused): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EISDIR')
      throw refused(null, {
        en: 'expected a YAML file; this is a folder. Give the path of a file in it.',
        zh: '应为 YAML 文件，却是一个文件夹。请给出其中文件的路径。',
      });
    throw asLingtingError(error);
  }
}

/** The text of a file, which must be UTF-8 without control characters. */
function textOf(bytes: Uint8Array, refused: Refused): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!isUtf16 && bytes.includes(0))
    throw refused(null, {
      en: 'expected YAML text; this is not a text file.',
      zh: '应为 YAML 文本，但这不是文本文件。',
    });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(isUtf16 ? null : lineNotUtf8(bytes), {
      en: 'expected UTF-8, got another encoding (GBK, perhaps). Save the file as UTF-8 in your editor.',
      zh: '应为 UTF-8 编码，实际是其他编码（可能是 GBK）。请在编辑器中另存为 UTF-8。',
    });
  }
  const control = text.search(CONTROL_CHARACTER);
  if (control >= 0)
    throw refused(text.slice(0, control).split('\n').length, {
      en: 'expected YAML text, got a control character. Take it out, or check that this is a text file.',
      zh: '应为 YAML 文本，却含有控制字符。请删去，或确认这是文本文件。',
    });
  return text;
}

/** Any but tab, line feed, carriage return and next line. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\r\u0085]/u;

function lineNotUtf8(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part);
    } catch {
      return line;
    }
    start += part.length + 1;
  }
  return line;
}

/** Levels of lists and maps a file may have, each map and its key counted. Far more than any rule needs. */
const MOST_LEVELS = 200;
/** Levels that no file with more than `MOST_LEVELS` can do with. */
const PLAIN_LEVELS = 50;

const TOO_DEEP: Sentence = {
  en: 'expected a plain file; its lists are nested too deeply.',
  zh: '列表嵌套过深，请简化。',
};

function shallow<T>(parse: () => T, refused: Refused): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw refused(null, TOO_DEEP); // The stack is used up.
    throw error;
  }
}

/** Refuses nesting beyond reason and an alias that stands inside what it stands for. */
function refuseEndless(document: Document.Parsed, lines: LineCounter, refused: Refused): void {
  const lineOf = (node: { range?: readonly number[] | null | undefined }): number | null =>
    node.range ? lines.linePos(node.range[0]!).line : null;
  shallow(
    () =>
      visit(document, {
        Collection(_key, node, path) {
          if (path.length > MOST_LEVELS) throw refused(lineOf(node), TOO_DEEP);
        },
        Alias(_key, node, path) {
          const target = node.resolve(document);
          if (target && path.includes(target))
            throw refused(lineOf(node), {
              en: `the alias "*${node.source}" stands inside what it stands for, and so holds itself. Write it out.`,
              zh: `别名“*${node.source}”位于它所指的内容之中，会无限包含自身。请直接写出内容。`,
            });
        },
      }),
    refused,
  );
}

function resolved(document: Document.Parsed, refused: Refused): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw refused(null, {
      en: 'expected a plain file; its aliases (*name) multiply beyond reason. Write the values out.',
      zh: '别名（*名称）层层展开后过于庞大。请直接写出内容。',
    });
  }
}

/** The YAML files of a folder, in the order of their names; none when there is no such folder. */
export async function yamlFilesIn(folder: string): Promise<string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name));
    return names.sort().map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw asLingtingError(error);
  }
}

/** The value checked by a zod schema; throws the file's error for the first thing that is wrong. */
export function checked<T>(source: YamlFile, schema: z.ZodType<T>): T {
  const result = schema.safeParse(source.value);
  if (result.success) return result.data;
  const { issues } = result.error;
  // A misspelt key shows up twice, as unknown and as missing; naming the unknown one helps.
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]!;
  throw source.error(yamlIssue(issue, source.value, schema));
}

/** One zod issue said in words. `value` is the whole value that was checked, from which "what came" is read. */
export function yamlIssue(issue: z.core.$ZodIssue, value: unknown, schema: z.ZodType): YamlIssue {
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (inner && (inner.path.length > 0 || inner.code === 'unrecognized_keys'))
      return yamlIssue({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, value, schema);
  }
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const near = nearestName(key, knownKeys(schema, issue.path));
    return {
      path: [...issue.path, key],
      problem: { en: `unknown key "${key}"; ${near.en}.`, zh: `未知的键 “${key}”；${near.zh}。` },
    };
  }
  const expected = expectedInWords(issue);
  const came = cameInWords(issue.code === 'invalid_key' ? issue.path.at(-1) : valueAt(value, issue.path));
  return {
    path: issue.path,
    problem: { en: `expected ${expected.en}; got ${came.en}.`, zh: `要求：${expected.zh}；实际：${came.zh}。` },
  };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null | undefined)?.[key], value);
