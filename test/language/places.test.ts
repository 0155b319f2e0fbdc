import { expect, it } from 'vitest';
import { align } from '../../src/language/align.ts';
import { compileClass, loadLexicons } from '../../src/language/lexicon.ts';
import { placesFor } from '../../src/language/places.ts';
import { prepare } from '../../src/language/prepared-text.ts';
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

/** Alignments that lie in no stretch, found by aligning every phrase with the whole text. */
function missed(plan: SearchPlan, raw: string, language: 'zh' | 'en'): string[] {
  const text = prepare([{ text: raw, joined: false }], language);
  const likely = new Set<number>();
  plan.eachLikely(text.index, (number) => likely.add(number));
  return plan.phrases.flatMap((phrase, number) => {
    const places = likely.has(number) ? placesFor(plan, number, text.index) : [];
    return align(phrase, text.index, plan.limits[number]!)
      .filter(({ start, end }) => !places.some(([from, to]) => from <= start && to >= end))
      .map(({ start, end }) => `${phrase.wording}: ${text.tokens.slice(start, end).join(' ')}`);
  });
}

it.each(['zh', 'en'] as const)('no phrase that is heard is passed over (%s)', async (language) => {
  const { classes } = await loadLexicons('seeds/lexicons', language);
  const plans = [...classes.values()].flatMap((one) => {
    const compiled = compileClass(one, language, { organisationNames: [] });
    return [compiled.plan, compiled.nearlyPlan];
  });
  const wrong = TEXTS[language].flatMap((text) => plans.flatMap((plan) => missed(plan, text, language)));
  expect(wrong.slice(0, 20)).toEqual([]);
});
