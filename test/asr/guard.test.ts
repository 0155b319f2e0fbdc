import { describe, expect, it } from 'vitest';
import { doubt, isLoop } from '../../src/asr/guard.ts';
import { maxTokens } from '../../src/asr/whisper.ts';

const heard = (text: string, meanLogProbability: number | null = -0.3, ranOut = false, noSpeechProbability = 0) => ({
  text,
  meanLogProbability,
  ranOut,
  noSpeechProbability,
});

const HOT_WORDS = ['晨光家电', '云海酒店', '退换货'];

describe('texts that are believed', () => {
  it.each<[string, number]>([
    ['谢谢', 0.5],
    ['再见', 0.4],
    ['感谢来电，祝您生活愉快，再见', 3],
    ['谢谢大家', 1],
    ['对对对对对对', 1.5],
    ['好的好的好的好的', 1.5],
    ['退钱退钱退钱退钱退钱', 2.5],
    ['我要投诉我要投诉我要投诉我要投诉', 4],
    ['喂喂喂喂喂', 2],
    ['零零零零八八八八', 3],
    ['请您点赞我们的服务', 3],
    ['您的手机号是13800138000对吗', 4],
    ['Okay, I am here, can you hear me?', 2],
    ['（音乐）您好', 1],
  ])('%s in %f s', (text, seconds) => {
    expect(doubt(heard(text, -1), seconds)).toBeNull();
    expect(doubt(heard(text, -1.01), seconds)).toBe('unsure');
  });

  it('a video sign-off when the model is sure of it', () => {
    expect(doubt(heard('谢谢观看', -0.1), 1)).toBeNull();
  });
});

describe('texts that are not believed', () => {
  it.each<[string, string, number]>([
    ['known-phantom', '请不吝点赞 订阅 转发 打赏支持明镜与点点栏目', 5],
    ['known-phantom', '字幕由Amara.org社区提供', 5],
    ['known-phantom', '中文字幕志愿者 李宗盛', 5],
    ['known-phantom', '优优独播剧场——YoYo Television Series Exclusive', 9],
    ['known-phantom', 'Please subscribe!', 2],
    ['known-phantom', '感谢观看', 1],
    ['known-phantom', 'Thanks for watching!', 1],
    ['no-speech', '(音乐)', 2],
    ['no-speech', '♪～♪', 2],
    ['no-speech', '……', 1],
    ['loop', '我马上为您放心，'.repeat(6), 20],
    ['loop', '好'.repeat(30), 20],
    ['too-dense', '这句话在这么短的时间里谁也说不完吧', 1],
  ])('%s: %s', (reason, text, seconds) => {
    expect(doubt(heard(text, -1), seconds)).toBe(reason);
  });

  it.each<[string, number]>([
    ['晨光家电，云海酒店', -0.2],
    ['云海酒店，退换货。', -0.2],
    ['光家电云海', -0.2],
    ['好的，晨光家电，云海酒店，退换货，好的', -0.2],
    ['晨光家电', -0.9],
    ['晨光家电，好', -0.9],
  ])('an echo of the prompt: %s', (text, probability) => {
    expect(doubt(heard(text, probability), 9, HOT_WORDS)).toBe('prompt-echo');
    expect(doubt(heard(text, probability), 9)).toBeNull();
  });

  it.each<[string, number]>([
    ['晨光家电', -0.7],
    ['您好，晨光家电', -0.7],
    ['您好，晨光家电，请问有什么可以帮您', -0.9],
    ['云海酒店的退换货', -0.7],
    ['晨光家电云海酒店店的退换货', -0.7],
    ['好', -0.9],
  ])('words of the prompt that are said are no echo: %s', (text, probability) => {
    expect(doubt(heard(text, probability), 9, HOT_WORDS)).toBeNull();
  });

  it('an echo in Latin letters, whatever the case', () => {
    expect(doubt(heard('hot line, Acme One.'), 9, ['Hot Line', 'ACME One', 'refund'])).toBe('prompt-echo');
  });

  it('what the model itself doubts: nobody speaks, and it is unsure of what it wrote', () => {
    expect(doubt(heard('谢谢', -1.1, false, 0.7), 1)).toBe('no-speech');
    expect(doubt(heard('谢谢', -0.9, false, 0.7), 1)).toBeNull();
    expect(doubt(heard('谢谢', -1.1, false, 0.5), 1)).toBe('unsure');
  });

  it('where the model does not tell how sure it was: its word that nobody speaks, and what the text alone shows', () => {
    expect(doubt(heard('谢谢', null, false, 1), 1)).toBe('no-speech');
    expect(doubt(heard('谢谢', null), 1)).toBeNull();
    expect(doubt(heard('感谢观看', null), 1)).toBeNull();
    expect(doubt(heard('字幕由Amara.org社区提供', null), 5)).toBe('known-phantom');
    expect(doubt(heard('这句话在这么短的时间里谁也说不完吧', null), 1)).toBe('too-dense');
  });

  it('a text that never ended', () => {
    expect(doubt(heard('好的您稍等', -0.3, true), 2)).toBe('too-dense');
    expect(doubt(heard('嗯我知道我知道我知道', -0.3, true), 3)).toBe('loop');
  });

  it('loops of any unit up to twelve characters, wherever they start', () => {
    for (let unit = 1; unit <= 12; unit++) {
      const words = '甲乙丙丁戊己庚辛壬癸子丑'.slice(0, unit);
      expect(isLoop(`前面是真话${words.repeat(Math.max(5, Math.ceil(20 / unit)))}`, false)).toBe(true);
      expect(isLoop(`前面是真话${words}`, false)).toBe(false);
    }
  });
});

describe('tokens allowed', () => {
  it.each([
    [0, 10],
    [1, 22],
    [10, 130],
    [28, 346],
    [60, 443],
  ])('%f s of speech: %i', (seconds, tokens) => {
    expect(maxTokens(seconds, { prefix: [1, 2, 3, 4], mostPositions: 448 })).toBe(tokens);
  });
});
