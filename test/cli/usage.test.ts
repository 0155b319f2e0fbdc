import { expect, it } from 'vitest';
import { usageError } from '../../src/cli/usage-error.ts';
import { lingting } from './run.ts';

const HELP = '加上 --help 运行该命令，可查看用法。\n';

it.each([
  [['sample', '--bananas'], `没有选项“--bananas”。\n${HELP}`],
  [['smaple'], `没有命令“smaple”。\n（是否想用 sample？）\n${HELP}`],
  [['sample', '--plan', 'all'], `选项“--plan <plan>”的值应为 random, stratified, risk 之一，实际是“all”。\n${HELP}`],
  [['sample', '--size', '1', '--margin', '0.1'], `选项“--margin <share>”不能与“--size <n>”同用。\n${HELP}`],
  [['sample', '--from', '2026-02-30'], '应为日期，例如 2026-03-05，实际是“2026-02-30”。\n'],
])('%j is refused in Chinese', async (args, sentence) => {
  expect(await lingting(['--lang', 'zh', ...args])).toEqual({ code: 2, stdout: '', stderr: sentence });
});

it.each([
  ["error: missing required argument 'call'", '缺少参数“call”。'],
  ["error: option '-o, --out <file>' argument missing", '选项“-o, --out <file>”后面缺少值。'],
  ["error: required option '--by <name>' not specified", '缺少必需的选项“--by <name>”。'],
  ["error: too many arguments for 'sample'. Expected 0 arguments but got 1.", '参数过多：应为 0 个，实际 1 个。'],
  [
    "error: command-argument value 'x' is invalid for argument 'verdict'. Allowed choices are pass, fail.",
    '参数“verdict”应为 pass, fail 之一，实际是“x”。',
  ],
  ['something new', 'something new'],
])('%s', (message, sentence) => {
  expect(usageError(`${message}\n`, 'zh')).toBe(`${sentence}\n${HELP}`);
  expect(usageError(`${message}\n`, 'en').split('\n')[0]).toBe(message);
});
