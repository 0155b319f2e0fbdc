import { isLeftToPeople, outcomeOf } from './outcome.ts';
import type { Coverage, FormItemResult, Scorecard, ScoredItem, SectionScore } from './scorecard.ts';

/** A section with its items as judged; an item may stand in several. */
export interface SectionItems {
  section: Omit<SectionScore, 'score'>;
  items: readonly ScoredItem[];
}

/** The mean of the scored items of a section, 0…100; null when none is scored or one is in error. */
export function sectionScore({ section: { id, title, weight, itemIds }, items }: SectionItems): SectionScore {
  const scores = items.flatMap(({ verdict }) => (verdict.kind === 'scored' ? verdict.score : []));
  const hasError = items.some(({ verdict }) => verdict.kind === 'error');
  const mean = sum(scores) / scores.length;
  return { id, title, weight, itemIds, score: hasError || scores.length === 0 ? null : 100 * mean };
}

/** The mean over the sections with a score, weighted by their points; null when no section with points has one. */
export function weightedMean(sections: readonly SectionScore[]): number | null {
  const scored = sections.filter(({ score }) => score !== null);
  const weights = sum(scored.map(({ weight }) => weight));
  return weights > 0 ? sum(scored.map(({ score, weight }) => weight * score!)) / weights : null;
}

/**
 * Points of items in doubt over those of all sections that apply, 0…1; 0 when none does. Items left to people from the
 * start are not in doubt; a section of none but such counts as one that does not apply.
 */
export function shareUndecided(scored: readonly SectionItems[]): number {
  const share = pointShare(
    scored,
    (item) => !isLeftToPeople(item) && item.verdict.kind !== 'notApplicable',
    ({ verdict }) => verdict.kind === 'undecided',
  );
  return share ?? 0;
}

/**
 * How much of what applies was judged, in points; and how many items came out how, by who judges them. `formItems` are the
 * lines of the training form: those that a person gave are judged as a whole.
 */
export function coverageOf(
  scored: readonly SectionItems[],
  items: readonly ScoredItem[],
  formItems: readonly FormItemResult[],
): Coverage {
  const of = (treatment: ScoredItem['treatment']): Coverage['byTreatment']['automatic'] => {
    const counts = { items: 0, judged: 0, proposed: 0, open: 0, notApplicable: 0, error: 0 };
    for (const { verdict } of items.filter((item) => item.treatment === treatment)) {
      counts.items += 1;
      if (verdict.kind === 'scored') counts.judged += 1;
      else if (verdict.kind === 'undecided') counts[verdict.proposal ? 'proposed' : 'open'] += 1;
      else counts[verdict.kind] += 1;
    }
    return counts;
  };
  const rated = formItems.filter(({ review }) => review);
  const toJudge = scored.filter(({ section }) => !rated.some(({ sectionId }) => sectionId === section.id));
  return {
    judgedShare: pointShare(
      toJudge,
      ({ verdict }) => verdict.kind !== 'notApplicable',
      ({ verdict }) => verdict.kind === 'scored',
      {
        meant: sum(rated.filter(({ state }) => state === 'given').map(({ maxPoints }) => maxPoints)),
        // Nobody but a person fills in a section without items.
        others: sum(toJudge.filter(({ items }) => items.length === 0).map(({ section }) => section.weight)),
      },
    ),
    byTreatment: { automatic: of('automatic'), assisted: of('assisted'), human: of('human') },
  };
}

/**
 * Points of the items that `isMeant`, over the points of all that `counts`; the items that count share those of a section.
 * `besides` are points of what has no items here, meant and not.
 */
function pointShare(
  scored: readonly SectionItems[],
  counts: (item: ScoredItem) => boolean,
  isMeant: (item: ScoredItem) => boolean,
  besides = { meant: 0, others: 0 },
): number | null {
  let { meant } = besides;
  let all = besides.meant + besides.others;
  for (const { section, items } of scored) {
    const counted = items.filter(counts);
    if (counted.length === 0) continue;
    all += section.weight;
    meant += (section.weight * counted.filter(isMeant).length) / counted.length;
  }
  return all > 0 ? meant / all : null;
}

/** How many items came out how; those left to people are counted apart. */
export function countOutcomes(items: readonly ScoredItem[]): Scorecard['counts'] {
  const counts = { pass: 0, partial: 0, fail: 0, notApplicable: 0, undecided: 0, leftToPeople: 0, error: 0 };
  for (const item of items) counts[isLeftToPeople(item) ? 'leftToPeople' : outcomeOf(item.verdict)] += 1;
  return counts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
