import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };
const contextOf = (dialogue: string) => {
  const analysis = analysisOfDialogue(dialogue);
  return new CallContext(analysis, lexicons[analysis.language], DEFAULT_PROFILE);
};
/** The types that are sure enough to go by, then with a question mark those that are not. */
const typesOf = (dialogue: string) => {
  const call = contextOf(dialogue);
  return call.types
    .map(({ type }) => (call.isOfType(type) ? type : `${type}?`))
    .sort()
    .join(' ');
};

const ORDINARY =
  'agent: 您好，请问有什么可以帮您？\ncustomer: 我想查一下订单。\nagent: 明天到。\ncustomer: 好的，谢谢。';
const SILENT = 'agent: 您好，您的电话已接通，请讲。\npause: 2.5\nagent: 您好，您的电话已接通，请讲。\npause: 2.5';
const LONG =
  'agent: 您好，这是我们给您的答复，您的订单已经寄出，运单号码是一二三四五六七八九，请您注意查收，有问题请联系我们。';

it.each([
  [ORDINARY, ''],
  // silent line
  [`${SILENT}\nagent: 对不起，听不到您的声音，请您再拨一次好吗？`, 'silent-line'],
  [SILENT, 'silent-line'],
  [`${SILENT}\ncustomer [20-20.25; dropped]: 谢谢观看`, 'silent-line'],
  [`${SILENT}\ncustomer [20-21]: 喂，你好`, ''],
  [`direction: outbound\n${SILENT}`, ''],
  // a side that was not recorded
  [`${LONG}\npause: 3\n${LONG}`, ''],
  [`roles: 0.5\n${SILENT}\nagent: 对不起，听不到您的声音。`, 'silent-line?'],
  // one-way audio
  [`${ORDINARY}\npause: 6\nagent: 对不起，听不到您的声音，我们给您回拨。`, 'one-way-audio'],
  [`${ORDINARY}\npause: 3\nagent: 喂您好，能听到吗？\npause: 3\nagent: 您还在吗？`, 'one-way-audio'],
  [`${ORDINARY}\npause: 6\nagent: 感谢您的来电，再见。`, ''],
  [`${ORDINARY}\npause: 6\nagent: 听不到您的声音。\ncustomer: 现在呢？\nagent: 听到了。`, ''],
  // holds
  [`${ORDINARY}\nagent: 请稍等。\nhold: 15\nagent: 让您久等了。`, 'hold'],
  [`${ORDINARY}\nagent: 请稍等。\nhold: 6\nagent: 好了。`, ''],
  // transfer
  [`${ORDINARY}\nagent: 请稍等，我帮您转接到技术部。`, 'transfer'],
  [`${ORDINARY}\nagent: 我帮您把问题反映给技术部，再给您回复。`, ''],
  [`extra.transferred_to: 8002\n${ORDINARY}`, 'transfer'],
  [`extra.transferred_to: 无\n${ORDINARY}`, ''],
  // nuisance
  ['customer: 你声音真好听\nagent: 您好，请问有什么可以帮您？\ncustomer: 陪我聊聊吧', 'nuisance'],
  ['customer: 你声音真好听，我想查订单\nagent: 好的。', 'nuisance?'],
  ['customer: 唱首歌\nagent: 对不起，您所咨询的内容不是我们的服务范围，请您挂机，再见。', 'nuisance'],
  ['customer: 修水管\nagent: 对不起，这不属于我们公司的业务，建议您拨打物业电话。', ''],
  ['customer: 我总接到骚扰电话\nagent: 您是说收到骚扰电话，对吗？', ''],
  // what an outbound call is for
  ['direction: outbound\nagent: 您好，您曾经致电我们反映宽带问题。\ncustomer: 是的', 'callback'],
  ['direction: outbound\nagent: 您好，想请您做一个满意度调查。\ncustomer: 好', 'survey'],
  [
    'direction: outbound\nagent: 您好，我们推出了一个优惠套餐，想给您介绍一下。\ncustomer: 什么\nagent: 您有兴趣吗？',
    'telesales',
  ],
  ['direction: inbound\nagent: 我给您介绍一下优惠套餐，您有兴趣吗？\ncustomer: 好', ''],
  // what the call list says
  [`extra.call_type: 投诉电话\n${ORDINARY}`, 'complaint'],
  [`extra.通话类型: 非投诉\n${ORDINARY}`, ''],
  [`extra.campaign: 三月续费营销\n${ORDINARY}`, 'telesales'],
  [`extra.活动类型: 满意度回访\n${ORDINARY}`, 'callback survey'],
  [`extra.call_type: one-way audio\n${ORDINARY}`, 'one-way-audio'],
  // complaints: said, in anger, in many signs of discontent; not in passing, not denied, not asked for
  [`${ORDINARY}\ncustomer: 我要投诉你们的师傅。`, 'complaint'],
  [`${ORDINARY}\ncustomer: 你们必须给我个说法，我要打12315。`, 'complaint'],
  [`${ORDINARY}\ncustomer: 太不像话了，我很不满意。`, 'complaint'],
  [`${ORDINARY}\ncustomer: 你们这是什么态度？`, 'complaint'],
  [`${ORDINARY}\ncustomer: 怎么搞的，催了好几次，到现在还没处理。`, 'complaint'],
  [`${ORDINARY}\ncustomer: 怎么回事，又坏了。\nagent: 您的投诉我登记好了。`, 'complaint'],
  [`${ORDINARY}\ncustomer: 信号太差了，我没听清。`, ''],
  [`${ORDINARY}\ncustomer: 怎么回事，登录不上。`, 'complaint?'],
  [`${ORDINARY}\ncustomer: 我不是要投诉，就是问一下。`, ''],
  [`${ORDINARY}\ncustomer: 你们的投诉电话是多少？`, ''],
  [`${ORDINARY}\ncustomer: 上次投诉的事情已经解决了。`, ''],
  [`${ORDINARY}\nagent: 请问您要投诉吗？\ncustomer: 不用。`, ''],
  [`roles: 0.5\n${ORDINARY}\ncustomer: 我要投诉。`, 'complaint?'],
  // English
  [
    'language: en\nagent: Hello, how can I help you?\npause: 3\nagent: I cannot hear you, please call again.',
    'silent-line',
  ],
  ['language: en\ncustomer: I want to make a complaint.\nagent: I am sorry.', 'complaint'],
  ['language: en\ncustomer: This is unacceptable, I am very disappointed.\nagent: I am sorry.', 'complaint'],
  ['language: en\ncustomer: It is a bit too slow.\nagent: I am sorry.', 'complaint?'],
  ['language: en\ncustomer: How do I make a complaint?\nagent: Please call this number.', ''],
  ['language: en\ncustomer: Billing please.\nagent: Let me transfer you to our billing department.', 'transfer'],
])('dialogue %# is of type %s', (dialogue, types) => {
  expect(typesOf(dialogue)).toBe(types);
});

it('believes the call list more than words, and says each type once', () => {
  const call = contextOf(`extra.call_type: 投诉\nagent: 您好\ncustomer: 我要投诉`);
  expect(call.types).toMatchObject([{ type: 'complaint', confidence: 1, source: 'metadata' }]);
});

it.each([
  ['投诉专线', 'complaint'],
  ['非投诉', undefined],
])('the queue “%s” says that a call is of type %s', (skillGroup, type) => {
  const analysis = analysisOfDialogue(ORDINARY);
  const call = new CallContext({ ...analysis, call: { ...analysis.call, skillGroup } }, lexicons.zh, DEFAULT_PROFILE);
  expect(call.types[0]?.type).toBe(type);
});

it('says what the customer said, the clearest words first', () => {
  const call = contextOf(`${ORDINARY}\ncustomer: 怎么搞的，太不像话了。\ncustomer: 我要投诉你们。`);
  expect(call.types[0]).toMatchObject({
    confidence: 0.9,
    source: 'words',
    reason: { en: 'The customer says “投诉你们”.' },
    span: { start: call.analysis.transcript.at(-1)!.start },
  });
});

it('shows where in the recording the sign is', () => {
  const call = contextOf(`${ORDINARY}\nagent: 请稍等，我帮您转接到技术部。`);
  expect(call.types[0]).toMatchObject({
    source: 'words',
    span: call.analysis.transcript.at(-1) && { end: call.analysis.transcript.at(-1)!.end },
  });
});
