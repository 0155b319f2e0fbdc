import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type ItemLibrary, loadItems } from '../checklist/items.ts';
import { loadLexicons } from '../language/lexicon.ts';
import { yamlFilesIn } from '../language/yaml-file.ts';
import { ROOT } from '../settings.ts';

const SEEDS = path.join(ROOT, 'seeds');
export const CHECKLISTS = path.join(SEEDS, 'checklists');
export const LEXICONS = path.join(SEEDS, 'lexicons');
export const PROFILES = path.join(SEEDS, 'profiles');
const SOURCES = 'sources.yaml';
const FLOWS = 'flows.yaml';

/** The items that come with Lingting together with those of further files. */
export async function allItems(further: readonly string[]): Promise<ItemLibrary> {
  const shipped = await yamlFilesIn(path.join(CHECKLISTS, 'items'));
  const files = [...new Set([...shipped, ...further.map((file) => path.resolve(file))])];
  return loadItems(files, path.join(CHECKLISTS, SOURCES));
}

/** The checklists that come with Lingting. */
export async function checklistFiles(): Promise<string[]> {
  const names = (await readdir(CHECKLISTS)).filter(
    (name) => name.endsWith('.yaml') && ![SOURCES, FLOWS].includes(name),
  );
  return names.sort().map((name) => path.join(CHECKLISTS, name));
}

/** The lexicons of both languages. */
export async function allLexicons() {
  return { zh: await loadLexicons(LEXICONS, 'zh'), en: await loadLexicons(LEXICONS, 'en') };
}
