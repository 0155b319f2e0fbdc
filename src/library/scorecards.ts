import type { ChecklistRow, ItemWords } from '../scorecard/checklist-row.ts';
import type { Scorecard, ScoredItem } from '../scorecard/scorecard.ts';
import { packed, unpacked } from './packed.ts';

/** A scorecard without the words that every call of its checklist shares. */
interface StoredScorecard extends Omit<Scorecard, 'items'> {
  items: (Omit<ScoredItem, Exclude<keyof ItemWords, 'itemId' | 'section' | 'weight'>> & { itemId: string })[];
}

/** A scorecard as it is stored. */
export function packScorecard(scorecard: Scorecard): Uint8Array {
  const stored: StoredScorecard = {
    ...scorecard,
    items: scorecard.items.map(({ itemId, section, weight, fatal, verdict }) => ({
      itemId,
      section,
      weight,
      fatal,
      verdict,
    })),
  };
  return packed(stored);
}

/** A stored scorecard with the words of the checklist that judged it. */
export function unpackScorecard(document: Uint8Array, checklist: ChecklistRow): Scorecard {
  const stored = unpacked<StoredScorecard>(document);
  const words = new Map(checklist.items.map((item) => [item.itemId, item]));
  return {
    ...stored,
    items: stored.items.map((item) => {
      const { title, failureTitle, why, advice, source, treatment, severity } = words.get(item.itemId)!;
      return {
        itemId: item.itemId,
        section: item.section,
        title,
        failureTitle,
        why,
        advice,
        source,
        treatment,
        severity,
        weight: item.weight,
        fatal: item.fatal,
        verdict: item.verdict,
      };
    }),
  };
}
