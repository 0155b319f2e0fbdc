import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import { checked, readYamlFile, type YamlFile, yamlFilesIn } from '../language/yaml-file.ts';
import type { Checklist, ChecklistItem, Section } from './checklist.ts';
import { loadItems, twice } from './items.ts';
import { refuseWrongForm } from './load-form.ts';
import { type OwnFiles, ownFilesIn } from './own-files.ts';
import { checklistSchema } from './schema.ts';

/**
 * Reads a checklist with its items: those of the folder `items` in `home`, those of `items` beside the checklist, those of
 * the files it includes, and those of `further` files. They cite the manuals in `sources.yaml` of `home`, of the
 * checklist's own folder, and `further` ones. Throws `checklist-invalid` with file, line, what was expected and what came: unknown keys and
 * operators, items that are missing or given twice, weights that do not add up to 100.
 */
export async function loadChecklist(
  file: string,
  home: string = dirname(file),
  further: Pick<OwnFiles, 'items' | 'sources'> = { items: [], sources: [] },
): Promise<Checklist> {
  const main = await readYamlFile(file, 'checklist-invalid');
  const declared = checked(main, checklistSchema);
  const folder = dirname(file);
  const own = await ownFilesIn([folder]);
  const included = declared.include.map((name) => join(folder, name));
  const files = [...(await yamlFilesIn(join(home, 'items'))), ...own.items, ...included, ...further.items];
  const library = await loadItems([...new Set(files.map((one) => resolve(one)))], resolve(home, 'sources.yaml'), [
    ...own.sources,
    ...further.sources,
  ]);
  if (declared.form) refuseWrongForm(main, declared.sections, declared.form);
  const onForm = declared.form?.groups.flatMap(({ items }) => items.map(({ section }) => section)) ?? [];
  const reader = new SectionReader(main, library.items);
  const sections = reader.sections(declared.sections, ['sections'], onForm);
  const overlays = declared.overlays.map((overlay, index) => ({
    ...overlay,
    sections: reader.sections(overlay.sections, ['overlays', index, 'sections'], []),
  }));
  refuseWrongWeights(main, sections, overlays);
  for (const [index, point] of declared.headline.entries())
    for (const [position, id] of point.items.entries())
      if (!reader.used.has(id))
        throw main.error({
          path: ['headline', index, 'items', position],
          problem: missing(id, [...reader.used.keys()], 'sections'),
        });
  const hash = createHash('sha256').update(main.text);
  for (const text of library.texts) hash.update(text);
  return {
    id: declared.id,
    version: declared.version,
    title: declared.title,
    sha256: hash.digest('hex'),
    sections,
    overlays,
    form: declared.form ?? null,
    items: [...reader.used.values()],
    library: library.items,
    itemFiles: [...new Set(library.files.values())],
    headline: declared.headline.map(({ id, title, items: itemIds }) => ({ id, title, itemIds })),
  };
}

type DeclaredSection = z.infer<typeof checklistSchema>['sections'][number];

/** Reads sections and collects the items they name. */
class SectionReader {
  readonly used = new Map<string, ChecklistItem>();
  private readonly main: YamlFile;
  private readonly library: ReadonlyMap<string, ChecklistItem>;

  constructor(main: YamlFile, library: ReadonlyMap<string, ChecklistItem>) {
    this.main = main;
    this.library = library;
  }

  /** `mayBeEmpty` names the sections that need no item. */
  sections(declared: readonly DeclaredSection[], at: readonly PropertyKey[], mayBeEmpty: readonly string[]): Section[] {
    return declared.map(({ items: itemIds, ...section }, index) => {
      if (itemIds.length === 0 && !mayBeEmpty.includes(section.id))
        throw this.main.error({
          path: [...at, index, 'items'],
          problem: { en: 'expected at least one item; got none.', zh: '应至少有一项，实际为空。' },
        });
      const here = new Set<string>();
      for (const [position, id] of itemIds.entries()) {
        const path = [...at, index, 'items', position];
        const item = this.library.get(id);
        if (!item) throw this.main.error({ path, problem: missing(id, [...this.library.keys()], 'the item files') });
        if (here.has(id)) throw twice(this.main, path, id);
        here.add(id);
        this.used.set(id, item);
      }
      return { ...section, itemIds };
    });
  }
}

/** The points of the sections add up to 100, and do so still with the sections of each overlay in place. */
function refuseWrongWeights(main: YamlFile, sections: readonly Section[], overlays: Checklist['overlays']): void {
  const sum = (list: readonly Section[]): number => list.reduce((total, { weight }) => total + weight, 0);
  const check = (list: readonly Section[], path: readonly PropertyKey[]): void => {
    const total = sum(list);
    if (Math.abs(total - 100) > 1e-6)
      throw main.error({
        path,
        problem: {
          en: `expected weights that add up to 100; these add up to ${total}.`,
          zh: `各部分分值之和应为 100，实际为 ${total}。`,
        },
      });
  };
  check(sections, ['sections']);
  for (const [index, overlay] of overlays.entries()) {
    const { replaces } = overlay;
    const unknown = replaces === 'all' ? undefined : replaces.find((id) => !sections.some((one) => one.id === id));
    if (unknown !== undefined)
      throw main.error({
        path: ['overlays', index, 'replaces'],
        problem: missing(
          unknown,
          sections.map(({ id }) => id),
          'sections',
        ),
      });
    const kept = sections.filter(({ id }) => replaces !== 'all' && !replaces.includes(id));
    check([...kept, ...overlay.sections], ['overlays', index, 'sections']);
  }
}

function missing(id: string, known: readonly string[], where: string): Sentence {
  const near = nearestName(id, known);
  return { en: `no such id in ${where}: "${id}"; ${near.en}.`, zh: `${where} 中没有“${id}”；${near.zh}。` };
}
