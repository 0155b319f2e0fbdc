import type { Language } from '../analysis.ts';
import { durationsIn } from './durations.ts';
import { ENGLISH } from './entities-en.ts';
import { CHINESE } from './entities-zh.ts';
import { figuresIn } from './figures.ts';

/** Kinds of facts that can be told in a call. */
export const ENTITY_KINDS = ['phone', 'number', 'duration', 'time', 'date', 'amount', 'name', 'region'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** A fact told in a text: its words and their place `[start, end)` in it. */
export interface Entity {
  kind: EntityKind;
  text: string;
  start: number;
  end: number;
}

/** How a language writes the kinds that are not numbers read out; global, linear-time patterns. */
export type EntityPatterns = Readonly<Record<'time' | 'date' | 'amount' | 'name' | 'region', readonly RegExp[]>> & {
  /** Numbers that are telephone numbers by their digits alone. */
  readonly phone: RegExp;
};

const PATTERNS: Readonly<Record<Language, EntityPatterns>> = { zh: CHINESE, en: ENGLISH };
/** Fewer digits are no order or account number. */
const LEAST_DIGITS = 4;
/** The shortest numbers one can call: 110, 911. They count as such only behind a word like 拨打. */
const SHORT_DIGITS = 3;

/** True when digits can be those of a telephone: mobile, fixed line with or without area code, service numbers. */
export function isPhone(digits: string, language: Language): boolean {
  return PATTERNS[language].phone.test(digits);
}

/** The facts of a kind that a text tells, first to last; vague words (尽快, soon) are none. */
export function entitiesIn(text: string, kind: EntityKind, language: Language): Entity[] {
  const as = ({ text: words, start, end }: Omit<Entity, 'kind'>): Entity => ({ kind, text: words, start, end });
  if (kind === 'duration') return durationsIn(text, language).map(as);
  if (kind === 'number') return figuresIn(text, language, LEAST_DIGITS).map(as);
  if (kind === 'phone')
    return figuresIn(text, language, SHORT_DIGITS)
      .filter(({ digits, start }) => {
        const before = text.slice(0, start);
        return digits.length > LEAST_DIGITS
          ? isPhone(digits, language) && !LABELLED.test(before)
          : DIALLED.test(before);
      })
      .map(as);
  const found = PATTERNS[language][kind]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map((match) => as({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((one, index) => found.slice(0, index).every(({ end }) => end <= one.start));
}

const DIALLED = /(?:拨打?|致电|打|热线|分机|按|转|call|dial|extension|ext)\s*$/i;
/** Says right before a number that it is another one. */
const LABELLED =
  /(?:订单|单号|编号|工号|账号|帐号|卡号|验证码|身份证|编码|条码|order|account|ticket|case|tracking)(?:号码|号)?(?:是|为|就是|:|：| number| is| number is|\s){0,3}\s*$/i;
