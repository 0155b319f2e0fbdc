import type { Sentence } from '../../errors.ts';

/** What can be wrong with a library, in words that say what to do; `damage` where results may be wrong or missing. */
export const FAULTS = {
  'analysis-missing': {
    damage: true,
    sentence: {
      en: 'Calls are done and have no analysis; "lingting score" makes them again from recordings with a new file time (touch).',
      zh: '有通话已完成却没有分析；更新录音文件的修改时间（touch）后用 lingting score 重新评分即可。',
    },
  },
  'scorecard-missing': {
    damage: true,
    sentence: {
      en: 'Calls are done and have no scorecard of their checklist; "lingting score" makes them again from recordings with a new file time (touch).',
      zh: '有通话已完成却没有对应的评分卡；更新录音文件的修改时间（touch）后用 lingting score 重新评分即可。',
    },
  },
  'input-missing': {
    damage: true,
    sentence: {
      en: 'Calls are there without saying which recording they are; "lingting score" on the recordings enters that again.',
      zh: '有通话缺少录音来源；请用 lingting score 对录音重新评分以补上。',
    },
  },
  'letters-wrong': {
    damage: true,
    sentence: {
      en: 'Calls have other verdicts than their checklist has items; "lingting score" makes them again from recordings with a new file time (touch).',
      zh: '有通话的判定数与质检表的项数不符；更新录音文件的修改时间（touch）后用 lingting score 重新评分即可。',
    },
  },
  'checklist-unknown': {
    damage: true,
    sentence: {
      en: 'Calls were judged by checklists that are not in the library; restore a backup.',
      zh: '有通话所用的质检表不在库中；请恢复备份。',
    },
  },
  'analysis-unreadable': {
    damage: true,
    sentence: {
      en: 'Stored analyses are damaged or of another version; "lingting score" makes them again from recordings with a new file time (touch).',
      zh: '有分析已损坏或属于其他版本；更新录音文件的修改时间（touch）后用 lingting score 重新评分即可。',
    },
  },
  'scorecard-unreadable': {
    damage: true,
    sentence: {
      en: 'Stored scorecards are damaged or of another version; "lingting score" makes them again from recordings with a new file time (touch).',
      zh: '有评分卡已损坏或属于其他版本；更新录音文件的修改时间（touch）后用 lingting score 重新评分即可。',
    },
  },
  'scorecard-orphan': {
    damage: false,
    sentence: { en: 'Scorecards belong to no finished call.', zh: '有评分卡不属于任何已完成的通话。' },
  },
  'analysis-orphan': {
    damage: false,
    sentence: {
      en: 'Analyses belong to no call any more: the recording or the settings changed since. They only take room.',
      zh: '有分析不再属于任何通话（录音或设置后来有改动），只占空间。',
    },
  },
  'run-dead': {
    damage: false,
    sentence: {
      en: 'Calls were in the hands of a run that is gone; the next "lingting score" takes them up again.',
      zh: '有通话停留在已中断的批次里；下次运行 lingting score 会接着做。',
    },
  },
} as const satisfies Record<string, { damage: boolean; sentence: Sentence }>;

export type FaultCode = keyof typeof FAULTS;
