import type { Language } from '../analysis.ts';

const HAN = /\p{Script=Han}/gu;
/** A run of Latin letters, with the apostrophes and accents inside it. */
const LATIN_WORD = /\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu;
/** Any word that is neither Latin nor Han: other alphabets count as one unit each. */
const OTHER_WORD = /(?![\p{Script=Latin}\p{Script=Han}])\p{L}[\p{L}\p{M}]*/gu;
/** A number with its thousands separators, decimal part, colon of a time and percent or currency sign. */
const NUMBER = /[$¥€£]?\d+(?:,\d{3}(?!\d))*(?:[.:]\d+)*%?/g;
/** A string of digits this long, or with a leading zero, is read digit by digit: telephone, account, order numbers. */
const DIGIT_BY_DIGIT_FROM = 5;

/**
 * How many units of speech a text holds: for `zh` spoken syllables (one per Han character, digits as they are read
 * out, Latin words by rough syllables, short capitals letter by letter), for `en` words (numbers as they are read
 * out, Han characters one each). Punctuation, spaces and symbols count nothing; an empty text is 0.
 *
 * A written number does not say how it was read: 123 is 一二三 or 一百二十三. Here strings of five and more digits,
 * with a leading zero, or four digits before 年 are read digit by digit, all others as an amount.
 */
export function countUnits(text: string, language: Language): number {
  const plainHan = unitsOfPlainHan(text);
  if (plainHan !== null) return plainHan;
  const plain = text.normalize('NFKC');
  let units = 0;
  const withoutNumbers = plain.replace(NUMBER, (written, offset: number) => {
    units += language === 'zh' ? spokenInMandarin(written, plain[offset + written.length]) : spokenInEnglish(written);
    return ' ';
  });
  units += withoutNumbers.match(HAN)?.length ?? 0;
  units += withoutNumbers.match(OTHER_WORD)?.length ?? 0;
  for (const word of withoutNumbers.match(LATIN_WORD) ?? []) units += language === 'zh' ? syllables(word) : 1;
  return units;
}

const PLAIN_MARKS = new Set('，。！？；：、…“”‘’ ,.!?;');

/** The units of a text of usual Han characters and marks alone, which most Mandarin is; null for any other. */
function unitsOfPlainHan(text: string): number | null {
  let units = 0;
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code >= 0x4e00 && code <= 0x9fff) units++;
    else if (!PLAIN_MARKS.has(text[k]!)) return null;
  }
  return units;
}

/** Syllables of a Latin word: groups of vowels, a final silent e aside; capitals up to five letters are spelled. */
function syllables(word: string): number {
  const letters = word.normalize('NFD').replace(/[^A-Za-z]/g, '');
  if (letters.length > 0 && letters.length <= 5 && letters === letters.toUpperCase()) return letters.length;
  const groups = letters
    .toLowerCase()
    .replace(/(?<=[^aeiouy])e$/, '')
    .match(/[aeiouy]+/g);
  return Math.max(1, groups?.length ?? 1);
}

function parts(written: string): { sign: number; numbers: string[] } {
  const sign = /[$¥€£]/.test(written) ? 1 : 0;
  return { sign, numbers: written.replace(/[^\d.:]/g, '').split(/[.:]/) };
}

function isDigitByDigit(digits: string): boolean {
  return digits.length >= DIGIT_BY_DIGIT_FROM || (digits.length > 1 && digits.startsWith('0'));
}

function spokenInMandarin(written: string, next: string | undefined): number {
  const { sign, numbers } = parts(written);
  const isTime = written.includes(':');
  const grouped = written.includes(',');
  const percent = written.endsWith('%') ? 3 : 0;
  const isYear = next === '年' && written.length === 4;
  return numbers.reduce((units, digits, index) => {
    // 点 between the parts; decimals are read digit by digit, minutes as a number.
    if (index > 0) return units + 1 + (isTime ? mandarinAmount(digits) : digits.length);
    return units + (isYear || (!grouped && isDigitByDigit(digits)) ? digits.length : mandarinAmount(digits));
  }, percent + sign);
}

/** Syllables of an amount: 10 十, 25 二十五, 105 一百零五, 12000 一万二千. */
function mandarinAmount(digits: string): number {
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  if (trimmed.length > 4) {
    const high = trimmed.slice(0, -4);
    const low = trimmed.slice(-4);
    const zero = low.startsWith('0') && Number(low) > 0 ? 1 : 0;
    return mandarinAmount(high) + 1 + (Number(low) > 0 ? mandarinAmount(low) + zero : 0);
  }
  if (trimmed === '0') return 1;
  let units = 0;
  let zeroPending = false;
  for (let i = 0; i < trimmed.length; i++) {
    if (trimmed[i] === '0') {
      zeroPending = true;
      continue;
    }
    units += (zeroPending ? 1 : 0) + (i < trimmed.length - 1 ? 2 : 1);
    zeroPending = false;
  }
  // 十五, not 一十五.
  return trimmed.length === 2 && trimmed.startsWith('1') ? units - 1 : units;
}

function spokenInEnglish(written: string): number {
  const { sign, numbers } = parts(written);
  const isTime = written.includes(':');
  const grouped = written.includes(',');
  const percent = written.endsWith('%') ? 1 : 0;
  return numbers.reduce((words, digits, index) => {
    if (index > 0) return words + (isTime ? englishAmount(digits) : 1 + digits.length);
    return words + (!grouped && isDigitByDigit(digits) ? digits.length : englishAmount(digits));
  }, percent + sign);
}

/** Words of an amount: 15 fifteen, 25 twenty five, 105 one hundred five, 2500 two thousand five hundred. */
function englishAmount(digits: string): number {
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  if (trimmed.length > 3) {
    const low = trimmed.slice(-3);
    return englishAmount(trimmed.slice(0, -3)) + 1 + (Number(low) > 0 ? englishAmount(low) : 0);
  }
  const hundreds = trimmed.length === 3 && trimmed[0] !== '0' ? 2 : 0;
  const rest = Number(trimmed.slice(-2));
  if (rest === 0) return hundreds === 0 ? 1 : hundreds;
  return hundreds + (rest > 20 && rest % 10 !== 0 ? 2 : 1);
}
