import { describe, expect, it } from 'vitest';
import { compileClass } from '../../src/language/compiled-class.ts';
import { spotExact } from '../../src/language/exact.ts';
import { loadLexicons, type PhraseClass } from '../../src/language/lexicon.ts';
import { normalise } from '../../src/language/normalise.ts';
import { syllableCost } from '../../src/language/pinyin.ts';
import { prepare } from '../../src/language/prepared-text.ts';
import { spot } from '../../src/language/spot.ts';

const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const ANYONE = { organisationNames: [] };
const made = (phrases: string[], more: Partial<PhraseClass> = {}) =>
  compileClass({ id: 'x', title: { zh: 'x', en: 'x' }, source: 'x', match: 'sound', phrases, ...more }, 'zh', ANYONE);
const heard = (text: string, phrase: string) =>
  spot(prepare([{ text, joined: false }], 'zh'), made([phrase])).map((hit) => hit.heard);

describe('normalised text', () => {
  it.each([
    ['您好，您好！', '你好'],
    ['１２3号', '一二三号'],
    ['幺零幺', '一零一'],
    ['嗯，请问', '请问'],
    ['喂喂喂喂', '喂喂'],
    ['谢谢', '谢谢'],
    ['一一一一号', '一一一一号'],
    ['我想那个问一下', '我想问一下'],
    ['', ''],
    ['……！', ''],
  ])('%s becomes %s', (text, tokens) => {
    expect(normalise(text, 'zh').tokens.join('')).toBe(tokens);
  });

  it('knows where every token stood', () => {
    const text = '嗯，您好！1号';
    const { tokens, starts, ends } = normalise(text, 'zh');
    expect(tokens.map((_, k) => text.slice(starts[k], ends[k]))).toEqual(['您', '好', '1', '号']);
  });

  it('ends a Latin word where Chinese goes on', () => {
    expect(normalise('您上APP里的订单看看，OK您先别挂', 'zh').tokens.join(' ')).toBe(
      '你 上 app 里 的 订 单 看 看 ok 你 先 别 挂',
    );
    expect(heard('您打开APP麻烦您稍等一下', '麻烦您稍等')).toEqual(['麻烦您稍等']);
  });

  it('spells out English contractions', () => {
    expect(normalise("I don't know, uh, what's up", 'en').tokens).toEqual([
      'i',
      'do',
      'not',
      'know',
      'what',
      'is',
      'up',
    ]);
  });

  it.each([
    ["My name's Amy", 'my name is amy'],
    ["Let's see", 'let us see'],
    ["I'd check, you’d agree", 'i would check you would agree'],
    ["we'd, they'd", 'we would they would'],
    ["It'll do, that'll do", 'it will do that will do'],
    ["he'll, she'll", 'he will she will'],
    ["You should've called", 'you should have called'],
    ["could've, would've, must've", 'could have would have must have'],
    ["that'd, where's, we're gonna", 'that would where is we are going to'],
  ])('%s becomes %s', (text, tokens) => {
    expect(normalise(text, 'en').tokens.join(' ')).toBe(tokens);
  });
});

it.each([
  ['shi', 'shi', 0],
  ['si', 'shi', 3],
  ['nin', 'lin', 3],
  ['qing', 'qin', 3],
  ['sen', 'sheng', 5],
  ['ma', 'ba', 5],
  ['ma', 'kou', 10],
])('%s heard as %s costs %d tenths', (a, b, cost) => {
  expect(syllableCost(a, b)).toBe(cost);
});

describe('what excuses a forbidden word', () => {
  const abrupt = made(['您找谁', '不知道'], { match: 'exact', except: ['请问您找谁', '不知道您方便'] });
  it.each([
    ['您找谁？', ['您找谁']],
    ['请问您找谁？', []],
    ['沁问您找谁？', []],
    ['不知道吝方便不方便？', []],
    ['您找谁？您又找谁？', ['您找谁']],
    ['不知道你行不行。', ['不知道']],
  ])('may be misheard, the word itself may not: %s', (text, words) => {
    expect(spotExact(prepare([{ text, joined: false }], 'zh'), abrupt).map((hit) => hit.heard)).toEqual(words);
  });
});

describe('a phrase is heard by its sound', () => {
  it.each([
    ['您好再建', '再见', ['再建']],
    ['现在下午', '再见', []],
    ['请问有神么可以办到您', '请问有什么可以帮到您', ['请问有神么可以办到您']],
    ['我想问一下课程什么时候开始', '请问有什么可以帮到您', []],
    ['这里是阳光物业', '这里是{company}', ['这里是阳光']],
    ['工号八零二七', '工号{agentNumber}', ['工号八']],
    ['我不能帮您处理', '我能帮您处理', []],
    ['', '再见', []],
    // two syllables need their tones, or a clause of their own
    ['请您说一下号码', '好吗', []],
    ['您看好吗', '好吗', ['好吗']],
    ['您号码是多少', '您好', []],
    ['您号，客服', '您好', ['您号']],
    ['帮您在建一下', '再见', ['在建']],
    ['就登录上去', '久等', []],
  ])('in “%s” “%s” is heard at %j', (text, phrase, expected) => {
    expect(heard(text, phrase)).toEqual(expected);
  });

  it('is not heard without its key word', () => {
    const phraseClass = made(['请问还有什么问题吗'], { mustContain: ['还'] });
    const find = (text: string) => spot(prepare([{ text, joined: false }], 'zh'), phraseClass).length;
    expect([find('请问有什么问题吗'), find('请问海有什么问题吗')]).toEqual([0, 1]);
  });

  it('reaches over a joint only where speech goes on', () => {
    const find = (joined: boolean) =>
      spot(
        prepare(
          [
            { text: '请问有什么', joined: false },
            { text: '可以帮您', joined },
          ],
          'zh',
        ),
        made(['请问有什么可以帮您']),
      );
    expect(find(true)[0]).toMatchObject({ from: { passage: 0, start: 0 }, to: { passage: 1, end: 4 } });
    expect(find(false)).toEqual([]);
  });
});

describe('a forbidden word needs its very characters', () => {
  const said = (text: string, id: string) =>
    spotExact(prepare([{ text, joined: false }], 'zh'), compileClass(lexicons.classes.get(id)!, 'zh', ANYONE)).map(
      (hit) => hit.heard,
    );
  it.each([
    ['我不知道', 'dont-know', ['不知道']],
    ['我布知道', 'dont-know', []],
    ['您知不知道', 'dont-know', []],
    ['您不用着急，什么时候都可以', 'taboo-tier-1', []],
    ['急什么，烦死人了', 'taboo-tier-1', ['急什么', '烦死人了']],
    ['你问我，我问谁', 'taboo-tier-1', ['你问我，我问谁']],
    ['清楚不清楚', 'dont-know', []],
    ['您刚才说不知道', 'dont-know', []],
    // told to the customer, not by the customer
    ['我跟您说，不知道', 'dont-know', ['不知道']],
    ['如果您有不清楚的地方', 'dont-know', []],
    ['您好，我不知道', 'dont-know', ['不知道']],
    ['您看行不行', 'flat-refusal', []],
    ['我不能保证明天到账', 'concrete-promise', []],
    ['要等就等，不等拉倒', 'coldness', ['要等就等', '不等拉倒']],
    ['我保证明天到账', 'concrete-promise', ['保证明天到账']],
    ['这个不行', 'flat-refusal', ['不行']],
    ['喂，您好', 'bare-wei', ['喂']],
    ['喂养宠物', 'bare-wei', []],
    ['请问您找谁', 'abrupt-opening', []],
    ['找谁', 'abrupt-opening', ['找谁']],
    ['你急什么', 'taboo-tier-1', ['急什么']],
    ['他说“急什么”', 'taboo-tier-1', []],
  ])('“%s” holds of %s: %j', (text, id, expected) => {
    expect(said(text, id)).toEqual(expected);
  });
});

/** The confusions predicted for recognised telephone speech: meant, and what it may be heard as. */
const CONFUSIONS: [string, string[]][] = [
  ['您好', ['你好', '您号', '尼好']],
  ['请问', ['请稳', '请闻']],
  ['工号', ['公号', '功号', '攻号', '宫号']],
  ['客服', ['克服', '课服', '可服']],
  ['稍等', ['少等', '烧等', '稍登']],
  ['久等', ['九等', '就等', '酒等']],
  ['再见', ['在见', '再建', '在建', '再件']],
  ['转接', ['专接', '赚接']],
  ['抱歉', ['报欠', '报歉', '暴歉']],
  ['对不起', ['对不齐', '对布起']],
  ['方便', ['房便', '方变']],
  ['有什么可以帮您', ['有什么可以帮住您', '有神么可以帮您', '有什么可以办您']],
  ['为您服务', ['为宁服务', '为您付务', '维您服务']],
  ['是否清楚', ['是否亲楚']],
  ['随时致电', ['随时治电', '随时至电']],
  ['稍等片刻', ['少等片刻']],
  ['让您久等了', ['让您九等了', '让您就等了']],
  ['祝您心情愉快', ['住您心情愉快', '祝您心情鱼块']],
  ['感谢您的来电', ['感谢您的来店', '感谢您的来点']],
  ['不打扰您了', ['不打饶您了', '不打搅您了']],
  ['承担责任', ['成担责任']],
  ['宝贵建议', ['宝贵见议']],
  ['跟进结果', ['根进结果']],
  ['第一时间', ['地一时间']],
  ['怎么称呼', ['怎么成呼']],
];
const UNRELATED = [
  '我家的洗衣机昨天晚上突然不能用了而且还漏水',
  '今天下午三点钟师傅会上门检查电源和水管',
  '课程从下个星期开始一共二十四节每节四十分钟',
  '我住在八号楼二单元门口的灯坏了三天晚上看不见路',
  '合同上写的是你们负责送货可是没有人来',
  '这张发票的金额和我付的钱对不上差了五十块',
  '系统升级以后我的账号就登录不上去了',
  '房间里的空调半夜突然停了热得睡不着觉',
  '快递单号我抄在纸上了现在找不到那张纸',
  '孩子今年上三年级数学跟不上想换一个班',
];

it('most predicted confusions are understood, and unrelated talk is not mistaken for a phrase', () => {
  const pairs = CONFUSIONS.flatMap(([meant, list]) => list.map((as) => [meant, as] as const));
  const missed = pairs.filter(([meant, as]) => heard(as, meant).length === 0).map(([, as]) => as);
  const alarms = UNRELATED.flatMap((text) =>
    CONFUSIONS.flatMap(([meant]) => heard(text, meant).map((words) => `${meant}: ${words}`)),
  );
  console.log(
    `confusions heard ${pairs.length - missed.length} of ${pairs.length}, missed: ${missed.join(' ')}; alarms ${alarms.join(' ') || 'none'}`,
  );
  expect(missed.length / pairs.length).toBeLessThan(0.08);
  expect(alarms).toEqual([]);
});

it('ordinary talk is taken for no courtesy phrase of the lexicons that closes or answers a call', () => {
  const ids = ['offer-help', 'anything-else', 'wish', 'farewell', 'apology', 'hold-return', 'verify-identity'];
  const alarms = UNRELATED.flatMap((text) =>
    ids.flatMap((id) =>
      spot(prepare([{ text, joined: false }], 'zh'), compileClass(lexicons.classes.get(id)!, 'zh', ANYONE)),
    ),
  );
  expect(alarms.map((hit) => `${hit.expected}: ${hit.heard}`)).toEqual([]);
});
