import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../analysis.ts';
import type { Checklist } from '../checklist/checklist.ts';
import { loadChecklist } from '../checklist/load.ts';
import { phraseClassesOf, refuseUnknownClasses, refuseUnknownRules } from '../checklist/phrase-classes.ts';
import { asLingtingError, LingtingError } from '../errors.ts';
import { withExtraPhrases } from '../language/extra-phrases.ts';
import { readYamlFile } from '../language/yaml-file.ts';
import { readProfile } from '../settings.ts';
import { allItems, allLexicons, CHECKLISTS, checklistFiles, PROFILES } from './checklist-files.ts';

/** Checks the shipped files, and the given ones with them; prints every fault. 1 when there is any. */
export async function lint(given: readonly string[], language: Language): Promise<number> {
  const faults: string[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      faults.push(asLingtingError(error).sentence[language]);
      return null;
    }
  };
  const kinds = await sorted(given, attempt);
  const lexicons = await attempt(allLexicons);
  const library = await attempt(() => allItems(kinds.items));
  const checklists = (
    await Promise.all(
      [...(await checklistFiles()), ...kinds.checklists].map((file) => attempt(() => loadChecklist(file, CHECKLISTS))),
    )
  ).filter((one): one is Checklist => one !== null);
  if (lexicons)
    for (const items of [...(library ? [library.items] : []), ...checklists.map((one) => one.library)])
      await attempt(async () => refuseUnknownClasses(items, [lexicons.zh, lexicons.en]));
  const shipped = (await readdir(PROFILES)).map((name) => path.join(PROFILES, name));
  for (const file of [...shipped, ...kinds.profiles])
    await attempt(async () => {
      const { profile, source } = await readProfile(file);
      if (library) refuseUnknownRules(profile, source, [...library.items.keys()]);
      if (lexicons)
        for (const spoken of ['zh', 'en'] as const) withExtraPhrases(lexicons[spoken], profile.phrases[spoken], source);
    });
  for (const fault of new Set(faults)) process.stdout.write(`✗ ${fault}\n`);
  if (faults.length > 0) return 1;
  const used = new Set([...library!.items.values()].flatMap(phraseClassesOf));
  const classes = lexicons!.zh.classes.size;
  process.stdout.write(
    language === 'zh'
      ? `✓ ${library!.items.size} 项，${checklists.length} 张质检表，${classes} 类中文说法（用到 ${used.size} 类），没有问题。\n`
      : `✓ ${library!.items.size} items, ${checklists.length} checklists, ${classes} Chinese phrase classes (${used.size} in use): no fault.\n`,
  );
  return 0;
}

type Attempt = <T>(work: () => Promise<T>) => Promise<T | null>;

/** The given files by what they hold. */
async function sorted(
  files: readonly string[],
  attempt: Attempt,
): Promise<{ items: string[]; checklists: string[]; profiles: string[] }> {
  const kinds = { items: [] as string[], checklists: [] as string[], profiles: [] as string[] };
  for (const file of files)
    await attempt(async () => {
      const { value } = await readYamlFile(file, 'checklist-invalid');
      const keys = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
      if (keys.includes('items') && !keys.includes('sections')) kinds.items.push(file);
      else if (keys.includes('sections')) kinds.checklists.push(file);
      else if (keys.length > 0 && !keys.includes('classes')) kinds.profiles.push(file);
      else throw notKnown(file);
    });
  return kinds;
}

const notKnown = (file: string): LingtingError =>
  new LingtingError('checklist-invalid', {
    en: `${file}: expected items (items:), a checklist (sections:) or a profile; got none of them.`,
    zh: `${file}：应为质检项（items:）、质检表（sections:）或单位设置文件，实际都不是。`,
  });
