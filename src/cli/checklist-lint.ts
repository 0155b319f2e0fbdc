import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../analysis.ts';
import type { Checklist } from '../checklist/checklist.ts';
import { loadChecklist } from '../checklist/load.ts';
import { phraseClassesOf, refuseUnknownClasses, refuseUnknownRules } from '../checklist/phrase-classes.ts';
import { asLingtingError, LingtingError, type Sentence } from '../errors.ts';
import { withExtraPhrases } from '../language/extra-phrases.ts';
import { readYamlFile } from '../language/yaml-file.ts';
import { plain } from '../reports/width.ts';
import { loadPipeline, readProfile } from '../settings.ts';
import { allItems, allLexicons, CHECKLISTS, checklistFiles, filesBeside, PROFILES } from './checklist-files.ts';

/** Checks the shipped files, and the given ones with them; prints every fault, as `json` in both languages. 1 when there is any. */
export async function lint(given: readonly string[], json: boolean, language: Language): Promise<number> {
  const faults: Sentence[] = [];
  const note = (error: unknown): void => {
    faults.push(asLingtingError(error).sentence);
  };
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      note(error);
      return null;
    }
  };
  /** The result when nothing at all was wrong with it. */
  const whole = async <T>(work: () => Promise<T>): Promise<T | null> => {
    const before = faults.length;
    const result = await attempt(work);
    return faults.length > before ? null : result;
  };
  const kinds = await sorted(given, attempt);
  for (const file of kinds.pipelines)
    await attempt(async () => {
      const { checklistFile, profileFile } = await loadPipeline(file);
      kinds.checklists.push(checklistFile);
      kinds.profiles.push(profileFile);
    });
  const beside = await filesBeside([...kinds.items, ...kinds.checklists]);
  const phrases = {
    zh: [...beside.lexicons.zh, ...kinds.lexicons.zh],
    en: [...beside.lexicons.en, ...kinds.lexicons.en],
  };
  const lexicons = await whole(() => allLexicons(phrases, note));
  const library = await whole(() => allItems([...beside.items, ...kinds.items], beside.sources, note));
  // A faulty item file is named once; the checklists are read without it.
  const further = library ? { items: kinds.items, sources: beside.sources } : undefined;
  const own = new Set(kinds.checklists.map((file) => path.resolve(file)));
  const shippedLists = (await checklistFiles())
    .filter((file) => !own.has(path.resolve(file)))
    .map((file) => attempt(() => loadChecklist(file, CHECKLISTS)));
  const ownLists = [...own].map((file) => attempt(() => loadChecklist(file, CHECKLISTS, further)));
  const checklists = (await Promise.all([...shippedLists, ...ownLists])).filter(
    (one): one is Checklist => one !== null,
  );
  if (lexicons)
    for (const items of [...(library ? [library.items] : []), ...checklists.map((one) => one.library)])
      await attempt(async () => refuseUnknownClasses(items, [lexicons.zh, lexicons.en]));
  const shipped = (await readdir(PROFILES)).map((name) => path.join(PROFILES, name));
  for (const file of new Set([...shipped, ...kinds.profiles]))
    await attempt(async () => {
      const { profile, source } = await readProfile(file);
      if (library) refuseUnknownRules(profile, source, [...library.items.keys()]);
      if (lexicons)
        for (const spoken of ['zh', 'en'] as const) withExtraPhrases(lexicons[spoken], profile.phrases[spoken], source);
    });
  const once = [...new Map(faults.map((fault) => [fault[language], fault])).values()];
  if (json) process.stdout.write(`${JSON.stringify({ faults: once }, null, 2)}\n`);
  else for (const fault of once) process.stdout.write(`✗ ${plain(fault[language])}\n`);
  if (json || once.length > 0) return once.length > 0 ? 1 : 0;
  for (const file of given) process.stdout.write(`✓ ${plain(file)}\n`);
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

interface Kinds {
  items: string[];
  checklists: string[];
  profiles: string[];
  pipelines: string[];
  lexicons: Record<Language, string[]>;
}

/** The given files by what they hold. */
async function sorted(files: readonly string[], attempt: Attempt): Promise<Kinds> {
  const kinds: Kinds = { items: [], checklists: [], profiles: [], pipelines: [], lexicons: { zh: [], en: [] } };
  for (const file of files)
    await attempt(async () => {
      const { value } = await readYamlFile(file, 'checklist-invalid');
      const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
      const keys = new Set(isMap ? Object.keys(value) : []);
      if (keys.has('sections')) kinds.checklists.push(file);
      else if (keys.has('items')) kinds.items.push(file);
      else if (keys.has('classes'))
        kinds.lexicons[(value as { language?: unknown }).language === 'en' ? 'en' : 'zh'].push(file);
      else if (['checklist', 'model', 'channels'].some((key) => keys.has(key))) kinds.pipelines.push(file);
      else if (keys.size > 0) kinds.profiles.push(file);
      else throw notKnown(file);
    });
  return kinds;
}

const notKnown = (file: string): LingtingError =>
  new LingtingError('checklist-invalid', {
    en: `${file}: expected items (items:), a checklist (sections:), phrases (classes:), a pipeline or a profile; got none of them.`,
    zh: `${file}：应为质检项（items:）、质检表（sections:）、话术词库（classes:）、流程或单位设置文件，实际都不是。`,
  });
