import type { Sentence } from '../../errors.ts';
import { CONFIDENCE, SMALL_SAMPLE_CALLS } from './statistics.ts';

/** How figures of the reports are made, by name: they stand in the JSON and at the foot of each page. */
const FORMULAS = {
  mean: {
    zh: '平均分 = 已评分通话的得分之和 ÷ 已评分通数；没有得分、已排除和未能分析的通话不计入，通数另列。',
    en: 'Mean score = sum of scores ÷ scored calls. Calls without a score, excluded and failed ones are not in it; they are counted beside it.',
  },
  meanInterval: {
    zh: '平均分的 95% 置信区间按 t 分布计算；只有 1 通时没有区间。',
    en: 'Its 95% interval is by Student’s t; there is none for a single call.',
  },
  rate: {
    zh: '合格率 = 合格 ÷（合格 + 部分合格 + 不合格）；只看已评分的通话；待复核、由人评定、不适用和出错的不计入。95% 置信区间按 Wilson 法计算。',
    en: 'Pass rate = passes ÷ (passes + partials + fails) of scored calls; undecided, left to people, not applicable and errors are not in it. Its 95% interval is by Wilson.',
  },
  smallSample: {
    zh: `不足 ${SMALL_SAMPLE_CALLS} 通的数字标 *（样本少），只供参考，不参加排名。`,
    en: `A figure over fewer than ${SMALL_SAMPLE_CALLS} calls is marked * (few calls): it is an indication and is not ranked.`,
  },
  lostPoints: {
    zh: '每通失分 = Σ 该项分值 ×（1 − 该项得分）÷ 已评分通数；合格为 1，部分合格按其得分，不合格为 0。',
    en: 'Points lost per call = Σ points of the item × (1 − its score) ÷ scored calls; a pass scores 1, a partial what it scored, a fail 0.',
  },
  accuracy: {
    zh: '准确率 = 人工与机器一致 ÷ 人工复核过且机器已下结论的次数，只看每通每项最近一次复核。',
    en: 'Accuracy = reviews that agree with the machine ÷ reviews of verdicts the machine had given; the latest review of each item of each call counts.',
  },
  formValue: {
    zh: '考核表每项 5 分为好、3 分为可、1 分为差；得分 = Σ 分值 × 评分 ÷ 5，折算为百分制，没有评分的项目不计。',
    en: 'Each line of the form is 5 good, 3 acceptable or 1 poor; score = Σ points × value ÷ 5 of 100, over the lines that have a value.',
  },
} as const satisfies Record<string, Sentence>;

/** Names of formulas. */
export type FormulaName = keyof typeof FORMULAS;

/** A formula as it stands in a report. */
export interface Formula {
  name: FormulaName;
  sentence: Sentence;
}

/** The formulas a report uses. */
export function formulas(...names: FormulaName[]): Formula[] {
  return names.map((name) => ({ name, sentence: FORMULAS[name] }));
}

/** Limits that the figures of every report were made with. */
export const THRESHOLDS = { smallSampleCalls: SMALL_SAMPLE_CALLS, confidence: CONFIDENCE } as const;
