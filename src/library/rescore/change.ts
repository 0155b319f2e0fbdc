import type { Sentence } from '../../errors.ts';
import type { CallTable } from '../database/tables.ts';

/** The columns of a call that a re-score may change. */
export type ScoreColumns = Pick<
  CallTable,
  'checklist_key' | 'score' | 'machine_score' | 'needs_review' | 'outcomes' | 'machine_outcomes' | 'reason'
>;

/** A verdict that becomes another one; letters as in `scorecard/outcome-letters.ts`. */
export interface Flip {
  itemId: string;
  from: string;
  to: string;
}

/** What a re-score makes of one call. */
export interface CallChange {
  callId: string;
  score: { from: number | null; to: number | null };
  needsReview: { from: boolean; to: boolean };
  /** Verdicts as they count: with what people said. */
  flips: Flip[];
  /** Why the call is left out, before and from now on; null for a call that is scored. Its verdicts are no flips then. */
  exclusion: { from: Sentence | null; to: Sentence | null };
  /** How many more of the machine's verdicts change under one that a person gave, which stands. */
  heldByPeople: number;
}

/** The difference that new columns make to a call. `orders` are the items of the old and of the new checklist, in order. */
export function changeOf(
  callId: string,
  [before, after]: readonly [ScoreColumns, ScoreColumns],
  [orderBefore, orderAfter]: readonly [readonly string[], readonly string[]],
): CallChange {
  const flipsOf = (column: 'outcomes' | 'machine_outcomes'): Flip[] => {
    const from = lettersOf(before[column], orderBefore);
    const to = lettersOf(after[column], orderAfter);
    return [...new Set([...to.keys(), ...from.keys()])]
      .map((itemId) => ({ itemId, from: from.get(itemId) ?? NOT_ASKED, to: to.get(itemId) ?? NOT_ASKED }))
      .filter((flip) => flip.from !== flip.to);
  };
  const reasonOf = ({ reason }: ScoreColumns): Sentence | null =>
    reason === null ? null : (JSON.parse(reason) as Sentence);
  const exclusion = { from: reasonOf(before), to: reasonOf(after) };
  const isLeftOut = exclusion.from !== null || exclusion.to !== null;
  const flips = isLeftOut ? [] : flipsOf('outcomes');
  const flipped = new Set(flips.map(({ itemId }) => itemId));
  return {
    callId,
    score: { from: before.score, to: after.score },
    needsReview: { from: before.needs_review === 1, to: after.needs_review === 1 },
    flips,
    exclusion,
    heldByPeople: isLeftOut ? 0 : flipsOf('machine_outcomes').filter(({ itemId }) => !flipped.has(itemId)).length,
  };
}

/** The letter of an item that a call's scorecard does not have. */
const NOT_ASKED = '-';

function lettersOf(letters: string | null, order: readonly string[]): Map<string, string> {
  return new Map(order.map((itemId, at) => [itemId, letters?.[at] ?? NOT_ASKED]));
}
