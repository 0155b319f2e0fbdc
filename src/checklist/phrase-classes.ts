import { LingtingError } from '../errors.ts';
import type { Lexicons } from '../language/lexicon.ts';
import { nearestName } from '../language/nearest-name.ts';
import type { Checklist, ChecklistItem } from './checklist.ts';
import { conditionClasses } from './condition.ts';
import { nodesOf, operatorsIn } from './node.ts';
import type { Profile } from './profile.ts';

/** Every lexicon class an item reads: in its judgements, the scopes of these, and its conditions. */
export function phraseClassesOf(item: ChecklistItem): string[] {
  const operators = nodesOf(item).flatMap(operatorsIn);
  const read = operators.flatMap(({ operator, options }) => [
    ...operator.phraseClasses(options),
    ...operator.scopes(options).flatMap(({ near }) => near?.says ?? []),
  ]);
  return [...new Set([...read, ...[item.when, item.excusedWhen, item.reviewWhen].flatMap(conditionClasses)])];
}

/**
 * Refuses a checklist that reads a phrase class no lexicon of any language has: such an item would never apply, and
 * nobody would notice. A class that only one language has is fine. Throws `checklist-invalid` with the item, the
 * class, and the name it may have meant.
 */
export function refuseUnknownClasses(checklist: Checklist, lexiconsOfAllLanguages: readonly Lexicons[]): void {
  const known = new Set(lexiconsOfAllLanguages.flatMap(({ classes }) => [...classes.keys()]));
  for (const item of checklist.items)
    for (const id of phraseClassesOf(item)) {
      if (known.has(id)) continue;
      const near = nearestName(id, [...known]);
      throw new LingtingError('checklist-invalid', {
        en: `Checklist "${checklist.id}", item "${item.id}": no lexicon has a phrase class "${id}"; ${near.en}.`,
        zh: `检查表“${checklist.id}”的质检项“${item.id}”：词表中没有短语类“${id}”；${near.zh}。`,
      });
    }
}

/** Refuses a profile that switches an item the checklist does not have. Throws `settings-invalid`. */
export function refuseUnknownRules({ rules }: Profile, file: string, known: readonly string[]): void {
  const unknown = Object.keys(rules).find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  throw new LingtingError('settings-invalid', {
    en: `${file}, rules: there is no item "${unknown}"; ${near.en}.`,
    zh: `${file} 的 rules：没有质检项“${unknown}”；${near.zh}。`,
  });
}
