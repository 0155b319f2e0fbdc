import type { Form } from '../checklist/form-schema.ts';
import { fillForm, shareInDoubt } from './form.ts';
import { NO_SCORE_ABOVE, noteOn, reasonsToReview } from './notes.ts';
import { outcomeOf, WORST_FIRST } from './outcome.ts';
import { countOutcomes, coverageOf, sectionScore, shareUndecided, weightedMean } from './points.ts';
import type { FormItemResult, HeadlinePoint, HumanVerdict, Scorecard, ScoredItem, SectionScore } from './scorecard.ts';

/** What all scores of a call follow from. */
export interface ScorecardBasis
  extends Pick<Scorecard, 'callId' | 'checklist' | 'callTypes' | 'flows' | 'items' | 'callReasons'> {
  headline: readonly Omit<HeadlinePoint, 'outcome'>[];
  /** Those that apply, then those an overlay took the place of, without points. */
  sections: readonly Omit<SectionScore, 'score'>[];
  form: Form | null;
  /** What a person said of whole lines of the form, by section. */
  givenLines: ReadonlyMap<string, HumanVerdict>;
}

/**
 * The scorecard of one call: arithmetic only, and the only place of it, whoever gave the verdicts. A section's score is the
 * mean of its scored items; the total is the mean over the sections with one, weighted by their points. An item that does
 * not apply is left out, and a section of none but such loses its points; an undecided one is left out and sends the call
 * to review, unless it was left to people from the start; an error makes its section and the total null; a failed fatal
 * item makes the total 0. With over 10 % of the points undecided the score is called provisional (the checklist's own rule
 * for a final score), with over half it is null: a few items that could be judged do not speak for the call. Where the
 * checklist has a training form, the total is that of the form.
 */
export function scorecardOf(basis: ScorecardBasis): Scorecard {
  const { callId, checklist, callTypes, flows, items, callReasons } = basis;
  const byId = new Map(items.map((item) => [item.itemId, item]));
  const scored = basis.sections.map((section) => ({ section, items: section.itemIds.map((id) => byId.get(id)!) }));
  const fatal = items.filter((item) => item.fatal && outcomeOf(item.verdict) === 'fail');
  const sections = scored.map(sectionScore);
  const form = basis.form ? fillForm(basis.form, scored, items, basis.givenLines) : null;
  const toSettle = items.filter((item) => item.fatal || !isSettled(item, sections, form?.items ?? []));
  const hasError = toSettle.some(({ verdict }) => verdict.kind === 'error');
  const rawScore = hasError ? null : form ? form.score : weightedMean(sections);
  const undecidedShare = form ? shareInDoubt(form.items) : shareUndecided(scored);
  const score = hasError ? null : fatal.length > 0 ? 0 : undecidedShare > NO_SCORE_ABOVE ? null : rawScore;
  const reviewReasons = [...reasonsToReview(toSettle, fatal), ...callReasons];
  return {
    version: 2,
    callId,
    checklist,
    score,
    scoreNote: noteOn(score, undecidedShare, fatal, toSettle, form),
    rawScore,
    fatalItemIds: fatal.map(({ itemId }) => itemId),
    callTypes,
    flows,
    headline: basis.headline.map(({ id, title, itemIds }) => ({
      id,
      title,
      itemIds,
      outcome: worst(items.filter(({ itemId }) => itemIds.includes(itemId))),
    })),
    sections,
    items,
    form,
    coverage: coverageOf(scored, items, form?.items ?? []),
    counts: countOutcomes(items),
    needsReview: reviewReasons.length > 0,
    reviewReasons,
    callReasons,
  };
}

/** Whether a person gave every line of the form that the item has points in. */
function isSettled(
  { itemId }: ScoredItem,
  sections: readonly SectionScore[],
  lines: readonly FormItemResult[],
): boolean {
  const places = sections.filter(({ weight, itemIds }) => weight > 0 && itemIds.includes(itemId));
  return (
    places.length > 0 && places.every(({ id }) => lines.some(({ sectionId, review }) => sectionId === id && review))
  );
}

function worst(items: readonly ScoredItem[]): HeadlinePoint['outcome'] {
  const outcomes = items.map(({ verdict }) => outcomeOf(verdict));
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'notApplicable';
}
