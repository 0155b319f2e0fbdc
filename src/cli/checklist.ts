import { type Command, Option } from 'commander';
import type { Language } from '../analysis.ts';
import { explain } from './checklist-explain.ts';
import { lint } from './checklist-lint.ts';
import { list } from './checklist-list.ts';
import { test } from './checklist-test.ts';
import { outputLanguage } from './language.ts';

const languageOf = (command: Command): Language => outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang);

/** Adds `lingting checklist lint | test | explain | list`. */
export function addChecklistCommand(program: Command): void {
  const checklist = program
    .command('checklist')
    .description('The rules: check them, try their examples, explain one.  质检项：检查、测试、说明');
  checklist
    .command('lint')
    .description('check YAML files of items, checklists, lexicons and profiles: file, line, what was expected')
    .argument('[file...]', 'files to check together with those that come with Lingting (default: only these)')
    .action(async (files: string[], _options: unknown, command: Command) => {
      process.exitCode = await lint(files, languageOf(command));
    });
  checklist
    .command('test')
    .description('judge every example dialogue of the items and say which come out otherwise')
    .argument('[file...]', 'item files or checklists of your own (default: the items that come with Lingting)')
    .action(async (files: string[], _options: unknown, command: Command) => {
      process.exitCode = await test(files, languageOf(command));
    });
  checklist
    .command('explain')
    .description('what an item does: when it applies, its phrases, its numbers and where they come from')
    .argument('<id>', 'see "lingting checklist list"')
    .option('--items <file...>', 'item files or checklists of your own')
    .addOption(new Option('--language <zh|en>', 'phrases of which calls').choices(['zh', 'en']).default('zh'))
    .action(async (id: string, options: { items?: string[]; language: Language }, command: Command) =>
      explain(id, options.items ?? [], options.language, languageOf(command)),
    );
  checklist
    .command('list')
    .description('every item: who judges it, how much it matters, where it counts')
    .argument('[file...]', 'item files or checklists of your own, shown too')
    .option('--json', 'print as JSON')
    .action(async (files: string[], options: { json?: boolean }, command: Command) =>
      list(files, options.json === true, languageOf(command)),
    );
}
