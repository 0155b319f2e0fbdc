import type { Language } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import { explainedItem, explainItem } from '../reports/explain/item.ts';
import { plain, wrap } from '../reports/width.ts';
import { everythingWith } from './checklist-files.ts';
import { textStyle } from './text-style.ts';

/** Prints what an item does, as `json` in both languages. Throws `usage` for an id that is not there. */
export async function explain(
  id: string,
  files: readonly string[],
  spoken: Language,
  json: boolean,
  language: Language,
): Promise<void> {
  const {
    library: { items },
    lexicons,
  } = await everythingWith(files);
  const item = items.get(id);
  if (!item) throw unknownItem(id, items.values());
  if (json) process.stdout.write(`${JSON.stringify(explainedItem(item, lexicons[spoken]), null, 2)}\n`);
  else printIndented(explainItem(item, lexicons[spoken], language));
}

/** The error for an item id that is not there; what was meant may be the title of one. */
export function unknownItem(id: string, known: Iterable<{ id: string; title: Sentence }>): LingtingError {
  const titles = new Map([...known].map((one) => [one.id, one.title]));
  const near = nearestName(id, [...titles.keys()], titles);
  return new LingtingError('usage', {
    en: `There is no item "${id}"; ${near.en}. "lingting checklist list" shows all.`,
    zh: `没有质检项“${id}”；${near.zh}。全部编号见 lingting checklist list。`,
  });
}

/** Prints lines wrapped to the terminal, further lines as far in as the first. */
export function printIndented(lines: readonly string[]): void {
  const columns = textStyle().columns;
  for (const line of lines) {
    const indent = /^ */.exec(line)![0];
    const wrapped = wrap(plain(line.trim()), Math.max(20, columns - indent.length));
    process.stdout.write(wrapped.length === 0 ? '\n' : wrapped.map((part) => `${indent}${part}\n`).join(''));
  }
}
