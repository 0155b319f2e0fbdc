import { expect, it } from 'vitest';
import { align } from '../../src/language/align.ts';
import { type Lexicons, loadLexicons, phraseBook } from '../../src/language/lexicon.ts';
import { type Passage, type PreparedText, prepare } from '../../src/language/prepared-text.ts';
import type { SearchPlan } from '../../src/language/search-plan.ts';

const TEXTS = {
  zh: [
    '您好，请问您是罗先生吗？您上周来电反应的课程问题，已经有根进结果了。',
    '您好，这里是云海客服，工号八零二一，请问有什么可以帮您？给您带来了不便，非常抱歉，请您稍等，我帮您查一下。',
    '嗯，那个您的心情我非常里解，我马上帮您核是，大约需要两分中，请您不要挂机好妈？感谢您的来点，祝您生活愉快，再见。',
    '请问还有其他可以帮到您的嘛感谢您的耐心等待让您久等了我把您的电话转接到技术部门的同事好吗',
  ],
  en: [
    'Good morning, thank you for calling Northwind, how may I help you today? One moment please while I check that.',
    'I am sorry to keep you wait, is there anything els I can help you with? Thanks for calling, have a nice day, goodby.',
  ],
};

/** Every plan of every class, all of them found together. */
function plansOf(lexicons: Lexicons): SearchPlan[] {
  const book = phraseBook(lexicons, { organisationNames: [] });
  return [...lexicons.classes.keys()].flatMap((id) => {
    const { plan, nearlyPlan, exceptPlan } = book.get(id)!;
    return [plan, nearlyPlan, exceptPlan];
  });
}

type Found = ReturnType<SearchPlan['alignments']>;
const inWords = (found: Found): string[] =>
  found.map(({ start, end, cost, phrase }) => `${phrase.wording} ${start}-${end} ${cost}`);

/** What is found, phrase by phrase, by aligning every phrase with the whole text. */
const byHand = ({ phrases, limits }: SearchPlan, { index }: PreparedText): Found =>
  phrases.flatMap((phrase, k) => align(phrase, index, limits[k]!).map((found) => ({ ...found, phrase })));

it.each(['zh', 'en'] as const)('finds what an alignment of every phrase finds (%s)', async (language) => {
  const plans = plansOf(await loadLexicons('seeds/lexicons', language));
  for (const raw of TEXTS[language]) {
    const text = prepare([{ text: raw, joined: false }], language);
    for (const plan of plans) expect(inWords(plan.alignments(text.index))).toEqual(inWords(byHand(plan, text)));
  }
});

it('finds in a part of a text what it finds in the part alone', async () => {
  const plans = plansOf(await loadLexicons('seeds/lexicons', 'zh'));
  const passages: Passage[] = TEXTS.zh.flatMap((text) =>
    text.split(/(?<=[，？。])/).map((one, k) => ({ text: one, joined: k % 3 > 0 })),
  );
  const whole = prepare(passages, 'zh');
  for (const [first, end] of [
    [0, 3],
    [2, 9],
    [5, passages.length],
    [4, 4],
  ] as const) {
    const alone = prepare(passages.slice(first, end), 'zh');
    const part = whole.part(first, end);
    expect([part.tokens, part.passage, part.starts, [...part.codes]]).toEqual([
      alone.tokens,
      alone.passage,
      alone.starts,
      [...alone.codes],
    ]);
    const found = (text: PreparedText) => plans.flatMap((plan) => inWords(plan.alignments(text.index)));
    expect(found(part)).toEqual(found(alone));
  }
});
