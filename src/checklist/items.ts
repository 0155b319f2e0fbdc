import type { LingtingError, Sentence } from '../errors.ts';
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
 * Reads item files. `sourcesFile` names the manuals that items may cite, the further files some more. Throws `checklist-invalid` with file, line, what
 * was expected and what came: unknown keys and operators, an id given twice, items that lean on each other in a circle.
 * With `onFault` the first fault of each file goes there instead.
 */
export async function loadItems(
  itemFiles: readonly string[],
  sourcesFile: string,
  furtherSources: readonly string[] = [],
  onFault?: (error: unknown) => void,
): Promise<ItemLibrary> {
  const sources: Record<string, string> = {};
  for (const file of new Set([sourcesFile, ...furtherSources]))
    for (const [document, title] of Object.entries(await documentsOf(file))) {
      if ((sources[document] ?? title) !== title)
        throw twice(await readYamlFile(file, 'checklist-invalid'), [document], document);
      sources[document] = title;
    }
  const items = new Map<string, ChecklistItem>();
  const files = new Map<string, string>();
  const texts: string[] = [];
  const readFile = async (file: string): Promise<void> => {
    const source = await readYamlFile(file, 'checklist-invalid');
    texts.push(source.text);
    for (const [index, item] of checked(source, itemFileSchema).items.entries()) {
      if (items.has(item.id)) throw twice(source, ['items', index, 'id'], item.id);
      const read = readItem(source, item, index, sources);
      places.set(read, { source, index });
      items.set(item.id, read);
      files.set(item.id, file);
    }
  };
  let hasFaults = false;
  for (const file of itemFiles)
    try {
      await readFile(file);
    } catch (error) {
      if (!onFault) throw error;
      onFault(error);
      hasFaults = true;
    }
  // What a faulty file lacks would be missed in the others.
  if (hasFaults) return { items, files, texts };
  const fault = referenceFault(items);
  if (fault) throw itemError(items.get(fault.itemId)!, fault.value, fault.problem);
  return { items, files, texts };
}

const documentsOf = async (file: string): Promise<Record<string, string>> =>
  checked(await readYamlFile(file, 'checklist-invalid'), sourcesSchema);

/** Where each item was read. */
const places = new WeakMap<ChecklistItem, { source: YamlFile; index: number }>();

/** The error for a value somewhere in an item that was read from a file: it says the line of the value. */
export function itemError(item: ChecklistItem, value: string | null, problem: Sentence): LingtingError {
  const { source, index } = places.get(item)!;
  const path = ['items', index];
  const whole = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], source.value);
  return source.error({ path: [...path, ...((value === null ? null : pathTo(value, whole)) ?? [])], problem });
}

/** The way to a value inside lists and maps; null when it is not there. */
function pathTo(value: string, inside: unknown): PropertyKey[] | null {
  if (inside === value) return [];
  if (typeof inside !== 'object' || inside === null) return null;
  for (const [key, part] of Object.entries(inside)) {
    const below = pathTo(value, part);
    if (below) return [Array.isArray(inside) ? Number(key) : key, ...below];
  }
  return null;
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
