import type { CallAnalysis } from '../analysis.ts';
import type { Checklist, Section } from '../checklist/checklist.ts';
import type { Judgement } from '../checklist/judge.ts';
import type { Verdict } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';
import type { HeadlinePoint, Scorecard, ScoredItem, SectionScore } from './scorecard.ts';

type Outcome = HeadlinePoint['outcome'];
/** The worst of several outcomes comes first. */
export const WORST_FIRST: readonly Outcome[] = ['error', 'fail', 'partial', 'undecided', 'pass', 'notApplicable'];

/** With more than this share of the weight undecided a score is provisional, and with more than half there is none. */
const PROVISIONAL_ABOVE = 0.1;
const NO_SCORE_ABOVE = 0.5;

/** How a verdict counts: its outcome when scored, else its kind. */
export function outcomeOf(verdict: Verdict): Outcome {
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
}

/**
 * The scorecard of one call: arithmetic only. A section's score is the mean of its scored items; the total is the mean
 * over the sections with one, weighted by their points. An item that does not apply is left out, and a section of none but
 * such loses its points; an undecided one is left out and sends the call to review, unless it was left to people from the
 * start; an error makes its section and the total null; a failed fatal item makes the total 0. With over 10 % of the points
 * undecided the score is called provisional (the checklist's own rule for a final score), with over half it is null: a few
 * items that could be judged do not speak for the call. `judgement` is that of `judge`.
 */
export function scoreVerdicts(checklist: Checklist, judgement: Judgement, analysis: CallAnalysis): Scorecard {
  const items = placedItems(checklist, judgement);
  const scored = [...judgement.sections, ...judgement.replaced.map((section) => ({ ...section, weight: 0 }))].map(
    (section) => ({ section, items: items.filter(({ itemId }) => section.itemIds.includes(itemId)) }),
  );
  const fatal = items.filter((item) => item.fatal && outcomeOf(item.verdict) === 'fail');
  const sections = scored.map(sectionScore);
  const hasError = items.some(({ verdict }) => verdict.kind === 'error');
  const rawScore = hasError ? null : weightedMean(sections);
  const undecidedShare = shareUndecided(scored);
  const score = hasError ? null : fatal.length > 0 ? 0 : undecidedShare > NO_SCORE_ABOVE ? null : rawScore;
  const reviewReasons = reasonsToReview(items, fatal, analysis);
  return {
    version: 2,
    callId: analysis.call.callId,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    score,
    scoreNote: noteOn(score, undecidedShare, fatal, items),
    rawScore,
    fatalItemIds: fatal.map(({ itemId }) => itemId),
    callTypes: judgement.callTypes,
    headline: checklist.headline.map(({ id, title, itemIds }) => ({
      id,
      title,
      itemIds,
      outcome: worst(items.filter(({ itemId }) => itemIds.includes(itemId))),
    })),
    sections,
    items,
    counts: countOutcomes(items),
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
}

/** Every item once, in its first section, with its share of the points of all it stands in. */
function placedItems({ items }: Checklist, { sections, replaced, verdicts }: Judgement): ScoredItem[] {
  const all = [...sections, ...replaced.map((section) => ({ ...section, weight: 0 }))];
  const order = [...new Set(all.flatMap(({ itemIds }) => itemIds))];
  return order.map((itemId): ScoredItem => {
    const { title, failureTitle, why, advice, source, treatment, severity } = items.find(({ id }) => id === itemId)!;
    const judged = verdicts.find((one) => one.itemId === itemId);
    const places = all.filter(({ itemIds }) => itemIds.includes(itemId));
    return {
      itemId,
      section: places[0]!.id,
      title,
      failureTitle,
      why,
      advice,
      source,
      treatment,
      severity,
      weight: places.reduce((sum, { weight, itemIds }) => sum + weight / itemIds.length, 0),
      fatal: judged?.fatal ?? severity === 'fatal',
      verdict: judged?.verdict ?? { kind: 'error', code: 'not-judged', message: 'no verdict was given' },
    };
  });
}

function weightedMean(sections: readonly SectionScore[]): number | null {
  const scored = sections.filter(({ score, weight }) => score !== null && weight > 0);
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0);
  return weights > 0 ? scored.reduce((sum, { score, weight }) => sum + weight * score!, 0) / weights : null;
}

interface SectionItems {
  section: Section;
  items: readonly ScoredItem[];
}

/** Left to a person from the start: open by design, not by doubt. */
export const isLeftToPeople = ({ treatment }: ScoredItem): boolean => treatment === 'human';

/** Points of undecided items over those of all sections that apply; 0 when none does. */
function shareUndecided(scored: readonly SectionItems[]): number {
  let undecided = 0;
  let all = 0;
  for (const { section, items } of scored) {
    const counted = items.filter((item) => !isLeftToPeople(item) && item.verdict.kind !== 'notApplicable');
    if (counted.length === 0) continue;
    all += section.weight;
    undecided +=
      (section.weight * counted.filter(({ verdict }) => verdict.kind === 'undecided').length) / counted.length;
  }
  return all > 0 ? undecided / all : 0;
}

function sectionScore({ section: { id, title, weight }, items }: SectionItems): SectionScore {
  const scores = items.flatMap(({ verdict }) => (verdict.kind === 'scored' ? verdict.score : []));
  const hasError = items.some(({ verdict }) => verdict.kind === 'error');
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { id, title, weight, score: hasError || scores.length === 0 ? null : 100 * mean };
}

function worst(items: readonly ScoredItem[]): Outcome {
  const outcomes = items.map(({ verdict }) => outcomeOf(verdict));
  return WORST_FIRST.find((outcome) => outcomes.includes(outcome)) ?? 'notApplicable';
}

function countOutcomes(items: readonly ScoredItem[]): Scorecard['counts'] {
  const counts = { pass: 0, partial: 0, fail: 0, notApplicable: 0, undecided: 0, error: 0 };
  for (const { verdict } of items) counts[outcomeOf(verdict)] += 1;
  return counts;
}

const titles = (items: readonly ScoredItem[]): Sentence => ({
  zh: items.map(({ title }) => `“${title.zh}”`).join(''),
  en: items.map(({ title }) => `“${title.en}”`).join(', '),
});

function noteOn(
  score: number | null,
  undecidedShare: number,
  fatal: readonly ScoredItem[],
  items: readonly ScoredItem[],
): Sentence | null {
  const inError = items.filter(({ verdict }) => verdict.kind === 'error');
  if (inError.length > 0) {
    const broken = titles(inError);
    return {
      zh: `${broken.zh}未能判定，因此没有总分。`,
      en: `There is no total, because ${broken.en} could not be judged.`,
    };
  }
  if (fatal.length > 0) {
    const failed = titles(fatal);
    return { zh: `一票否决：${failed.zh}不合格，总分为 0。`, en: `Zero, because a fatal item failed: ${failed.en}.` };
  }
  const percent = Math.round(100 * undecidedShare);
  if (undecidedShare > NO_SCORE_ABOVE)
    return {
      zh: `待复核项占 ${percent}% 的权重，复核之前不给总分。`,
      en: `Items with ${percent} % of the weight are undecided: there is no score before they are reviewed.`,
    };
  if (score === null) return { zh: '没有可计分的质检项。', en: 'No item could be scored.' };
  if (undecidedShare <= PROVISIONAL_ABOVE) return null;
  return {
    zh: `暂定分：待复核项占 ${percent}% 的权重。`,
    en: `Provisional: items with ${percent} % of the weight are undecided.`,
  };
}

/** What sends a call to a person: open items, fatal fails (to be confirmed), errors, and doubts about the analysis. */
function reasonsToReview(
  items: readonly ScoredItem[],
  fatal: readonly ScoredItem[],
  analysis: CallAnalysis,
): Sentence[] {
  const reasons: Sentence[] = [];
  const open = items.filter(
    (item) => item.verdict.kind === 'undecided' && !isLeftToPeople(item) && (item.weight > 0 || item.fatal),
  );
  const broken = items.filter(({ verdict }) => verdict.kind === 'error');
  if (fatal.length > 0) {
    const said = titles(fatal);
    reasons.push({ zh: `一票否决项待确认：${said.zh}。`, en: `A fatal item is to be confirmed: ${said.en}.` });
  }
  if (open.length > 0) {
    const said = titles(open);
    reasons.push({ zh: `${open.length} 项待复核：${said.zh}。`, en: `${open.length} undecided: ${said.en}.` });
  }
  if (broken.length > 0) {
    const said = titles(broken);
    reasons.push({ zh: `未能判定：${said.zh}。`, en: `Could not be judged: ${said.en}.` });
  }
  for (const { code, sentence } of analysis.warnings) if (code === 'roles-contradicted') reasons.push(sentence);
  return reasons;
}
