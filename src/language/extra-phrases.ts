import { LingtingError } from '../errors.ts';
import type { Lexicons } from './lexicon.ts';
import { phraseFault } from './phrase-notation.ts';

/**
 * The lexicons with further wordings for some classes, as a tenant's profile gives them; without any, the same lexicons.
 * Throws `settings-invalid` for a class no lexicon has and for a wording that cannot be read.
 */
export function withExtraPhrases(
  lexicons: Lexicons,
  extra: Readonly<Record<string, readonly string[]>>,
  file: string,
): Lexicons {
  if (Object.keys(extra).length === 0) return lexicons;
  const classes = new Map(lexicons.classes);
  for (const [id, wordings] of Object.entries(extra)) {
    const one = classes.get(id);
    if (!one)
      throw new LingtingError('settings-invalid', {
        en: `${file}, phrases.${lexicons.language}: there is no phrase class "${id}"; expected one of ${[...classes.keys()].join(', ')}.`,
        zh: `${file} 的 phrases.${lexicons.language}：没有短语类“${id}”；应为 ${[...classes.keys()].join('、')} 之一。`,
      });
    for (const wording of wordings) {
      const fault = phraseFault(wording, lexicons.language);
      if (fault !== null)
        throw new LingtingError('settings-invalid', {
          en: `${file}, phrases.${lexicons.language}.${id}: cannot read "${wording}": ${fault.en}.`,
          zh: `${file} 的 phrases.${lexicons.language}.${id}：无法读懂“${wording}”：${fault.zh}。`,
        });
    }
    classes.set(id, {
      ...one,
      variants: [...(one.variants ?? []), ...wordings],
      // Extra wordings count as they are: what the class must contain was written for its own.
      ...(one.mustContain ? { mustContain: [...one.mustContain, ...wordings] } : {}),
    });
  }
  return { ...lexicons, classes };
}
