import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { wholeCall } from '../../src/checklist/scope-schema.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };

function isHeard(id: string, text: string): boolean {
  const language = /[a-z]{2}/i.test(text) ? 'en' : 'zh';
  const analysis = analysisOfDialogue(`language: ${language}\ncustomer: ${text}`);
  return new CallContext(analysis, lexicons[language], DEFAULT_PROFILE).find(wholeCall('customer'), [id]).length > 0;
}

/** What customers say, by the class that must hear it; and what sounds like it and is something else. */
const SAID: Record<string, { yes: string[]; no: string[] }> = {
  'voice-too-quiet': {
    yes: [
      '你能不能大声一点啊',
      '喂，我听不清楚',
      '你声音太小了',
      '麻烦你大点声',
      '声音有点小，我听不太清',
      '你那边声音好小啊',
      '你说话大声点行不行',
      '喂喂，听不见',
      '姑娘你声音大一点',
      'sorry, I can’t hear you',
      'Could you speak up a bit?',
      'you are very quiet',
      'I can barely hear you',
      'a little louder please',
    ],
    no: [
      '我的耳机听不见声音',
      '视频里老师声音太小',
      '你不用那么大声',
      '手机铃声太小了怎么办',
      '好的，听清楚了',
      '你能听清吗',
      'I heard you the first time',
      'my phone is not very loud',
    ],
  },
  'voice-too-loud': {
    yes: [
      '你声音太大了',
      '小声一点好吗',
      '你吼什么吼',
      '你那么大声干什么',
      '声音小点，我耳朵疼',
      '你别冲我嚷嚷',
      'stop shouting at me',
      'you are too loud',
      'please lower your voice',
    ],
    no: [
      '楼上声音太大了，你们管不管',
      '隔壁装修声音太大',
      '这个空调声音太大',
      '声音太小',
      'my neighbours are too noisy',
    ],
  },
  'voice-noisy': {
    yes: [
      '你们那边怎么这么吵',
      '你那边太吵了',
      '你那儿好多人说话啊',
      'it is very noisy on your end',
      'there is so much background noise',
    ],
    no: ['我这边有点吵', '楼下很吵', '你那边能查到吗', 'I am in a noisy place'],
  },
  'voice-ask-again': {
    yes: [
      '什么？你说什么',
      '没听清，再说一遍',
      '麻烦您再说一次',
      '你刚才说的什么',
      '你重复一下',
      '你说清楚点',
      '你慢点说',
      '不好意思我没听明白',
      'what did you say',
      'could you repeat that please',
      'I didn’t catch that',
      'say that again',
    ],
    no: [
      '我再说一遍，我要退款',
      '什么时候能到',
      '你听懂了没有',
      '你没听见吗，我说了三遍了',
      '孩子听不懂老师讲的课',
      '我给你重复一遍',
      'did you catch that',
      'I will repeat it for you',
    ],
  },
  'voice-anger': {
    yes: [
      '气死我了',
      '你们太过分了',
      '你这是什么态度',
      '到底能不能解决',
      '你们就是骗子',
      '我非常生气',
      '你们怎么搞的',
      '少废话，叫你们经理来',
      '什么破公司',
      '我跟你们没完',
      'this is ridiculous',
      'I am absolutely furious',
      'what the hell is going on',
      'I am sick and tired of this',
      'you people are useless',
    ],
    no: [
      '我没有生气，就是问一下',
      '我怕遇到骗子，所以问问',
      '孩子妈的手机号可以吗',
      '你们的态度很好',
      '谢谢你，辛苦了',
      'I am not angry, I just want to know',
      'thank you very much',
    ],
  },
  'voice-elderly': {
    yes: [
      '我年纪大了',
      '我都七十多岁了',
      '我耳朵不好',
      '我有点耳背',
      '你说慢一点',
      '你说得太快了',
      '我是老年人，不会用手机',
      '我孙女给我买的',
      '慢点说，我记一下',
      '我眼睛花，看不清',
      'I am hard of hearing',
      'could you slow down',
      'you are speaking too fast',
      'I am eighty two',
      'please speak more slowly',
    ],
    no: [
      '你们的快递太慢了',
      '孩子跟不上进度',
      '我给老人买的，他今天不在',
      '我今年三十了',
      '网速很慢',
      'my internet is very slow',
      'I am thirty',
    ],
  },
};

it.each(
  Object.entries(SAID).flatMap(([id, { yes, no }]) => [
    ...yes.map((text) => [id, text, true] as const),
    ...no.map((text) => [id, text, false] as const),
  ]),
)('%s: %s %s', (id, text, heard) => {
  expect(isHeard(id, text)).toBe(heard);
});
