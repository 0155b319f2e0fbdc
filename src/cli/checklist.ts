import path from 'node:path';
import type { Command } from 'commander';
import type { Language } from '../analysis.ts';
import { itemFilesIn, loadItems } from '../checklist/items.ts';
import { tryExamples } from '../checklist/try-examples.ts';
import { loadLexicons } from '../language/lexicon.ts';
import { ROOT } from '../settings.ts';
import { outputLanguage } from './language.ts';

const SEEDS = path.join(ROOT, 'seeds');
const SOURCES = path.join(SEEDS, 'checklists', 'sources.yaml');

/** Adds `lingting checklist test`. */
export function addChecklistCommand(program: Command): void {
  const checklist = program
    .command('checklist')
    .description('The checklist: check it, try its examples, explain an item.  质检表：检查、测试、说明');
  checklist
    .command('test')
    .description('judge every example dialogue of the items and say which come out otherwise')
    .argument('[file...]', 'item files (default: those that come with Lingting)')
    .action(async (files: string[], _options: unknown, command: Command) => {
      process.exitCode = await test(files, outputLanguage(command.optsWithGlobals<{ lang?: string }>().lang));
    });
}

async function test(given: readonly string[], language: Language): Promise<number> {
  const files = given.length > 0 ? given : await itemFilesIn(path.join(SEEDS, 'checklists', 'items'));
  const lexicons = {
    zh: await loadLexicons(path.join(SEEDS, 'lexicons'), 'zh'),
    en: await loadLexicons(path.join(SEEDS, 'lexicons'), 'en'),
  };
  const shipped = await itemFilesIn(path.join(SEEDS, 'checklists', 'items'));
  const wanted = files.map((file) => path.resolve(file));
  const library = await loadItems([...new Set([...shipped, ...wanted])], SOURCES);
  const items = [...library.items.values()].filter(({ id }) => wanted.includes(library.files.get(id)!));
  const results = items.flatMap((item) => tryExamples(item, library.items, lexicons));
  const wrong = results.filter(({ agrees }) => !agrees);
  for (const { itemId, kind, index, outcome, dialogue, verdict } of wrong) {
    const because =
      verdict.kind === 'error'
        ? verdict.message
        : 'reason' in verdict
          ? verdict.reason[language]
          : verdict.explanation[language];
    process.stdout.write(`${itemId}, ${kind} ${index + 1}: ${outcome}. ${because}\n${dialogue}\n`);
  }
  const summary =
    language === 'zh'
      ? `${items.length} 项，${results.length} 个例子，${wrong.length} 个结果不符。`
      : `${items.length} items, ${results.length} examples, ${wrong.length} not as they say.`;
  process.stdout.write(`${summary}\n`);
  return wrong.length > 0 ? 1 : 0;
}
