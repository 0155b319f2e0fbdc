import type { CallAnalysis } from '../analysis.ts';
import type { Checklist, ChecklistItem } from '../checklist/checklist.ts';
import type { Flow, FlowResult } from '../checklist/flow.ts';
import { followFlow, followParts } from '../checklist/follow-flow.ts';
import type { ItemVerdict, Judgement } from '../checklist/judge.ts';
import { scorecardOf } from './compute.ts';
import type { Scorecard, ScoredItem, SectionScore } from './scorecard.ts';

/**
 * The machine's scorecard of one call, by the arithmetic of `scorecardOf`. `judgement` is that of `judge`; `flows` are
 * those the call may have gone along.
 */
export function scoreVerdicts(
  checklist: Checklist,
  judgement: Judgement,
  analysis: CallAnalysis,
  flows: readonly Flow[] = [],
): Scorecard {
  const sections = sectionsOf(judgement);
  return scorecardOf({
    callId: analysis.call.callId,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    callTypes: judgement.callTypes,
    flows: flowsOf(flows, judgement, analysis),
    headline: checklist.headline,
    sections,
    items: itemsOf(checklist, judgement, sections),
    form: checklist.form,
    givenLines: new Map(),
    callReasons: analysis.warnings.filter(({ code }) => code === 'roles-contradicted').map(({ sentence }) => sentence),
  });
}

/** The flow of the whole call, when one fits, then those of the situations in it. */
function flowsOf(flows: readonly Flow[], { verdicts, callTypes }: Judgement, { call }: CallAnalysis): FlowResult[] {
  const whole = followFlow(flows, verdicts, callTypes, call.direction);
  return [...(whole ? [whole] : []), ...followParts(flows, verdicts, callTypes, call.direction)];
}

/** The sections that apply, then those an overlay took the place of, without points. */
function sectionsOf({ sections, replaced }: Judgement): Omit<SectionScore, 'score'>[] {
  return [...sections, ...replaced.map((section) => ({ ...section, weight: 0 }))];
}

/** The items of the sections, each once, with its points in all of them. */
function itemsOf(
  checklist: Checklist,
  { verdicts }: Judgement,
  sections: readonly Omit<SectionScore, 'score'>[],
): ScoredItem[] {
  const declared = new Map(checklist.items.map((item) => [item.id, item]));
  const judged = new Map(verdicts.map((one) => [one.itemId, one]));
  const items = new Map<string, ScoredItem>();
  for (const { id, weight, itemIds } of sections)
    for (const itemId of itemIds) {
      const known = items.get(itemId);
      if (known) known.weight += weight / itemIds.length;
      else items.set(itemId, scoredItem(declared.get(itemId)!, judged.get(itemId), id, weight / itemIds.length));
    }
  return [...items.values()];
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
