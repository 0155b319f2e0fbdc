import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Language } from '../analysis.ts';
import { asLingtingError, LingtingError } from '../errors.ts';
import { type CompiledClass, compileClass, Walks } from './compiled-class.ts';
import type { SlotValues } from './phrase.ts';
import { phraseFault } from './phrase-notation.ts';
import { checked, readYamlFile, type YamlFile } from './yaml-file.ts';

const phrases = z.array(z.string().min(1)).min(1);
const classSchema = z.strictObject({
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  /** Group ids of the manuals' phrase lists, or the reason for a list of our own. */
  source: z.string().min(1),
  /** Courtesy phrases are heard by sound; words held against somebody need exact characters. */
  match: z.enum(['sound', 'exact']),
  phrases,
  /** Further forms that count as heard: recognition errors, older wordings. */
  variants: phrases.optional(),
  /** One of these must be inside what was heard: keeps 还有什么 apart from 有什么. */
  mustContain: phrases.optional(),
  /** Phrases that excuse a forbidden word standing inside them: 请问您找谁. */
  except: phrases.optional(),
});
const fileSchema = z.strictObject({
  language: z.enum(['zh', 'en']),
  classes: z.record(z.string().regex(/^[a-z0-9-]+$/, 'a name of small letters, figures and hyphens'), classSchema),
});

/** A class of phrases that count as the same thing said. */
export interface PhraseClass extends z.infer<typeof classSchema> {
  id: string;
}

/** All phrase classes of one language. */
export interface Lexicons {
  language: Language;
  classes: ReadonlyMap<string, PhraseClass>;
  /** Over the text of all files, in the order of their names. */
  sha256: string;
}

/** Word lists of other rooms that stand in the same folder with a form of their own. */
const OTHER_FILES = new Set(['roles.yaml', 'hold.yaml']);

/**
 * Reads every lexicon of `<folder>/<language>`, and further files. Throws `lexicon-invalid` with file, line, what was
 * expected and what came; with `onFault` the first fault of each file goes there instead.
 */
export async function loadLexicons(
  folder: string,
  language: Language,
  further: readonly string[] = [],
  onFault?: (error: unknown) => void,
): Promise<Lexicons> {
  const directory = join(folder, language);
  let names: string[];
  try {
    names = (await readdir(directory)).filter((name) => name.endsWith('.yaml') && !OTHER_FILES.has(name)).sort();
  } catch (error) {
    throw asLingtingError(error);
  }
  const hash = createHash('sha256');
  const classes = new Map<string, PhraseClass>();
  const files = [...names.map((name) => join(directory, name)), ...further].map((file) => resolve(file));
  const readFile = async (file: string): Promise<void> => {
    const source = await readYamlFile(file, 'lexicon-invalid');
    hash.update(source.text);
    for (const one of classesOf(source, language)) {
      if (classes.has(one.id))
        throw source.error({
          path: ['classes', one.id],
          problem: { en: `"${one.id}" is in another file too.`, zh: `“${one.id}” 在另一个文件里已有。` },
        });
      classes.set(one.id, one);
    }
  };
  for (const file of new Set(files))
    try {
      await readFile(file);
    } catch (error) {
      if (!onFault) throw error;
      onFault(error);
    }
  if (classes.size === 0)
    throw new LingtingError('lexicon-invalid', {
      en: `${directory} has no lexicon: expected at least one .yaml file with phrases.`,
      zh: `${directory} 里没有话术词库：应至少有一个含短语的 .yaml 文件。`,
    });
  return { language, classes, sha256: hash.digest('hex') };
}

function classesOf(source: YamlFile, language: Language): PhraseClass[] {
  const content = checked(source, fileSchema);
  if (content.language !== language)
    throw source.error({
      path: ['language'],
      problem: {
        en: `expected ${language}, as the folder of ${basename(source.file)} says; got ${content.language}.`,
        zh: `应为 ${language}（与文件夹一致），实际是 ${content.language}。`,
      },
    });
  return Object.entries(content.classes).map(([id, one]) => {
    for (const key of ['phrases', 'variants', 'mustContain', 'except'] as const)
      (one[key] ?? []).forEach((wording, index) => {
        const fault = phraseFault(wording, language);
        if (fault !== null)
          throw source.error({
            path: ['classes', id, key, index],
            problem: { en: `cannot read "${wording}": ${fault.en}.`, zh: `无法读懂“${wording}”：${fault.zh}。` },
          });
      });
    return { id, ...one };
  });
}

/** The classes of some lexicons, each made ready when it is first asked for; all of them are found together. */
export class PhraseBook {
  private readonly lexicons: Lexicons;
  private readonly values: SlotValues;
  private readonly walks = new Walks();
  private readonly classes = new Map<string, CompiledClass | null>();

  constructor(lexicons: Lexicons, values: SlotValues) {
    this.lexicons = lexicons;
    this.values = values;
  }

  /** The class of an id; null when the language has none of that name. */
  get(id: string): CompiledClass | null {
    let found = this.classes.get(id);
    if (found === undefined) {
      const { classes, language } = this.lexicons;
      const one = classes.get(id);
      found = one ? compileClass(one, language, this.values, this.walks) : null;
      this.classes.set(id, found);
    }
    return found;
  }
}

const books = new WeakMap<Lexicons, Map<string, PhraseBook>>();

/** The book of some lexicons, made once per set of slot values. */
export function phraseBook(lexicons: Lexicons, { organisationNames }: SlotValues): PhraseBook {
  const byNames = books.get(lexicons) ?? new Map<string, PhraseBook>();
  books.set(lexicons, byNames);
  const key = organisationNames.join('\n');
  const book = byNames.get(key) ?? new PhraseBook(lexicons, { organisationNames });
  byNames.set(key, book);
  return book;
}
