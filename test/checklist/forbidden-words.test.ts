import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Language } from '../../src/analysis.ts';
import { compileClass } from '../../src/language/compiled-class.ts';
import { spotExact } from '../../src/language/exact.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { prepare } from '../../src/language/prepared-text.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };

/** The classes whose words are held against an agent whoever says them in whatever mood. */
const HELD = [
  'taboo-tier-1',
  'taboo-tier-2',
  'taboo-tier-3',
  'dont-know',
  'flat-refusal',
  'hasty-conclusion',
  'retort',
  'rushes',
  'refuses-reason',
  'rude-repeat-inside',
  'you-did-not-understand',
  'company-rule',
  'perfunctory',
  'vulgar-habit',
];

function heardIn(words: string, ids: readonly string[], language: Language = 'zh'): string[] {
  const text = prepare([{ text: words, joined: false }], language);
  const hitsOf = (id: string) => {
    const one = lexicons[language].classes.get(id)!;
    return spotExact(text, compileClass(one, language, { organisationNames: [] }));
  };
  return ids.flatMap(hitsOf).map(({ heard }) => heard);
}

/** The thirty taboos of the manual in its order, restored; then those it misprints as it prints them. */
const TABOOS: readonly [string, string][] = [
  ['喂！', 'bare-wei'],
  ['不舒服，你别来了', 'taboo-tier-1'],
  ['不知道', 'dont-know'],
  ['快点，说完了没有', 'taboo-tier-1'],
  ['墙上贴着，没长眼睛呀', 'taboo-tier-1'],
  ['就这么说，怎么样？', 'taboo-tier-2'],
  ['急什么，烦死人了', 'taboo-tier-1'],
  ['有本事你去告', 'taboo-tier-1'],
  ['急什么，没看到我在忙着吗？', 'taboo-tier-1'],
  ['喊什么，等一下', 'taboo-tier-1'],
  ['哪个？他不在', 'taboo-tier-2'],
  ['讲了半天，你还没听懂？', 'taboo-tier-1'],
  ['要下班了，有事明天再来', 'taboo-tier-2'],
  ['出去，今天不办公', 'taboo-tier-1'],
  ['你问我，我问谁？', 'taboo-tier-1'],
  ['我不管，该找谁找谁？', 'taboo-tier-1'],
  ['我说不能办就不能办', 'taboo-tier-1'],
  ['你怎么这么麻烦', 'taboo-tier-1'],
  ['这个事儿我处理不了', 'taboo-tier-2'],
  ['我正在忙呢，你找他吧', 'taboo-tier-2'],
  ['你说话清楚点', 'taboo-tier-2'],
  ['你真烦，等一会吧，我在忙', 'taboo-tier-1'],
  ['你找谁呀，再说一遍，我没听清楚', 'taboo-tier-2'],
  ['都下班了，你不知道呀', 'taboo-tier-2'],
  ['急什么', 'taboo-tier-1'],
  ['你看清楚再问', 'taboo-tier-1'],
  ['墙上有，你自己看看就行了', 'taboo-tier-2'],
  ['你找谁，没这个人儿', 'taboo-tier-2'],
  ['渴了自己倒水那儿有杯子', 'taboo-tier-3'],
  ['你自己都不知道，我怎么知道', 'taboo-tier-1'],
  ['不舒适，你别来了', 'taboo-tier-1'],
  ['有本领你去告', 'taboo-tier-1'],
  ['出去，今日不办公', 'taboo-tier-1'],
  ['你说话清晰点', 'taboo-tier-2'],
  ['你看清晰再问', 'taboo-tier-1'],
  ['你找谁呀，再说一遍，我没听清晰', 'taboo-tier-2'],
];

it.each(TABOOS)('%s is %s', (words, id) => {
  expect(heardIn(words, [id])).not.toEqual([]);
});

it.each([
  ['你急什么急', 'taboo-tier-1'],
  ['爱投诉就去投诉', 'taboo-tier-1'],
  ['你跟我说也没用，我也没办法', 'taboo-tier-2'],
  ['没得商量，退不了就是退不了', 'flat-refusal'],
  ['这个我真的不是很清楚', 'dont-know'],
  ['你嘴巴放干净点', 'retort'],
  ['规定就是这样', 'company-rule'],
  ['你自己上网查吧', 'perfunctory'],
])('%s, as people say it, is %s', (words, id) => {
  expect(heardIn(words, [id])).not.toEqual([]);
});

const turnsOf = (file: string): string[] => readFileSync(`test/checklist/${file}`, 'utf8').trim().split('\n');
const INNOCENT = turnsOf('innocent-turns.txt');

it('has a hundred and more innocent turns', () => {
  expect(INNOCENT.length).toBeGreaterThan(100);
});

it.each(INNOCENT)('%s is no fault', (words) => {
  expect(heardIn(words, HELD)).toEqual([]);
});

it.each(turnsOf('innocent-turns-en.txt'))('%s is no fault', (words) => {
  expect(heardIn(words, HELD, 'en')).toEqual([]);
});
