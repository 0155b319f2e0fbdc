import type { CallAnalysis } from '../analysis.ts';
import type { Checklist } from '../checklist/checklist.ts';
import type { ItemVerdict } from '../checklist/judge.ts';
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
 * The scorecard of one call: arithmetic only. Score = 100 × sum(weight × score) / sum(weight) over scored items. An
 * item that does not apply loses its weight; an undecided one is left out and sends the call to review; an error makes
 * its section and the total null; a failed fatal item makes the total 0. With over 10 % of the weight undecided the score
 * is called provisional (the checklist's own rule for a final score), with over half it is null: a few items that could
 * be judged do not speak for the call. `verdicts` are those of `judge`, by item.
 */
export function scoreVerdicts(
  checklist: Checklist,
  verdicts: readonly ItemVerdict[],
  analysis: CallAnalysis,
): Scorecard {
  const items = checklist.items.map((item): ScoredItem => {
    const judged = verdicts.find(({ itemId }) => itemId === item.id);
    const { id, section, title, failureTitle, why, advice, source, weight } = item;
    const verdict: Verdict = judged?.verdict ?? { kind: 'error', code: 'not-judged', message: 'no verdict was given' };
    return {
      itemId: id,
      section,
      title,
      failureTitle,
      why,
      advice,
      source,
      weight,
      fatal: judged?.fatal ?? item.fatal,
      verdict,
    };
  });
  const fatal = items.filter((item) => item.fatal && outcomeOf(item.verdict) === 'fail');
  const rawScore = weightedMean(items);
  const hasError = items.some(({ verdict }) => verdict.kind === 'error');
  const undecidedShare = shareUndecided(items);
  const score = hasError ? null : fatal.length > 0 ? 0 : undecidedShare > NO_SCORE_ABOVE ? null : rawScore;
  const counts = countOutcomes(items);
  const reviewReasons = reasonsToReview(items, fatal, analysis);
  return {
    version: 1,
    callId: analysis.call.callId,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    score,
    scoreNote: noteOn(score, undecidedShare, fatal, items),
    rawScore,
    fatalItemIds: fatal.map(({ itemId }) => itemId),
    headline: checklist.headline.map(({ id, title, itemIds }) => ({
      id,
      title,
      itemIds,
      outcome: worst(items.filter(({ itemId }) => itemIds.includes(itemId))),
    })),
    sections: checklist.sections.map((section) => sectionScore(section, items)),
    items,
    counts,
    needsReview: reviewReasons.length > 0,
    reviewReasons,
  };
}

function weightedMean(items: readonly ScoredItem[]): number | null {
  if (items.some(({ verdict }) => verdict.kind === 'error')) return null;
  let sum = 0;
  let weights = 0;
  for (const { weight, verdict } of items)
    if (verdict.kind === 'scored') {
      sum += weight * verdict.score;
      weights += weight;
    }
  return weights > 0 ? (100 * sum) / weights : null;
}

/** Undecided weight over the weight of all items that apply; 0 when none does. */
function shareUndecided(items: readonly ScoredItem[]): number {
  const weightOf = (kind: Verdict['kind']) =>
    items.filter(({ verdict }) => verdict.kind === kind).reduce((sum, { weight }) => sum + weight, 0);
  const undecided = weightOf('undecided');
  return undecided === 0 ? 0 : undecided / (undecided + weightOf('scored'));
}

function sectionScore(section: { id: string; title: Sentence }, all: readonly ScoredItem[]): SectionScore {
  const items = all.filter((item) => item.section === section.id);
  const total = (list: readonly ScoredItem[]): number => list.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ...section,
    score: weightedMean(items),
    scoredWeight: total(items.filter(({ verdict }) => verdict.kind === 'scored')),
    weight: total(items),
  };
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
  const open = items.filter(({ verdict }) => verdict.kind === 'undecided');
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
