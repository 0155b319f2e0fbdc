import type { Language } from '../analysis.ts';

/** Sentences of the command-line library, each with how Chinese says it; `$1` and so on are the names in them. */
const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.+)'$/, '没有选项“$1”。'],
  [/^error: unknown command '(.+)'$/, '没有命令“$1”。'],
  [/^error: missing required argument '(.+)'$/, '缺少参数“$1”。'],
  [/^error: option '(.+)' argument missing$/, '选项“$1”后面缺少值。'],
  [/^error: required option '(.+)' not specified$/, '缺少必需的选项“$1”。'],
  [/^error: option '(.+)' cannot be used with option '(.+)'$/, '选项“$1”不能与“$2”同用。'],
  [
    /^error: too many arguments(?: for '(?:.+)')?\. Expected (\d+) arguments? but got (\d+)\.$/,
    '参数过多：应为 $1 个，实际 $2 个。',
  ],
  [
    /^error: option '(.+)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/,
    '选项“$1”的值应为 $3 之一，实际是“$2”。',
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.+)'\. Allowed choices are (.+)\.$/,
    '参数“$2”应为 $3 之一，实际是“$1”。',
  ],
  [/^\(Did you mean (?:one of )?(.+)\?\)$/, '（是否想用 $1？）'],
];

const SEE_HELP = {
  zh: '加上 --help 运行该命令，可查看用法。',
  en: 'Run the command with --help to see what it takes.',
};

/** What the command-line library says of wrong usage, in the language of the output, and where to look it up. */
export function usageError(message: string, language: Language): string {
  const lines = message.trimEnd().split('\n');
  return `${[...(language === 'zh' ? lines.map(inChinese) : lines), SEE_HELP[language]].join('\n')}\n`;
}

/** A sentence that is not known stays as it is. */
function inChinese(line: string): string {
  const known = CHINESE.find(([sentence]) => sentence.test(line));
  return known ? line.replace(...known) : line;
}
