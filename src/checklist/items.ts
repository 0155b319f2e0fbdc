import { checked, readYamlFile, type YamlFile } from '../language/yaml-file.ts';
import type { ChecklistItem, JudgeNode } from './checklist.ts';
import type { Condition } from './condition-schema.ts';
import { readNode } from './node.ts';
import { referenceFault } from './references.ts';
import { type ItemDeclaration, itemFileSchema, sourcesSchema } from './schema.ts';

/** Items by id, with the texts they were read from (for the hash). */
export interface ItemLibrary {
  items: ReadonlyMap<string, ChecklistItem>;
  /** The file each item stands in. */
  files: ReadonlyMap<string, string>;
  texts: readonly string[];
}

/**
 * Reads item files. `sourcesFile` names the manuals that items may cite. Throws `checklist-invalid` with file, line, what
 * was expected and what came: unknown keys and operators, an id given twice, items that lean on each other in a circle.
 */
export async function loadItems(files: readonly string[], sourcesFile: string): Promise<ItemLibrary> {
  const sources = checked(await readYamlFile(sourcesFile, 'checklist-invalid'), sourcesSchema);
  const items = new Map<string, ChecklistItem>();
  const places = new Map<string, { source: YamlFile; index: number }>();
  const texts: string[] = [];
  for (const file of files) {
    const source = await readYamlFile(file, 'checklist-invalid');
    texts.push(source.text);
    for (const [index, item] of checked(source, itemFileSchema).items.entries()) {
      if (items.has(item.id)) throw twice(source, ['items', index, 'id'], item.id);
      items.set(item.id, readItem(source, item, index, sources));
      places.set(item.id, { source, index });
    }
  }
  const fault = referenceFault(items);
  if (fault) {
    const { source, index } = places.get(fault.itemId)!;
    throw source.error({ path: ['items', index], problem: fault.problem });
  }
  return { items, files: new Map([...places].map(([id, { source }]) => [id, source.file])), texts };
}

/** The error for an id that stands twice. */
export const twice = (source: YamlFile, at: readonly PropertyKey[], id: string): Error =>
  source.error({ path: at, problem: { en: `"${id}" is given twice.`, zh: `“${id}” 出现了两次。` } });

function readItem(
  source: YamlFile,
  declared: ItemDeclaration,
  index: number,
  documents: Readonly<Record<string, string>>,
): ChecklistItem {
  const nodeAt = (value: unknown, at: readonly PropertyKey[]): JudgeNode => {
    const read = readNode(value, ['items', index, ...at]);
    if (read.issue) throw source.error(read.issue);
    return read.node;
  };
  const condition = (key: 'when' | 'excusedWhen' | 'reviewWhen'): Condition | undefined => {
    const given = declared[key];
    if (!given) return undefined;
    const { judged, ...rest } = given;
    return judged === undefined ? rest : { ...rest, judged: nodeAt(judged, [key, 'judged']) };
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
    when: condition('when'),
    excusedWhen: condition('excusedWhen'),
    reviewWhen: condition('reviewWhen'),
    judge: nodeAt(declared.judge, ['judge']),
    partial: declared.partial === undefined ? null : nodeAt(declared.partial, ['partial']),
    fatalIf: declared.fatalIf === undefined ? null : nodeAt(declared.fatalIf, ['fatalIf']),
  };
}
