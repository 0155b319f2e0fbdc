import type { CallAnalysis } from '../analysis.ts';
import type { Checklist } from '../checklist/checklist.ts';
import type { ItemVerdict } from '../checklist/judge.ts';
import type { Verdict } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';
import type { HeadlinePoint, Scorecard, ScoredItem, SectionScore } from './scorecard.ts';

type Outcome = HeadlinePoint['outcome'];
/** The worst of several outcomes comes first. */
const WORST_FIRST: readonly Outcome[] = ['error', 'fail', 'partial', 'undecided', 'pass', 'notApplicable'];

/** How a verdict counts: its outcome when scored, else its kind. */
export function outcomeOf(verdict: Verdict): Outcome {
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
}

/**
 * The scorecard of one call: arithmetic only. Score = 100 × sum(weight × score) / sum(weight) over scored items. An
 * item that does not apply loses its weight; an undecided one is left out and sends the call to review; an error makes
 * its section and the total null; a failed fatal item makes the total 0. `verdicts` are those of `judge`, by item.
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
  const score = hasError ? null : fatal.length > 0 ? 0 : rawScore;
  const counts = countOutcomes(items);
  const reviewReasons = reasonsToReview(items, fatal, analysis);
  return {
    version: 1,
    callId: analysis.call.callId,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    score,
    scoreNote: noteOn(score, hasError, fatal, items),
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
  hasError: boolean,
  fatal: readonly ScoredItem[],
  items: readonly ScoredItem[],
): Sentence | null {
  if (hasError) {
    const broken = titles(items.filter(({ verdict }) => verdict.kind === 'error'));
    return {
      zh: `${broken.zh}未能判定，因此没有总分。`,
      en: `There is no total, because ${broken.en} could not be judged.`,
    };
  }
  if (fatal.length > 0) {
    const failed = titles(fatal);
    return { zh: `一票否决：${failed.zh}不合格，总分为 0。`, en: `Zero, because a fatal item failed: ${failed.en}.` };
  }
  return score === null ? { zh: '没有可计分的质检项。', en: 'No item could be scored.' } : null;
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
  for (const { code, sentence } of analysis.warnings)
    if (code === 'roles-contradicted' || code === 'low-confidence-text') reasons.push(sentence);
  return reasons;
}
