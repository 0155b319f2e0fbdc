import type { Sentence } from '../errors.ts';
import { nearestName } from '../language/nearest-name.ts';
import type { YamlFile } from '../language/yaml-file.ts';
import type { Section } from './checklist.ts';
import type { Form } from './form-schema.ts';

/**
 * Throws `checklist-invalid` where form and sections do not fit: a form item without a section, twice or without points,
 * a section with points that the form leaves out (the total is that of the form).
 */
export function refuseWrongForm(main: YamlFile, sections: readonly Pick<Section, 'id' | 'weight'>[], form: Form): void {
  const weights = new Map(sections.map(({ id, weight }) => [id, weight]));
  const onForm = new Set<string>();
  const wrong = (path: readonly PropertyKey[], en: string, zh: string): Error =>
    main.error({ path, problem: { en, zh } });
  for (const [group, { items }] of form.groups.entries())
    for (const [index, { section }] of items.entries()) {
      const path = ['form', 'groups', group, 'items', index, 'section'];
      if (!weights.get(section)) throw main.error({ path, problem: unknown(section, weighted(sections)) });
      if (onForm.has(section)) throw wrong(path, `"${section}" is given twice.`, `“${section}” 出现了两次。`);
      onForm.add(section);
    }
  for (const [index, { id, weight }] of sections.entries()) {
    if (weight > 0 && !onForm.has(id))
      throw wrong(
        ['sections', index],
        `expected "${id}" in the form, as it has points.`,
        `“${id}” 有分值，应列入 form。`,
      );
  }
  for (const [index, { noneAtOne }] of form.gates.entries())
    for (const [position, id] of noneAtOne.entries())
      if (!onForm.has(id))
        throw main.error({
          path: ['form', 'gates', index, 'noneAtOne', position],
          problem: unknown(id, [...onForm]),
        });
}

const weighted = (sections: readonly Pick<Section, 'id' | 'weight'>[]): string[] =>
  sections.filter(({ weight }) => weight > 0).map(({ id }) => id);

function unknown(id: string, known: readonly string[]): Sentence {
  const near = nearestName(id, known);
  return {
    en: `no section with points has the id "${id}"; ${near.en}.`,
    zh: `没有 id 为“${id}”且有分值的部分；${near.zh}。`,
  };
}
