import type { Sentence } from '../../errors.ts';
import { STAGE_OUTCOMES, STAGES } from '../../scorecard/training-stages.ts';
import { number } from '../blocks/parts.ts';
import type { Say } from '../blocks/say.ts';
import { dateText } from '../format.ts';
import type { ReportLanguage } from '../report-call.ts';
import type { SkillEntry } from './report.ts';

/** How gates and verdicts come out, in words. */
export const OUTCOME_WORDS: Record<string, Sentence> = {
  pass: { zh: '合格', en: 'pass' },
  partial: { zh: '部分合格', en: 'partial' },
  fail: { zh: '不合格', en: 'fail' },
  na: { zh: '不适用', en: 'not applicable' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  retrain: { zh: '再培训', en: 'train again' },
  undecided: { zh: '待评', en: 'open' },
};

/** An entry of the skill file: when, what, details, by whom. */
export function skillRows(entry: SkillEntry, language: ReportLanguage, say: Say): string[] {
  const when = entry.at === '' ? '–' : dateText(entry.at);
  switch (entry.kind) {
    case 'stage':
      return [
        when,
        STAGES[entry.stage][language],
        [STAGE_OUTCOMES[entry.outcome][language], entry.note].filter(Boolean).join(say('：', ': ')),
        entry.assessor,
      ];
    case 'call':
      return [
        when,
        say('通话 {0}', 'call {0}', entry.callId),
        [
          say('{0} 分', 'score {0}', number(entry.score)),
          ...entry.gates.map(({ title, outcome }) => `${title[language]} ${OUTCOME_WORDS[outcome]![language]}`),
        ].join(say('，', ', ')),
        say('机器', 'machine'),
      ];
    case 'said': {
      const value = entry.rating === null ? OUTCOME_WORDS[entry.outcome]![language] : `${entry.rating}/5`;
      return [
        when,
        say('复核 {0}', 'review of {0}', entry.callId),
        `${entry.title[language]} → ${value}${entry.why === '' ? '' : say('（{0}）', ' ({0})', entry.why)}`,
        entry.by,
      ];
    }
  }
}
