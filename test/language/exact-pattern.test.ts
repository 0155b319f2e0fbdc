import { expect, it } from 'vitest';
import { exactPattern } from '../../src/language/exact-pattern.ts';
import { ExactPatterns } from '../../src/language/exact-walk.ts';
import { prepare } from '../../src/language/prepared-text.ts';

const ANYONE = { organisationNames: [] };

/** Every reading of a wording in a text, as the characters it covers. */
function readings(
  wording: string,
  text: string,
  inClause = false,
  organisationNames: readonly string[] = [],
): string[] {
  const prepared = prepare([{ text, joined: false }], 'zh');
  const pattern = exactPattern(wording, 'zh', { organisationNames })!;
  const places = new ExactPatterns([pattern]).placesIn(prepared, inClause);
  return places.map(({ start, end }) => prepared.tokens.slice(start, end).join(''));
}

it.each([
  ['不知道', '我不知道', ['不知道']],
  ['不知道', '我布知道', []],
  ['(我|)不(知道|清楚)', '我不清楚', ['我不清楚', '不清楚']],
  ['不(知道|)', '不知道', ['不知道', '不']],
  ['帮你…查', '帮您查', ['帮你查']],
  ['帮你…查', '帮您马上就去查', ['帮你马上就去查']],
  ['帮你…查', '帮您马上就去系统里面查', []],
  ['你…不知道', '您好，我不知道', []],
  ['你…不知道', '您和我不知道', []],
  ['跟我…废话', '跟我说废话', ['跟我说废话']],
  ['我是{agentNumber}号', '我是八零二号', ['我是八零二号']],
  ['我是{agentNumber}号', '我是管家号', []],
])('%s in “%s” reads %j', (wording, text, expected) => {
  expect(readings(wording, text)).toEqual(expected);
});

it('stays inside a clause only where it must', () => {
  expect(readings('不行就算了', '不行，就算了')).toEqual(['不行就算了']);
  expect(readings('不行就算了', '不行，就算了', true)).toEqual([]);
});

it('knows the names of the company', () => {
  expect(readings('我们{company}', '我们云海酒店', false, ['云海', '云海酒店'])).toEqual(['我们云海', '我们云海酒店']);
});

it('is none without a word', () => {
  expect(exactPattern('…', 'zh', ANYONE)).toBeNull();
});

it('finishes with a pattern of many gaps', () => {
  const text = '好'.repeat(3).concat('的那我看一下'.repeat(2000));
  expect(readings(`好${'…的'.repeat(12)}没有`, text)).toEqual([]);
});

it('spells out English contractions', () => {
  const prepared = prepare([{ text: "I wouldn't buy it", joined: false }], 'en');
  const pattern = exactPattern('would not (buy|use)', 'en', ANYONE)!;
  expect(new ExactPatterns([pattern]).placesIn(prepared, false)).toMatchObject([{ start: 1, end: 4 }]);
});
