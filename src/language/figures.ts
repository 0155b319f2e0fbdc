import type { Language } from '../analysis.ts';

/** A number said figure by figure: its words, their place `[start, end)` in the text, and its digits. */
export interface Figures {
  text: string;
  start: number;
  end: number;
  /** 0-9 only. */
  digits: string;
}

/**
 * The numbers a text gives figure by figure, first to last: 幺三八零零一三八零零零, 138-0013-8000, one three eight, double
 * five. Pauses inside (spaces, commas, hyphens, 杠) do not part them; full stops do. Amounts, dates and times (一百二十,
 * 1,200 元, 2024年, three hundred) are none, nor is what has fewer than `leastDigits`.
 */
export function figuresIn(text: string, language: Language, leastDigits: number): Figures[] {
  return language === 'zh' ? figuresZh(text, leastDigits) : figuresEn(text, leastDigits);
}

const DIGITS_ZH: Readonly<Record<string, string>> = Object.fromEntries([
  ...[...'零一二三四五六七八九'].map((sign, digit) => [sign, String(digit)]),
  ...[...'０１２３４５６７８９'].map((sign, digit) => [sign, String(digit)]),
  ...[...'0123456789'].map((sign) => [sign, sign]),
  ['〇', '0'],
  ['幺', '1'],
  ['妖', '1'],
]);
const ONE_ZH = `[${Object.keys(DIGITS_ZH).join('')}]`;
const PAUSE_ZH = '(?:[\\s\\-—–·、,，…]|杠|然后|嗯|呃){0,3}';
const RUN_ZH = new RegExp(`${ONE_ZH}+(?:${PAUSE_ZH}${ONE_ZH}+)*`, 'g');
const GROUP_ZH = new RegExp(`${ONE_ZH}+`, 'g');
/** What makes the figures before it an amount, a date or a time. */
const AMOUNT_AFTER_ZH =
  /^\s*(?:[十百千万亿点%％:：年月日天周元块毛角分秒个位名次件条套张台本米度倍折岁]|小时|公里|星期|号(?:楼|线|之?前|上午|下午))/;
const AMOUNT_BEFORE_ZH = /(?:[十百千万亿第¥$]|[0-9零一二三四五六七八九]点|[0-9][.:：])$/;

function figuresZh(text: string, leastDigits: number): Figures[] {
  return [...text.matchAll(RUN_ZH)].flatMap((run) => {
    let groups = [...run[0].matchAll(GROUP_ZH)].map((group) => ({ text: group[0], start: run.index + group.index }));
    const endOf = (group: { text: string; start: number }): number => group.start + group.text.length;
    // Only the group next to the unit belongs to the amount: 13800138000，3天内.
    if (AMOUNT_AFTER_ZH.test(text.slice(endOf(groups.at(-1)!)))) groups = groups.slice(0, -1);
    if (groups[0] && AMOUNT_BEFORE_ZH.test(text.slice(0, groups[0].start))) groups = groups.slice(1);
    const digits = groups.flatMap((group) => [...group.text].map((sign) => DIGITS_ZH[sign]!)).join('');
    if (digits.length < leastDigits || groups.length === 0) return [];
    const [start, end] = [groups[0]!.start, endOf(groups.at(-1)!)];
    return [{ text: text.slice(start, end), start, end, digits }];
  });
}

const WORDS_EN: Readonly<Record<string, string>> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const WORD_EN = Object.keys(WORDS_EN).join('|');
const ONE_EN = `(?:(?:(?:double|triple)[ -])?(?:${WORD_EN})(?: hundred)?\\b|\\+?\\d+)`;
const RUN_EN = new RegExp(`(?<![\\w$£€.:])\\(?${ONE_EN}(?:[ ,()-]{1,3}${ONE_EN})*`, 'gi');
const PIECE_EN = new RegExp(`(?:(double|triple)[ -])?(${WORD_EN})( hundred)?\\b|(\\d+)`, 'gi');
const AMOUNT_AFTER_EN =
  /^(?:[:.]\d|%)|^[ -]?(?:st|nd|rd|th|am|pm|a\.m|p\.m|o'clock|dollars?|cents?|pounds?|euros?|yuan|percent|minutes?|mins?|hours?|days?|weeks?|months?|years?|times|items?|people|hundred|thousand|million|point)\b/i;

function figuresEn(text: string, leastDigits: number): Figures[] {
  return [...text.matchAll(RUN_EN)].flatMap((run) => {
    let pieces = [...run[0].matchAll(PIECE_EN)];
    if (AMOUNT_AFTER_EN.test(text.slice(run.index + run[0].length))) pieces = pieces.slice(0, -1);
    const digits = pieces
      .map(([, repeat, word, hundred, written]) => {
        if (written !== undefined) return written;
        const digit = WORDS_EN[word!.toLowerCase()]!;
        if (hundred !== undefined) return `${digit}00`;
        return digit.repeat(repeat === undefined ? 1 : repeat.toLowerCase() === 'double' ? 2 : 3);
      })
      .join('');
    if (pieces.length === 0 || digits.length < leastDigits) return [];
    const last = pieces.at(-1)!;
    const [start, end] = [run.index + pieces[0]!.index, run.index + last.index + last[0].length];
    return [{ text: text.slice(start, end), start, end, digits }];
  });
}
