import { expect, it } from 'vitest';
import type { CallAnalysis, DroppedSegment } from '../../src/analysis.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');

type Doubt = (analysis: CallAnalysis, at: number) => CallAnalysis;
const unsure: Doubt = (analysis, at) => ({
  ...analysis,
  transcript: analysis.transcript.map((one, index) => (index === at ? { ...one, meanLogProbability: -1.2 } : one)),
});
/** Holds a fifth of the syllables heard. */
const sparse: Doubt = (analysis, at) => {
  const measures = { ...analysis.measures };
  const { participant } = analysis.transcript[at]!;
  measures[participant] = { ...measures[participant]!, segmentTextToNucleiRatios: [{ segment: at, value: 0.2 }] };
  return { ...analysis, measures };
};
const dropped =
  (reason: DroppedSegment['reason']): Doubt =>
  (analysis, at) => {
    const one = analysis.transcript[at]!;
    const turns = analysis.conversation.turns.map((turn) => ({
      ...turn,
      text: turn.segments.includes(at) ? '' : turn.text,
      segments: turn.segments.filter((index) => index !== at),
    }));
    const transcript = analysis.transcript.map((other) => (other === one ? { ...other, text: '' } : other));
    const conversation = { ...analysis.conversation, turns };
    return { ...analysis, transcript, conversation, dropped: [{ ...one, reason }] };
  };
const DOUBTS: Record<string, Doubt> = { unsure, sparse, dropped: dropped('loop') };

/** The verdict of an item on a dialogue whose line `at` is in doubt; of the dialogue as it is without one. */
function kindOf(itemId: string, dialogue: string, doubt?: Doubt, at = 0): string {
  const item = checklist.library.get(itemId)!;
  const sections = [{ id: 'only', title: { zh: '一', en: 'one' }, weight: 100, itemIds: [itemId] }];
  const alone = { ...checklist, sections, overlays: [], items: [item] };
  const analysis = analysisOfDialogue(dialogue);
  const { verdict } = judge(alone, lexicons, doubt ? doubt(analysis, at) : analysis).verdicts[0]!;
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
}

const LONG = 'agent [0-30]: 您好，请问您贵姓，您的电话是多少，您的地址是多少，您说，我记一下您的资料';
const POLITE = `${LONG}\ncustomer [31-34]: 我的订单怎么还没到\nagent [35-36.5]: 请您稍等一下`;
const WAITED = 'customer: 我的订单在哪里？\nagent: 稍等，您别挂。\nhold: 95\nagent: 订单明天到。';

it.each(Object.entries(DOUBTS))('what is %s decides nothing about words that are not there', (_name, doubt) => {
  expect(kindOf('no-taboo-phrases', POLITE)).toBe('pass');
  expect(kindOf('no-taboo-phrases', POLITE, doubt, 2)).toBe('undecided');
  // Of the customer's words nothing is asked.
  expect(kindOf('no-taboo-phrases', POLITE, doubt, 1)).toBe('pass');
  expect(kindOf('greeting-hello', 'agent: 请问什么事情\ncustomer: 退款')).toBe('fail');
  expect(kindOf('greeting-hello', 'agent: 请问什么事情\ncustomer: 退款', doubt, 0)).toBe('undecided');
});

it.each([
  ['hold-explain-reason', WAITED.replace('稍等，您别挂', '别挂电话啊'), 1],
  ['hold-ask-consent', WAITED, 1],
  ['hold-within-limit', WAITED, 1],
  ['hold-return-courtesy', WAITED, 2],
  ['no-unexplained-silence', 'customer: 我的订单在哪里？\nagent: 查。\npause: 15\nagent: 您的订单明天到，您放心。', 2],
])('%s does not fail for words in doubt beside the wait', (itemId, dialogue, at) => {
  expect(kindOf(itemId, dialogue)).toBe('fail');
  for (const doubt of Object.values(DOUBTS)) expect(kindOf(itemId, dialogue, doubt, at)).toBe('undecided');
});

it('one-question-at-a-time does not fail for questions in words in doubt', () => {
  const asked =
    'agent: 您好。\ncustomer: 我的订单没到。\nagent: 您贵姓？订单号是多少？什么时候买的？\ncustomer: 王。\nagent: 电话是多少？地址在哪里？';
  expect(kindOf('one-question-at-a-time', asked)).toBe('fail');
  expect(kindOf('one-question-at-a-time', asked, unsure, 2)).toBe('undecided');
  expect(kindOf('one-question-at-a-time', asked, unsure, 1)).toBe('fail');
});

it('what was heard for sure stays a fault, however much is missing beside it', () => {
  const rude = 'agent [0-5]: 你急什么\ncustomer [6-9]: 你好';
  expect(kindOf('no-taboo-phrases', rude, sparse)).toBe('fail');
});

it('a word or two in doubt, and what the recogniser takes for noise, leave the rest to be judged', () => {
  expect(kindOf('no-taboo-phrases', POLITE.replace('35-36.5', '35-35.9'), unsure, 2)).toBe('pass');
  for (const reason of ['no-speech', 'known-phantom'] as const)
    expect(kindOf('no-taboo-phrases', POLITE, dropped(reason), 2)).toBe('pass');
});

/** Items that go by words that are said, counted or hardly understood. */
const BY_WORDS = [
  'use-nin',
  'no-code-mixing',
  'minimise-bu',
  'no-jargon',
  'advise-not-command',
  'hold-state-limit',
  'greeting-concise',
  'speech-rate-moderate',
  'speech-rate-match-customer',
  'articulation-clear',
];

it.each(['language-not-detected', 'language-unsure', 'cantonese'] as const)(
  'a call that may be in another language decides nothing by its words: %s',
  (code) => {
    const other: Doubt = (analysis) => ({ ...analysis, warnings: [{ code, sentence: { zh: '一', en: 'one' } }] });
    const rude = 'agent [0-5]: 你急什么，到了会给你打电话\ncustomer [6-9]: 你好';
    expect(kindOf('no-taboo-phrases', rude)).toBe('fail');
    expect(kindOf('no-taboo-phrases', rude, other)).toBe('undecided');
    expect(kindOf('no-taboo-phrases', POLITE, other)).toBe('undecided');
    expect(kindOf('greeting-hello', 'agent: 请问什么事情\ncustomer: 退款', other)).toBe('undecided');
    for (const itemId of BY_WORDS) {
      const { fail = [], partial = [] } = checklist.library.get(itemId)!.examples;
      const judged = [...fail, ...partial].filter((dialogue) => kindOf(itemId, dialogue) !== 'notApplicable');
      const kinds = new Set(judged.map((dialogue) => kindOf(itemId, dialogue, other)));
      expect([itemId, ...kinds]).toEqual([itemId, 'undecided']);
    }
  },
);
