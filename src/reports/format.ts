import type { Evidence } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';
import { withMinus } from '../language/true-minus.ts';
import type { ReportLanguage } from './report-call.ts';
import { fill, WORDS } from './words.ts';

/** A moment of a call to the nearest tenth of a second: `01:23.4`, with hours only where there are any. */
export function clock(seconds: number): string {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const hours = Math.floor(tenths / 36_000);
  const minutes = String(Math.floor(tenths / 600) % 60).padStart(2, '0');
  const rest = `${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`;
  return hours > 0 ? `${hours}:${minutes}:${rest}` : `${minutes}:${rest}`;
}

/** The minute of an ISO 8601 date as written, in its own time zone: `2026-03-05 10:22`. Other texts stay as they are. */
export function dateText(date: string): string {
  return date.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2');
}

/** A score 0…100 with one decimal, `–` for none. */
export function scoreText(score: number | null): string {
  return score === null ? '–' : score.toFixed(1);
}

/** Points of an item or a section, with a decimal only where there is one: `6`, `3.6`. */
export function pointsText(points: number): string {
  return String(Math.round(points * 10) / 10);
}

/** Digits that mean something for a unit. */
function digits(value: number, unit: string): string {
  if (unit === 'count' || unit === 'rings' || unit === 'turns') return String(Math.round(value));
  if (unit === 'semitonesPerMinute') return String(Math.round(value * 100) / 100);
  if (unit.endsWith('PerMinute')) return String(Math.round(value));
  if (unit === 'logProbability') return String(Math.round(value * 100) / 100);
  if (unit === 'share') return String(Math.round(value * 1000) / 10);
  return String(Math.round(value * 10) / 10);
}

/**
 * A measured value with its unit, for people: `8.3 秒`, `245 字/分`, `−23.4 dBFS`, `12%`. A unit that is not known is
 * written as it came.
 */
export function valueText(value: number, unit: string, language: ReportLanguage): string {
  const words = WORDS[language];
  const n = withMinus(digits(value, unit));
  switch (unit) {
    case 'seconds':
      return fill(words.unitSeconds, { n });
    case 'charactersPerMinute':
      return fill(words.unitCharacters, { n });
    case 'wordsPerMinute':
      return fill(words.unitWords, { n });
    case 'hours':
      return fill(words.unitHours, { n });
    case 'calendarDays':
      return fill(words.unitDays, { n });
    case 'syllablesPerMinute':
      return fill(words.unitSyllables, { n });
    case 'semitonesPerMinute':
      return fill(words.unitSemitonesPerMinute, { n });
    case 'rings':
      return fill(words.unitRings, { n });
    case 'count':
      return fill(words.unitCount, { n });
    case 'countPerFiveMinutes':
      return fill(words.unitCountPerFiveMinutes, { n });
    case 'countPerMinute':
      return fill(words.unitCountPerMinute, { n });
    case 'countPerHundredUnits':
      return fill(words.unitCountPerHundredUnits, { n });
    case 'countPerSentence':
      return fill(words.unitCountPerSentence, { n });
    case 'semitones':
      return fill(words.unitSemitones, { n });
    case 'logProbability':
      return fill(words.unitLogProbability, { n });
    case 'turns':
      return fill(words.unitTurns, { n });
    case 'share':
      return `${n}%`;
    default:
      return `${n} ${unit}`;
  }
}

/** A text made for both languages. */
export function bothLanguages(make: (language: ReportLanguage) => string): Sentence {
  return { zh: make('zh'), en: make('en') };
}

/** What was measured: `实测 4.2 秒`; null when nothing was. */
export function measuredText({ measured }: Evidence, language: ReportLanguage): string | null {
  if (!measured) return null;
  return fill(WORDS[language].measured, { value: valueText(measured.value, measured.unit, language) });
}

/** The limit it was held against: `标准：不超过 3 秒`; null when there is none. */
export function thresholdText({ threshold }: Evidence, language: ReportLanguage): string | null {
  if (!threshold) return null;
  const words = WORDS[language];
  const form = threshold.comparison === 'at most' ? words.limitAtMost : words.limitAtLeast;
  return fill(form, { value: valueText(threshold.value, threshold.unit, language) });
}
