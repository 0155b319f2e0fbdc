import type { Argument, Command, Option } from 'commander';
import { describe, expect, it, vi } from 'vitest';
import type { Language } from '../../src/analysis.ts';
import { outputLanguage } from '../../src/cli/language.ts';
import { createProgram } from '../../src/cli/program.ts';
import { textWidth } from '../../src/reports/width.ts';
import { lingting } from './run.ts';

const HAN = /\p{Script=Han}|[，。：；、（）“”]/u;

/** A command, under its whole name, and all below it. */
function all(command: Command, above = ''): [string, Command][] {
  const name = `${above}${command.name()}`;
  return [[name, command], ...command.commands.flatMap((one) => all(one, `${name} `))];
}

async function commandsIn(language: Language): Promise<[string, Command][]> {
  const program = await createProgram([], language);
  const commands = all(program);
  for (const [, command] of commands) command.configureOutput({ getOutHelpWidth: () => 80 });
  return commands;
}

const english = await commandsIn('en');
const chinese = await commandsIn('zh');

const described = (command: Command): (Option | Argument)[] => [...command.options, ...command.registeredArguments];

it('every command has its help in both languages', () => {
  expect(english.map(([name]) => name)).toEqual(chinese.map(([name]) => name));
  expect(english.map(([name]) => name)).toEqual(
    expect.arrayContaining(['lingting', 'lingting score', 'lingting review add', 'lingting report week']),
  );
});

describe.each(english)('%s --help in English', (_name, command) => {
  const help = command.helpInformation();

  it('says what everything is, without a Chinese word', () => {
    expect(command.description()).not.toBe('');
    expect(described(command).filter(({ description }) => !/[a-z]{2}/.test(description))).toEqual([]);
    expect(help.split('\n').filter((line) => HAN.test(line))).toEqual([]);
  });

  it('keeps to 80 columns and names every choice', () => expectWhole(help, command));
});

describe.each(chinese)('%s --help in Chinese', (_name, command) => {
  const help = command.helpInformation();

  it('says what everything is, without an English sentence', () => {
    expect(command.description()).toMatch(HAN);
    expect(described(command).filter(({ description }) => !HAN.test(description))).toEqual([]);
    const text = help.replace(/^用法：.*/, '').replace(/“lingting [^”]*”/g, '');
    // Options, ids and formats stand alone among Chinese: two English words in a row are a sentence.
    expect(
      text.split('\n').filter((line) => /(?<![-\w])[A-Za-z]{2,} [A-Za-z]{2}|\b[A-Z][a-z]+:|default/.test(line)),
    ).toEqual([]);
  });

  it('keeps to 80 columns and names every choice', () => expectWhole(help, command));
});

function expectWhole(help: string, command: Command): void {
  expect(help.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
  const words = new Set(help.match(/[\w-]+/g));
  for (const { argChoices = [] } of described(command))
    for (const choice of argChoices) expect(words).toContain(choice);
}

it.each([
  [english, '(required)'],
  [chinese, '（必填）'],
])('the help marks what must be given, and nothing else', (commands, mark) => {
  const help = commands.find(([name]) => name === 'lingting export')![1].helpInformation();
  const marked = help
    .replaceAll(/\n {10,}/g, '')
    .split('\n')
    .filter((line) => line.endsWith(mark));
  expect(marked.map((line) => /--\w+/.exec(line)![0])).toEqual(['--format', '--out']);
});

it('the help names where the library is by default, never the address in the environment', async () => {
  vi.stubEnv('LINGTING_LIBRARY', 'postgres://lingting:secret@host/lingting');
  const commands = await commandsIn('zh').finally(() => vi.unstubAllEnvs());
  const help = commands.find(([name]) => name === 'lingting calibrate')![1].helpInformation();
  expect(help).toContain('LINGTING_LIBRARY');
  expect(help).not.toContain('secret');
});

it.each([
  [['--lang', 'zh', 'sample', '--help'], {}],
  [['sample', '--help', '--lang=zh'], {}],
  [['help', 'sample'], { LANG: 'zh_CN.UTF-8' }],
])('%j with %j prints the Chinese help', async (args, env) => {
  const { code, stdout, stderr } = await lingting(args, { env });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^用法：lingting sample \[选项\]\n\n抽检/);
});

it('English is asked for in a Chinese locale', async () => {
  const { stdout } = await lingting(['--lang', 'en', '--help'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(stdout).toMatch(/^Usage: lingting \[options\] \[command\]\n\nListens/);
});

it.each([
  [['--lang', 'zh'], 'en_US.UTF-8', 'zh'],
  [['score', '--lang=en'], 'zh_CN.UTF-8', 'en'],
  [['--lang', 'cn'], 'zh_CN.UTF-8', 'zh'],
  [['score', '--lang'], 'zh_CN.UTF-8', 'zh'],
  [['score', '--', '--lang', 'zh'], 'C', 'en'],
] as const)('%j with LANG=%s is answered in %s', (args, LANG, language) => {
  expect(outputLanguage(args, { LANG })).toBe(language);
});
