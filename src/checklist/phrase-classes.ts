import type { Lexicons } from '../language/lexicon.ts';
import { nearestName } from '../language/nearest-name.ts';
import type { YamlFile } from '../language/yaml-file.ts';
import type { ChecklistItem } from './checklist.ts';
import { conditionClasses } from './condition.ts';
import { itemError } from './items.ts';
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
 * Refuses items that read a phrase class no lexicon of any language has: such an item would never apply, and nobody would
 * notice. A class that only one language has is fine. Throws `checklist-invalid` with file, line, the class, and the
 * name it may have meant.
 */
export function refuseUnknownClasses(
  items: ReadonlyMap<string, ChecklistItem>,
  lexiconsOfAllLanguages: readonly Lexicons[],
): void {
  const known = new Set(lexiconsOfAllLanguages.flatMap(({ classes }) => [...classes.keys()]));
  for (const item of items.values()) {
    const unknown = phraseClassesOf(item).find((id) => !known.has(id));
    if (unknown === undefined) continue;
    const near = nearestName(unknown, [...known]);
    throw itemError(item, unknown, {
      en: `item "${item.id}": there is no phrase class "${unknown}"; ${near.en}.`,
      zh: `质检项“${item.id}”：没有短语类“${unknown}”；${near.zh}。`,
    });
  }
}

/** Refuses a profile that switches an item the checklist does not have. Throws `settings-invalid` with file and line. */
export function refuseUnknownRules({ rules }: Profile, source: YamlFile, known: readonly string[]): void {
  const unknown = Object.keys(rules).find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  throw source.error({
    path: ['rules', unknown],
    problem: { en: `there is no item "${unknown}"; ${near.en}.`, zh: `没有质检项“${unknown}”；${near.zh}。` },
  });
}
