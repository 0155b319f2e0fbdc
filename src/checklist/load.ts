import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { Sentence } from '../errors.ts';
import { checked, readYamlFile, type YamlFile } from '../language/yaml-file.ts';
import type { Checklist, ChecklistItem, JudgeNode } from './checklist.ts';
import { readNode } from './node.ts';
import { nearestName } from './phrase-classes.ts';
import { checklistSchema, type ItemDeclaration, itemFileSchema, sourcesSchema } from './schema.ts';

/**
 * Reads a checklist with its item files, and `sources.yaml` beside it. Throws `checklist-invalid` with file, line,
 * what was expected and what came: unknown keys and operators, items that are missing, given twice or never used.
 */
export async function loadChecklist(file: string): Promise<Checklist> {
  const main = await readYamlFile(file, 'checklist-invalid');
  const declared = checked(main, checklistSchema);
  const folder = dirname(file);
  const sources = checked(await readYamlFile(join(folder, 'sources.yaml'), 'checklist-invalid'), sourcesSchema);
  const hash = createHash('sha256').update(main.text);
  const library = new Map<string, Omit<ChecklistItem, 'section' | 'weight'>>();
  for (const name of declared.include) {
    const source = await readYamlFile(join(folder, name), 'checklist-invalid');
    hash.update(source.text);
    for (const [index, item] of checked(source, itemFileSchema).items.entries()) {
      if (library.has(item.id)) throw twice(source, ['items', index, 'id'], item.id);
      library.set(item.id, readItem(source, item, index, sources));
    }
  }
  const items: ChecklistItem[] = [];
  for (const [index, section] of declared.sections.entries())
    for (const [id, weight] of Object.entries(section.items)) {
      const path = ['sections', index, 'items', id];
      const item = library.get(id);
      if (!item) throw main.error({ path, problem: missing(id, [...library.keys()], declared.include) });
      if (items.some((other) => other.id === id)) throw twice(main, path, id);
      items.push({ ...item, section: section.id, weight });
    }
  for (const [index, point] of declared.headline.entries())
    for (const [position, id] of point.items.entries())
      if (!items.some((item) => item.id === id))
        throw main.error({
          path: ['headline', index, 'items', position],
          problem: missing(
            id,
            items.map((item) => item.id),
            ['sections'],
          ),
        });
  return {
    id: declared.id,
    version: declared.version,
    title: declared.title,
    sha256: hash.digest('hex'),
    sections: declared.sections.map(({ id, title }) => ({ id, title })),
    items,
    headline: declared.headline.map(({ id, title, items: itemIds }) => ({ id, title, itemIds })),
  };
}

function missing(id: string, known: readonly string[], where: readonly string[]): Sentence {
  const near = nearestName(id, known);
  return {
    en: `no such item in ${where.join(', ')}; ${near.en}.`,
    zh: `${where.join('、')} 中没有质检项“${id}”；${near.zh}。`,
  };
}

const twice = (source: YamlFile, path: readonly PropertyKey[], id: string): Error =>
  source.error({ path, problem: { en: `"${id}" is given twice.`, zh: `“${id}” 出现了两次。` } });

function readItem(
  source: YamlFile,
  declared: ItemDeclaration,
  index: number,
  documents: Readonly<Record<string, string>>,
): Omit<ChecklistItem, 'section' | 'weight'> {
  const node = (key: 'judge' | 'partial' | 'fatalIf'): JudgeNode => {
    const read = readNode(declared[key], ['items', index, key]);
    if (read.issue) throw source.error(read.issue);
    return read.node;
  };
  const written = declared.source.map(({ document, section }, position) => {
    const title = documents[document];
    if (title === undefined)
      throw source.error({
        path: ['items', index, 'source', position, 'document'],
        problem: {
          en: `expected one of ${Object.keys(documents).join(', ')}; got ${document}.`,
          zh: `应为 ${Object.keys(documents).join('、')} 之一，实际是 ${document}。`,
        },
      });
    return `${title} ${section}`;
  });
  return {
    ...declared,
    source: written.join('；'),
    judge: node('judge'),
    partial: declared.partial === undefined ? null : node('partial'),
    fatalIf: declared.fatalIf === undefined ? null : node('fatalIf'),
  };
}
