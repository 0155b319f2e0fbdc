import path from 'node:path';
import type { Language } from '../analysis.ts';
import { tryExamples } from '../checklist/try-examples.ts';
import { yamlFilesIn } from '../language/yaml-file.ts';
import { CHECKLISTS, everythingWith, filesBeside, isChecklist } from './checklist-files.ts';

/** Prints the examples that come out otherwise than they say, as `json` with their verdicts; 1 when there are any. */
export async function test(given: readonly string[], json: boolean, language: Language): Promise<number> {
  const files = given.length > 0 ? given : await yamlFilesIn(path.join(CHECKLISTS, 'items'));
  const { library, lexicons } = await everythingWith(files);
  const wanted = new Set(files.map((file) => path.resolve(file)));
  for (const file of given)
    if (await isChecklist(file)) for (const one of (await filesBeside([file])).items) wanted.add(one);
  const items = [...library.items.values()].filter(({ id }) => wanted.has(library.files.get(id)!));
  const results = items.flatMap((item) => tryExamples(item, library.items, lexicons));
  const wrong = results.filter(({ agrees }) => !agrees);
  if (json) {
    const all = { items: items.length, examples: results.length, wrong: wrong.map(({ agrees: _, ...one }) => one) };
    process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
    return wrong.length > 0 ? 1 : 0;
  }
  for (const { itemId, kind, index, outcome, dialogue, verdict } of wrong) {
    const { zh, en } =
      verdict.kind === 'error'
        ? { zh: verdict.message, en: verdict.message }
        : 'reason' in verdict
          ? verdict.reason
          : verdict.explanation;
    process.stdout.write(`${itemId}, ${kind} ${index + 1}: ${outcome}. ${language === 'zh' ? zh : en}\n${dialogue}\n`);
  }
  const summary =
    language === 'zh'
      ? `${items.length} 项，${results.length} 个例子，${wrong.length} 个结果不符。`
      : `${items.length} items, ${results.length} examples, ${wrong.length} not as they say.`;
  process.stdout.write(`${summary}\n`);
  return wrong.length > 0 ? 1 : 0;
}
