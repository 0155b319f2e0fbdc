import { basename, join, resolve } from 'node:path';
import type { Language } from '../analysis.ts';
import { yamlFilesIn } from '../language/yaml-file.ts';

/** What lies beside a checklist of one's own and is read in addition to what comes with Lingting. */
export interface OwnFiles {
  /** `items/*.yaml` */
  items: string[];
  /** `sources.yaml`: the documents its items cite. */
  sources: string[];
  /** `lexicons/zh/*.yaml` and `lexicons/en/*.yaml` */
  lexicons: Record<Language, string[]>;
}

/** The items, sources and lexicons that lie in some folders. */
export async function ownFilesIn(folders: readonly string[]): Promise<OwnFiles> {
  const own: OwnFiles = { items: [], sources: [], lexicons: { zh: [], en: [] } };
  for (const folder of new Set(folders.map((one) => resolve(one)))) {
    own.items.push(...(await yamlFilesIn(join(folder, 'items'))));
    own.sources.push(...(await yamlFilesIn(folder)).filter((file) => basename(file) === 'sources.yaml'));
    for (const language of ['zh', 'en'] as const)
      own.lexicons[language].push(...(await yamlFilesIn(join(folder, 'lexicons', language))));
  }
  return own;
}
