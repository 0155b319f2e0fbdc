import type { Checklist } from '../checklist/checklist.ts';
import type { Form } from '../checklist/form-schema.ts';
import type { ItemKeys } from '../checklist/item-keys.ts';
import { modelSentence } from '../checklist/model-sentence.ts';
import type { Sentence } from '../errors.ts';
import type { ScoredItem } from './scorecard.ts';

/** What an item says whatever the call: kept once for all scorecards it stands in. */
export type ItemWords = Pick<
  ScoredItem,
  'itemId' | 'title' | 'failureTitle' | 'why' | 'advice' | 'source' | 'treatment' | 'severity'
> & {
  /** The first section it stands in, and its points there of 100. */
  section: string;
  weight: number;
  /** What an agent may say to satisfy it, from its examples; null where it is not about words. */
  modelSentence: string | null;
};

/** A checklist as reports and stored scorecards need it: words and points, without what judges. */
export interface ChecklistRow {
  id: string;
  version: string;
  title: Sentence;
  sha256: string;
  /** In the order of the outcome letters. */
  items: ItemWords[];
  sections: { id: string; title: Sentence; weight: number; itemIds: string[] }[];
  form: Form | null;
  /** What the verdicts hang on; absent where it was not kept. */
  itemKeys?: ItemKeys;
}

/** Takes from a checklist what outlives the judging. */
export function checklistRow(
  { id, version, title, sha256, items, sections, overlays, form }: Checklist,
  itemKeys?: ItemKeys,
): ChecklistRow {
  const all = [...sections, ...overlays.flatMap((overlay) => overlay.sections)];
  return {
    id,
    version,
    title,
    sha256,
    items: items.map((item) => {
      const section = all.find(({ itemIds }) => itemIds.includes(item.id))!;
      return {
        itemId: item.id,
        title: item.title,
        failureTitle: item.failureTitle,
        why: item.why,
        advice: item.advice,
        source: item.source,
        treatment: item.treatment,
        severity: item.severity,
        section: section.id,
        weight: section.weight / section.itemIds.length,
        modelSentence: modelSentence(item),
      };
    }),
    sections: all.map(({ id, title, weight, itemIds }) => ({ id, title, weight, itemIds })),
    form,
    ...(itemKeys && { itemKeys }),
  };
}
