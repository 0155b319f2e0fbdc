import type { Language } from '../analysis.ts';

/** A length of time given in a text: its words, their place `[start, end)` in the text, and how long it is. */
export interface Duration {
  text: string;
  start: number;
  end: number;
  /** Of a range (两三分钟, two to three minutes) the longer one. */
  seconds: number;
}

/**
 * The lengths of time given in numbers, first to last: 一分钟, 90 秒, 两三分钟, 半个小时, 一分半钟, two to three minutes.
 * What names no number is none (几分钟, 一会儿, a moment), nor is what only sounds like it (just a second, 第一天, 十点十分).
 * A text without any gives none.
 */
export function durationsIn(text: string, language: Language): Duration[] {
  const { pattern, seconds } = language === 'zh' ? CHINESE : ENGLISH;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const length = seconds(match);
    return length > 0
      ? [{ text: match[0], start: match.index, end: match.index + match[0].length, seconds: length }]
      : [];
  });
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

interface Rules {
  pattern: RegExp;
  seconds(match: RegExpMatchArray): number;
}

const NUMBER_ZH = String.raw`(?:\d{1,6}(?:\.\d{1,3})?|[一二两三四五六七八九十百零依]{1,7}|半)`;
/** Recognisers write 分钟 in other characters that sound like it. */
const UNIT_ZH = String.raw`秒钟?|[分份][钟中种]|分(?=半|[一二三四五六七八九十\d]+秒)|刻钟|个?半?(?:小时|钟头)|个?工作日|天|个?星期|周`;
const CHINESE: Rules = {
  pattern: new RegExp(
    String.raw`(?<![\d.第周期月号点几数])(?:(${NUMBER_ZH})(?:到|至|或者?|[-~～—]))?(${NUMBER_ZH})[几来多]?(${UNIT_ZH})(半钟?)?(?:(${NUMBER_ZH})(秒)钟?)?(?!到晚)`,
    'g',
  ),
  seconds: ([, , number, unit, half, moreSeconds]) => {
    const one = unitSecondsZh(unit!);
    const andHalf = half !== undefined || /半(?:小时|钟头)/.test(unit!) ? one / 2 : 0;
    return numberZh(number!) * one + andHalf + (moreSeconds === undefined ? 0 : numberZh(moreSeconds));
  },
};

function unitSecondsZh(unit: string): number {
  if (unit.startsWith('秒')) return 1;
  if (/^[分份]/.test(unit)) return MINUTE;
  if (unit === '刻钟') return MINUTE * 15;
  if (/小时|钟头/.test(unit)) return HOUR;
  return /周|星期/.test(unit) ? WEEK : DAY;
}

const DIGITS_ZH = '零一二三四五六七八九';

/** 90, 半, 十五, 一百二; of two figures in a row (两三) the last, as the longer one. */
function numberZh(text: string): number {
  if (text === '半') return 0.5;
  if (/^[\d.]+$/.test(text)) return Number(text);
  const plain = text.replaceAll('两', '二').replaceAll('依', '一');
  const [, hundreds, tens, ones] = /^(?:(.*)百)?(?:(.*)十)?(.*)$/.exec(plain)!;
  const figure = (part: string | undefined, none: number): number => {
    const last = (part ?? '').replaceAll('零', '').at(-1);
    return last === undefined ? none : DIGITS_ZH.indexOf(last);
  };
  const sum =
    (plain.includes('百') ? 100 * figure(hundreds, 1) : 0) + (plain.includes('十') ? 10 * figure(tens, 1) : 0);
  return sum + figure(ones, 0);
}

const NUMBERS_EN: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  'a couple of': 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  'forty five': 45,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
  half: 0.5,
  'half a': 0.5,
  'half an': 0.5,
};
const NUMBER_EN = String.raw`\d{1,6}(?:\.\d{1,3})?|${Object.keys(NUMBERS_EN)
  .sort((a, b) => b.length - a.length)
  .join('|')}`;
/** 1 of these: "a minute or two" says two of them, "just a minute" says none. */
const ENGLISH: Rules = {
  pattern: new RegExp(
    String.raw`(just |only |give me |wait |hang on |hold on |for )?\b(?:(?:${NUMBER_EN})(?: to | or |-| - ))?(${NUMBER_EN})[ -](seconds?|secs?|minutes?|mins?|hours?|(?:business |working )?days?|weeks?)\b( or (${NUMBER_EN})\b| and a half\b)?`,
    'gi',
  ),
  seconds: ([, before, number, unit, more, other]) => {
    const one = unitSecondsEn(unit!.toLowerCase());
    const isIdiom = /^an?$/i.test(number!) && more === undefined;
    if (isIdiom && (one === 1 || (one === MINUTE && before !== undefined && !/^(?:for|only) /i.test(before)))) return 0;
    if (/^one$/i.test(number!) && one === 1) return 0;
    const amount = other === undefined ? numberEn(number!) : numberEn(other);
    return amount * one + (/half/i.test(more ?? '') ? one / 2 : 0);
  },
};

const numberEn = (text: string): number => NUMBERS_EN[text.toLowerCase()] ?? Number(text);

function unitSecondsEn(unit: string): number {
  if (unit.startsWith('sec')) return 1;
  if (unit.startsWith('min')) return MINUTE;
  if (unit.startsWith('hour')) return HOUR;
  return unit.startsWith('week') ? WEEK : DAY;
}
