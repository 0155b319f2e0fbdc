import type { Sentence } from '../errors.ts';
import { isLeftToPeople, proposalOf } from './outcome.ts';
import { quoted } from './quoted.ts';
import type { FormResult, ScoredItem } from './scorecard.ts';

/** With more than this share of the points in doubt a score is provisional, and with more than half there is none. */
const PROVISIONAL_ABOVE = 0.1;
export const NO_SCORE_ABOVE = 0.5;
/** Undecided items that a reason names; the verdicts name them all. */
const MOST_NAMED = 5;

/** Why a score is null, zero or provisional; null when it stands. */
export function noteOn(
  score: number | null,
  undecidedShare: number,
  fatal: readonly ScoredItem[],
  items: readonly ScoredItem[],
  form: FormResult | null,
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
      en: `Items with ${percent}% of the weight are undecided: there is no score before they are reviewed.`,
    };
  if (score === null) return { zh: '没有可计分的质检项。', en: 'No item could be scored.' };
  if (form?.unfinished) return form.unfinished;
  if (undecidedShare <= PROVISIONAL_ABOVE) return null;
  return {
    zh: `暂定分：待复核项占 ${percent}% 的权重。`,
    en: `Provisional: items with ${percent}% of the weight are undecided.`,
  };
}

/**
 * What sends a call to a person on account of its items: fatal fails and proposals of such (to be confirmed), items in doubt
 * that count, errors. Items that a person has judged, those left to people, and those without points, send no call there.
 */
export function reasonsToReview(items: readonly ScoredItem[], fatal: readonly ScoredItem[]): Sentence[] {
  const reasons: Sentence[] = [];
  const open = items.filter(
    (item) => item.verdict.kind === 'undecided' && !isLeftToPeople(item) && (item.weight > 0 || item.fatal),
  );
  const broken = items.filter(({ verdict }) => verdict.kind === 'error');
  const failed = fatal.filter(({ review }) => !review);
  const proposed = open.filter((item) => item.fatal && proposalOf(item.verdict) === 'fail');
  const doubtful = open.filter((item) => !proposed.includes(item));
  if (failed.length + proposed.length > 0) {
    const said = titles([...failed, ...proposed]);
    reasons.push({ zh: `一票否决项待确认：${said.zh}。`, en: `A fatal item is to be confirmed: ${said.en}.` });
  }
  if (doubtful.length > 0) {
    const said = titles(doubtful.slice(0, MOST_NAMED));
    const more = doubtful.length > MOST_NAMED ? { zh: '等', en: ' and others' } : { zh: '', en: '' };
    reasons.push({
      zh: `${doubtful.length} 项待复核：${said.zh}${more.zh}。`,
      en: `${doubtful.length} undecided: ${said.en}${more.en}.`,
    });
  }
  if (broken.length > 0) {
    const said = titles(broken);
    reasons.push({ zh: `未能判定：${said.zh}。`, en: `Could not be judged: ${said.en}.` });
  }
  return reasons;
}

const titles = (items: readonly ScoredItem[]): Sentence => ({
  zh: items.map(({ title }) => quoted(title.zh)).join(''),
  en: items.map(({ title }) => quoted(title.en)).join(', '),
});
