import { type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { say } from '../reports/blocks/say.ts';
import { explain } from './checklist-explain.ts';
import { lint } from './checklist-lint.ts';
import { list } from './checklist-list.ts';
import { test } from './checklist-test.ts';

/** Adds `lingting checklist lint | test | explain | list`. */
export function addChecklistCommand(program: Command, language: Language): void {
  const says = say(language);
  const checklist = program
    .command('checklist')
    .description(
      says('质检项：检查、测试、列出、说明。', 'The rules: check them, try their examples, list and explain them.'),
    );
  checklist
    .command('lint')
    .description(
      says(
        '检查质检项、质检表、话术词库和单位设置的 YAML 文件：文件、行号、应该怎么写',
        'check YAML files of items, checklists, lexicons and profiles: file, line, what was expected',
      ),
    )
    .argument(
      '[file...]',
      says(
        '与自带文件一并检查的文件（默认：只检查自带的）',
        'files to check together with those that come with Lingting (default: only these)',
      ),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (files: string[], options: { json?: boolean }) => {
      process.exitCode = await lint(files, options.json === true, language);
    });
  checklist
    .command('test')
    .description(
      says(
        '判一遍所有示例对话，指出结果不符的',
        'judge every example dialogue of the items and say which come out otherwise',
      ),
    )
    .argument(
      '[file...]',
      says(
        '自己的质检项文件或质检表（默认：自带的质检项）',
        'item files or checklists of your own (default: the items that come with Lingting)',
      ),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (files: string[], options: { json?: boolean }) => {
      process.exitCode = await test(files, options.json === true, language);
    });
  checklist
    .command('explain')
    .description(
      says(
        '说明一个质检项：何时适用、有哪些话术、数值及其出处',
        'what an item does: when it applies, its phrases, its numbers and where they come from',
      ),
    )
    .argument('<id>', says('质检项编号，见“lingting checklist list”', 'see "lingting checklist list"'))
    .option('--items <file...>', says('自己的质检项文件或质检表', 'item files or checklists of your own'))
    .addOption(
      new Option('--language <zh|en>', says('显示哪种语言的话术', 'phrases of which calls'))
        .choices(['zh', 'en'])
        .default('zh'),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (id: string, options: { items?: string[]; language: Language; json?: boolean }) =>
      explain(id, options.items ?? [], options.language, options.json === true, language),
    );
  checklist
    .command('list')
    .description(
      says('全部质检项：由谁评判、轻重、计入哪张表', 'every item: who judges it, how much it matters, where it counts'),
    )
    .argument(
      '[file...]',
      says('自己的质检项文件或质检表，一并列出', 'item files or checklists of your own, shown too'),
    )
    .option('--json', says('以 JSON 输出', 'print as JSON'))
    .action(async (files: string[], options: { json?: boolean }) => list(files, options.json === true, language));
}
