import type { Language } from '../../analysis.ts';
import type { ChecklistItem } from '../../checklist/checklist.ts';
import type { Sentence } from '../../errors.ts';

/** Fixed words of the explanation of an item, by language. */
export const EXPLAIN_WORDS: Readonly<Record<Language, Record<string, string>>> = {
  zh: {
    why: '为什么',
    source: '出处',
    applies: '何时适用',
    excused: '不算缺失',
    review: '转人工',
    judge: '怎么判',
    partial: '部分合格',
    fatal: '一票否决，当',
    thresholds: '数值',
    advice: '建议',
    examples: '例子',
    always: '每一通电话。',
    option: '可选项：在单位设置（profile）的 rules 中启用后才判。',
    onlyZh: '只用于中文通话。',
    onlyEn: '只用于英文通话。',
    manual: '手册',
    house: '默认',
    unknownClass: '这种语言没有这一类说法',
    exact: '逐字',
    sound: '按读音',
    except: '除外：',
  },
  en: {
    why: 'Why',
    source: 'Source',
    applies: 'Applies',
    excused: 'Excused',
    review: 'To a person',
    judge: 'Judged by',
    partial: 'Partial',
    fatal: 'Fatal when',
    thresholds: 'Numbers',
    advice: 'Advice',
    examples: 'Examples',
    always: 'On every call.',
    option: 'An option: judged only where the profile switches it on under rules.',
    onlyZh: 'Chinese calls only.',
    onlyEn: 'English calls only.',
    manual: 'manual',
    house: 'default',
    unknownClass: 'no such phrases in this language',
    exact: 'exact',
    sound: 'by sound',
    except: 'but not in ',
  },
};

export const TREATMENTS: Readonly<Record<ChecklistItem['treatment'], Sentence>> = {
  automatic: { zh: '自动判定', en: 'automatic' },
  assisted: { zh: '机器提出、人确认', en: 'assisted' },
  human: { zh: '由人评定', en: 'human' },
};

export const SEVERITIES: Readonly<Record<ChecklistItem['severity'], Sentence>> = {
  fatal: { zh: '一票否决', en: 'fatal' },
  major: { zh: '重要', en: 'major' },
  minor: { zh: '一般', en: 'minor' },
  info: { zh: '提示', en: 'info' },
};
