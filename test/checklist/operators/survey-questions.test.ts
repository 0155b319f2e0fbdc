import { expect, it } from 'vitest';
import { CallContext } from '../../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import { surveyQuestions } from '../../../src/checklist/operators/survey-questions.ts';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { loadLexicons } from '../../../src/language/lexicon.ts';

const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const OPTIONS = { otherwise: ['survey-satisfaction', 'survey-suggestions'], pass: 0.8, partial: 0.4 };
const OWN = ['师傅有没有准时上门', '收费是否清楚', '愿不愿意推荐给朋友'];

const kindOf = (dialogue: string, questions: string[]): string =>
  surveyQuestions.judge(
    OPTIONS,
    new CallContext(analysisOfDialogue(dialogue), lexicons, { ...DEFAULT_PROFILE, surveyQuestions: questions }),
  ).kind;

it.each([
  ['agent: 请问您对服务满意吗？\ncustomer: 满意\nagent: 有什么意见或建议？\ncustomer: 没有', [], 'pass'],
  // a question that nobody gets to answer is none
  ['agent: 请问您对服务满意吗？\ncustomer: 满意\nagent: 有什么意见或建议？', [], 'partial'],
  ['agent: 请问您对服务满意吗？\ncustomer: 满意', [], 'partial'],
  ['agent: 您好', [], 'fail'],
  ['agent [0-3; logp -1.5]: 您好', [], 'undecided'],
  ['customer: 您好', [], 'notApplicable'],
  // questions of the profile take their place, heard by sound
  ['agent: 请问您对服务满意吗？有什么意见或建议？', OWN, 'fail'],
  ['agent: 请问师傅有没有准时上门？\ncustomer: 有\nagent: 收费是否清处？\ncustomer: 清楚', OWN, 'partial'],
  ['agent: 师傅有没有准时上门？收费是否清楚？愿不愿意推荐给朋友？\ncustomer: 都好', OWN, 'pass'],
])('%j with %j is %s', (dialogue, questions, kind) => {
  expect(kindOf(dialogue, questions)).toBe(kind);
});
