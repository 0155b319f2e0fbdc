import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { asLingtingError, type ErrorCode, LingtingError, type Sentence } from '../errors.ts';

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
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw asLingtingError(error);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const fault = document.errors[0];
  if (fault) {
    const line = lines.linePos(fault.pos[0]).line;
    const what = fault.message.split('\n')[0] ?? fault.message;
    throw new LingtingError(code, {
      en: `${file}, line ${line}: expected valid YAML, got: ${what} Correct that line.`,
      zh: `${file} 第 ${line} 行：应为合法的 YAML，实际：${what} 请改正该行。`,
    });
  }
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
    value: document.toJS() as unknown,
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
  throw source.error(yamlIssue(issue, source.value));
}

/** One zod issue said in words. `value` is the whole value that was checked, from which "what came" is read. */
export function yamlIssue(issue: z.core.$ZodIssue, value: unknown): YamlIssue {
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (inner) return yamlIssue({ ...inner, path: [...issue.path, ...inner.path] } as z.core.$ZodIssue, value);
  }
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    return { path: [...issue.path, key], problem: { en: `unknown key "${key}".`, zh: `未知的键 “${key}”。` } };
  }
  const came = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const shown = came === undefined ? 'nothing' : JSON.stringify(came).slice(0, 60);
  const expected = issue.code === 'invalid_value' ? `one of ${issue.values.join(', ')}` : issue.message;
  return {
    path: issue.path,
    problem: { en: `expected ${expected}; got ${shown}.`, zh: `要求：${expected}；实际：${shown}。` },
  };
}
