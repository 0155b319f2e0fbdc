import type { CallAnalysis } from '../analysis.ts';
import type { Checklist, ChecklistItem } from '../checklist/checklist.ts';
import type { Flow, FlowResult } from '../checklist/flow.ts';
import { followFlow, followParts } from '../checklist/follow-flow.ts';
import type { ItemVerdict, Judgement } from '../checklist/judge.ts';
import { fillForm, shareInDoubt } from './form.ts';
import { NO_SCORE_ABOVE, noteOn, reasonsToReview } from './notes.ts';
import { outcomeOf, WORST_FIRST } from './outcome.ts';
import { countOutcomes, coverageOf, type SectionItems, sectionScore, shareUndecided, weightedMean } from './points.ts';
import type { HeadlinePoint, Scorecard, ScoredItem } from './scorecard.ts';

/**
 * The scorecard of one call: arithmetic only. A section's score is the mean of its scored items; the total is the mean
 * over the sections with one, weighted by their points. An item that does not apply is left out, and a section of none but
 * such loses its points; an undecided one is left out and sends the call to review, unless it was left to people from the
 * start; an error makes its section and the total null; a failed fatal item makes the total 0. With over 10 % of the points
 * undecided the score is called provisional (the checklist's own rule for a final score), with over half it is null: a few
 * items that could be judged do not speak for the call. Where the checklist has a training form, the total is that of the
 * form. `judgement` is that of `judge`; `flows` are those the call may have gone along.
 */
export function scoreVerdicts(
  checklist: Checklist,
  judgement: Judgement,
  analysis: CallAnalysis,
  flows: readonly Flow[] = [],
): Scorecard {
  const scored = sectionItems(checklist, judgement);
  const items = [...new Set(scored.flatMap((one) => one.items))];
  const fatal = items.filter((item) => item.fatal && outcomeOf(item.verdict) === 'fail');
  const sections = scored.map(sectionScore);
  const form = checklist.form ? fillForm(checklist.form, scored, items) : null;
  const hasError = items.some(({ verdict }) => verdict.kind === 'error');
  const rawScore = hasError ? null : form ? form.score : weightedMean(sections);
  const undecidedShare = form ? shareInDoubt(form.items) : shareUndecided(scored);
  const score = hasError ? null : fatal.length > 0 ? 0 : undecidedShare > NO_SCORE_ABOVE ? null : rawScore;
  const reviewReasons = reasonsToReview(items, fatal, analysis);
  return {
    version: 2,
    callId: analysis.call.callId,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    score,
    scoreNote: noteOn(score, undecidedShare, fatal, items, form),
    rawScore,
    fatalItemIds: fatal.map(({ itemId }) => itemId),
    callTypes: judgement.callTypes,
    flows: flowsOf(flows, judgement, analysis),
    headline: checklist.headline.map(({ id, title, itemIds }) => ({
      id,
      title,
      itemIds,
      outcome: worst(items.filter(({ itemId }) => itemIds.includes(itemId))),
    })),
    sections,
    items,
    form,
    coverage: coverageOf(scored, items),
    counts: countOutcomes(items),
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
}

/** The flow of the whole call, when one fits, then those of the situations in it. */
function flowsOf(flows: readonly Flow[], { verdicts, callTypes }: Judgement, { call }: CallAnalysis): FlowResult[] {
  const whole = followFlow(flows, verdicts, callTypes, call.direction);
  return [...(whole ? [whole] : []), ...followParts(flows, verdicts, callTypes, call.direction)];
}

/** The sections that apply, then those an overlay took the place of (without points), each with its items. */
function sectionItems(checklist: Checklist, { sections, replaced, verdicts }: Judgement): SectionItems[] {
  const all = [...sections, ...replaced.map((section) => ({ ...section, weight: 0 }))];
  const declared = new Map(checklist.items.map((item) => [item.id, item]));
  const judged = new Map(verdicts.map((one) => [one.itemId, one]));
  const items = new Map<string, ScoredItem>();
  for (const { id, weight, itemIds } of all)
    for (const itemId of itemIds) {
      const known = items.get(itemId);
      if (known) known.weight += weight / itemIds.length;
      else items.set(itemId, scoredItem(declared.get(itemId)!, judged.get(itemId), id, weight / itemIds.length));
    }
  return all.map((section) => ({ section, items: section.itemIds.map((id) => items.get(id)!) }));
}

function scoredItem(
  { id, title, failureTitle, why, advice, source, treatment, severity }: ChecklistItem,
  judged: ItemVerdict | undefined,
  section: string,
  weight: number,
): ScoredItem {
  return {
    itemId: id,
    section,
    title,
    failureTitle,
    why,
    advice,
    source,
    treatment,
    severity,
    weight,
    fatal: judged?.fatal ?? severity === 'fatal',
    verdict: judged?.verdict ?? { kind: 'error', code: 'not-judged', message: 'no verdict was given' },
  };
}

function worst(items: readonly ScoredItem[]): HeadlinePoint['outcome'] {
  const outcomes = items.map(({ verdict }) => outcomeOf(verdict));
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'notApplicable';
}
