import { expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { exclusionOf, exclusionSchema } from '../../src/checklist/exclusion.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };
const RULES = exclusionSchema.parse({});
const excluded = (dialogue: string, rules = RULES) => {
  const analysis = analysisOfDialogue(dialogue);
  return exclusionOf(analysis, lexicons[analysis.language], rules);
};

const MAILBOX = 'customer: 您好，您拨打的用户暂时无法接通，请在提示音后留言。';

it.each([
  [`direction: outbound\n${MAILBOX}`],
  [`direction: outbound\n${MAILBOX}\nagent: 您好，我是客服部的，请您方便时回电，再见。`],
  [MAILBOX],
  ['direction: outbound\ncustomer: 对不起，您拨打的号码是空号，请核对后再拨。'],
  ['direction: outbound\ncustomer: 您拨打的电话正在通话中，请稍后再拨。'],
  [
    'language: en\ndirection: outbound\ncustomer: The person you are calling cannot take your call. Please leave a message after the tone.',
  ],
])('%s is answered by a machine', (dialogue) => {
  expect(excluded(dialogue)?.code).toBe('voicemail');
  expect(excluded(dialogue, { ...RULES, voicemail: false })).toBeNull();
});

it.each([
  // somebody picks up
  [`direction: outbound\n${MAILBOX}\nagent: 您好，我是客服部的。\ncustomer: 喂，你好，我在。\nagent: 您好。`],
  // a person uses one of the words
  ['direction: outbound\ncustomer: 喂，我之前的电话已停机了。\nagent: 好的，再见。'],
  ['language: en\ndirection: outbound\ncustomer: He is not available right now.\nagent: Thank you, goodbye.'],
  // the customer tells what happened, in a call of his own
  ['direction: inbound\ncustomer: 我打过去说您拨打的电话正在通话中。\nagent: 很抱歉。'],
  ['direction: outbound\nagent: 您好，我是客服部的。\ncustomer: 你好。\nagent: 打扰您了，再见。'],
  // it is the agent who says so
  ['direction: outbound\nagent: 您好，之前您拨打的电话无法接通，请留言。\ncustomer: 嗯。'],
])('%s is a conversation', (dialogue) => {
  expect(excluded(dialogue)).toBeNull();
});

it('leaves out calls under the limit, and none when there is no limit', () => {
  const short = 'agent [0-1.5]: 您好。\ncustomer [2-3]: 打错了。';
  expect(excluded(short, { ...RULES, shorterThanSeconds: 30 })?.code).toBe('shorter-than-limit');
  expect(excluded(short, { ...RULES, shorterThanSeconds: 0 })).toBeNull();
});
