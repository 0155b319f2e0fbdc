import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type ItemLibrary, loadItems } from '../checklist/items.ts';
import { loadChecklist } from '../checklist/load.ts';
import { type OwnFiles, ownFilesIn } from '../checklist/own-files.ts';
import { refuseUnknownClasses } from '../checklist/phrase-classes.ts';
import { loadLexicons } from '../language/lexicon.ts';
import { readYamlFile, yamlFilesIn } from '../language/yaml-file.ts';
import { ROOT } from '../settings.ts';

const SEEDS = path.join(ROOT, 'seeds');
export const CHECKLISTS = path.join(SEEDS, 'checklists');
export const LEXICONS = path.join(SEEDS, 'lexicons');
export const PROFILES = path.join(SEEDS, 'profiles');
const SOURCES = 'sources.yaml';
const FLOWS = 'flows.yaml';

/** What lies beside given files: beside a checklist or the items of a file, and beside the folder `items` of item files. */
export async function filesBeside(given: readonly string[]): Promise<OwnFiles> {
  const folders = given.map((file) => path.dirname(path.resolve(file)));
  return ownFilesIn(
    folders.flatMap((folder) => (path.basename(folder) === 'items' ? [path.dirname(folder)] : [folder])),
  );
}

/** The items that come with Lingting together with those of further files. */
export async function allItems(
  further: readonly string[],
  sources: readonly string[] = [],
  onFault?: (error: unknown) => void,
): Promise<ItemLibrary> {
  const shipped = await yamlFilesIn(path.join(CHECKLISTS, 'items'));
  const files = [...new Set([...shipped, ...further.map((file) => path.resolve(file))])];
  return loadItems(files, path.join(CHECKLISTS, SOURCES), sources, onFault);
}

/** The checklists that come with Lingting. */
export async function checklistFiles(): Promise<string[]> {
  const names = (await readdir(CHECKLISTS)).filter(
    (name) => name.endsWith('.yaml') && ![SOURCES, FLOWS].includes(name),
  );
  return names.sort().map((name) => path.join(CHECKLISTS, name));
}

/** The lexicons of both languages, with further files of each. */
export async function allLexicons(
  further: OwnFiles['lexicons'] = { zh: [], en: [] },
  onFault?: (error: unknown) => void,
) {
  return {
    zh: await loadLexicons(LEXICONS, 'zh', further.zh, onFault),
    en: await loadLexicons(LEXICONS, 'en', further.en, onFault),
  };
}

/** Whether a file is a checklist: it has sections. */
export async function isChecklist(file: string): Promise<boolean> {
  const { value } = await readYamlFile(file, 'checklist-invalid');
  return typeof value === 'object' && value !== null && 'sections' in value;
}

/** The shipped items with those of given item files and checklists, and with what lies beside these. */
export async function everythingWith(given: readonly string[]) {
  const beside = await filesBeside(given);
  const own: string[] = [];
  for (const file of given) {
    if (!(await isChecklist(file))) own.push(file);
    else own.push(...(await loadChecklist(file, CHECKLISTS)).itemFiles);
  }
  const [library, lexicons] = await Promise.all([
    allItems([...beside.items, ...own], beside.sources),
    allLexicons(beside.lexicons),
  ]);
  refuseUnknownClasses(library.items, [lexicons.zh, lexicons.en]);
  return { library, lexicons };
}
