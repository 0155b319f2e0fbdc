import type { Lexicons } from './lexicon.ts';
import { nearestName } from './nearest-name.ts';
import { phraseFault } from './phrase-notation.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * The lexicons with further wordings for some classes, as a tenant's profile gives them; without any, the same lexicons.
 * Throws `settings-invalid` with file and line for a class no lexicon has and for a wording that cannot be read.
 */
export function withExtraPhrases(
  lexicons: Lexicons,
  extra: Readonly<Record<string, readonly string[]>>,
  source: YamlFile,
): Lexicons {
  if (Object.keys(extra).length === 0) return lexicons;
  const classes = new Map(lexicons.classes);
  for (const [id, wordings] of Object.entries(extra)) {
    const one = classes.get(id);
    const path = ['phrases', lexicons.language, id];
    if (!one) {
      const near = nearestName(id, [...classes.keys()]);
      throw source.error({
        path,
        problem: { en: `there is no phrase class "${id}"; ${near.en}.`, zh: `没有短语类“${id}”；${near.zh}。` },
      });
    }
    for (const [index, wording] of wordings.entries()) {
      const fault = phraseFault(wording, lexicons.language);
      if (fault !== null)
        throw source.error({
          path: [...path, index],
          problem: { en: `cannot read "${wording}": ${fault.en}.`, zh: `无法读懂“${wording}”：${fault.zh}。` },
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
