import path from 'node:path';
import vm from 'node:vm';
import { joinedZh, LingtingError } from '../errors.ts';
import { CALL_FIELDS, fieldNamed } from './fields.ts';
import { type CallFacts, readFacts } from './values.ts';

/** File systems allow no more; a longer one is not a file name. */
const LONGEST_NAME_CHARACTERS = 255;
const TIME_LIMIT_MS = 2000;

/** Reads the facts that a file's name holds; null when the name does not follow the pattern. */
export type FileNameReader = (file: string) => CallFacts | null;

/**
 * A reader for file names such as `20240305140211_1001_inbound_77.wav`, from a regular expression whose named groups
 * are the fields (`(?<startTime>\d{14})_(?<agentId>\d+)_(?<direction>\w+)_(?<callId>\d+)`). The name is matched without folder and extension. Patterns come from settings: one that would run for ages
 * on some name is stopped.
 *
 * Throws `settings-invalid` for a pattern that is not a regular expression, takes too long, has a named group that is
 * no field, or reads a value that its field does not know.
 */
export function fileNameReader(pattern: string): FileNameReader {
  const context = vm.createContext({ name: '' });
  let script: vm.Script;
  try {
    new RegExp(pattern, 'u');
    script = new vm.Script(`({ ...new RegExp(${JSON.stringify(pattern)}, 'u').exec(name)?.groups })`);
  } catch (error) {
    const { message } = error as Error;
    throw invalid(pattern, message, `不是有效的正则表达式（${message}）`, error);
  }
  checkGroups(pattern);
  return (file) => {
    context.name = path.parse(file).name.slice(0, LONGEST_NAME_CHARACTERS);
    let groups: Record<string, string | undefined>;
    try {
      groups = script.runInContext(context, { timeout: TIME_LIMIT_MS }) as Record<string, string | undefined>;
    } catch (error) {
      throw invalid(
        pattern,
        `it takes too long on ${path.basename(file)}`,
        `匹配 ${path.basename(file)} 耗时过长`,
        error,
      );
    }
    const found = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined);
    if (found.length === 0) return null;
    const { facts, unknown } = readFacts(found);
    const [first] = unknown;
    if (first)
      throw invalid(
        pattern,
        `group "${first.name}" of ${path.basename(file)}: expected ${first.field.expected.en}, found "${first.value}"`,
        `${path.basename(file)} 的“${first.name}”${joinedZh('应为', first.field.expected.zh)}，实际是“${first.value}”`,
      );
    return facts;
  };
}

/** Files are not named in file names. */
const KNOWN_GROUPS = CALL_FIELDS.map(({ key }) => key).filter((key) => key !== 'file' && key !== 'transcript');

function checkGroups(pattern: string): void {
  // The empty alternative matches at once, whatever the pattern, and the match has every group's name.
  const groups = Object.keys(new RegExp(`|${pattern}`, 'u').exec('')?.groups ?? {});
  const unknown = groups.find((group) => !KNOWN_GROUPS.some((key) => key === fieldNamed(group)?.key));
  if (unknown !== undefined)
    throw invalid(
      pattern,
      `there is no field for the group "${unknown}"; known groups: ${KNOWN_GROUPS.join(', ')}`,
      `没有与分组“${unknown}”对应的字段；可用的分组：${KNOWN_GROUPS.join('、')}`,
    );
}

function invalid(pattern: string, problem: string, problemZh: string, cause?: unknown): LingtingError {
  return new LingtingError(
    'settings-invalid',
    {
      en: `The file-name pattern ${pattern} does not work: ${problem}. Correct the pattern.`,
      zh: `文件名规则 ${pattern} 有问题：${problemZh}。请改正该规则。`,
    },
    { cause },
  );
}
