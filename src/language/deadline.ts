import type { Language } from '../analysis.ts';
import { durationsIn } from './durations.ts';
import { entitiesIn } from './entities.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * By when something is promised in a text: seconds since 1970 on the clock of `now` (which has no zone), or null when the
 * text names no limit that can be worked out. Lengths of time count from `now` (两小时内, within three days), days end
 * with their last second (今天, 明天, 周五, by Friday), and an hour of the day belongs to the day named, else to today, or
 * to tomorrow when it is over. Of several limits the latest counts.
 */
export function deadlineIn(text: string, language: Language, now: number): number | null {
  const limits = durationsIn(text, language).map(({ seconds }) => now + seconds);
  const midnight = now - (now % DAY);
  const days = entitiesIn(text, 'date', language).flatMap(
    ({ text: words }) => daysFrom(words, language, midnight) ?? [],
  );
  const hours = entitiesIn(text, 'time', language).flatMap(({ text: words }) => secondsOfDay(words, language) ?? []);
  const day = days.length > 0 ? Math.max(...days) : null;
  if (hours.length > 0) {
    const hour = Math.max(...hours);
    const today = midnight + (day ?? 0) * DAY + hour;
    limits.push(day === null && today < now ? today + DAY : today);
  } else if (day !== null) limits.push(midnight + (day + 1) * DAY - 1);
  return limits.length > 0 ? Math.max(...limits) : null;
}

const DAYS: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  zh: { 大后天: 3, 后天: 2, 后日: 2, 明: 1, 隔天: 1, 第二天: 1, 今: 0, 当: 0 },
  en: { tomorrow: 1, today: 0, tonight: 0, 'this afternoon': 0, 'this evening': 0, 'this morning': 0 },
};
const WEEK: Readonly<Record<Language, readonly string[]>> = {
  zh: ['日天', '一', '二', '三', '四', '五', '六'],
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
};

/** Days from today to the day that words name; null when that cannot be told. */
function daysFrom(words: string, language: Language, midnight: number): number | null {
  const said = words.toLowerCase();
  const near = Object.entries(DAYS[language]).find(([name]) => said.startsWith(name));
  if (near) return near[1];
  const today = new Date(midnight * 1000).getUTCDay();
  const named =
    language === 'zh' ? /(?:周|星期|礼拜)([一二三四五六日天])/.exec(said)?.[1] : /^(\w+day)$/.exec(said)?.[1];
  const weekday = named === undefined ? -1 : WEEK[language].findIndex((one) => one.includes(named));
  if (weekday < 0) return null;
  // A week begins on Monday: 下周一 is the Monday after the coming Sunday.
  if (language === 'zh' && said.startsWith('下')) return 7 - ((today + 6) % 7) + ((weekday + 6) % 7);
  return (weekday - today + 7) % 7;
}

const NUMBERS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
/** The end of a working day, where only 下班前 or "end of business" is said. */
const WORK_ENDS_SECONDS = 18 * HOUR;

/** Seconds from midnight to the hour that words name; null when they name none. */
function secondsOfDay(words: string, language: Language): number | null {
  const said = words.toLowerCase();
  if (/下班|收工|关门|business/.test(said)) return WORK_ENDS_SECONDS;
  if (/^(?:中午|午饭)之?以?前|noon|midday/.test(said)) return 12 * HOUR;
  if (/end of|midnight/.test(said)) return DAY - 1;
  const clock = /(\d{1,2})[:：.](\d{2})/.exec(said);
  const hour = clock ? Number(clock[1]) : language === 'zh' ? hourZh(said) : hourEn(said);
  if (hour === null) return /早|上午/.test(said) ? 12 * HOUR : /下午/.test(said) ? WORK_ENDS_SECONDS : null;
  const half = /点半|thirty/.test(said) ? 30 : 0;
  // Twelve at night ends the day; twelve in the early morning begins it.
  if (hour === 12 && /晚|夜|凌晨|a\.?m/.test(said)) return /晚|夜/.test(said) ? DAY : 0;
  const isAfternoon = /下午|傍晚|晚|p\.?m/.test(said) || (language === 'en' && !/a\.?m/.test(said) && hour < 7);
  return (hour + (isAfternoon && hour < 12 ? 12 : 0)) * HOUR + (clock ? Number(clock[2]) : half) * 60;
}

function hourZh(said: string): number | null {
  const [, hour] = /(\d{1,2}|[一二两三四五六七八九十零]{1,3})[点时]/.exec(said) ?? [];
  if (hour === undefined) return null;
  if (/\d/.test(hour)) return Number(hour);
  const plain = hour.replace('两', '二');
  const [, tens, ones] = /^(.?)十(.?)$/.exec(plain) ?? [];
  if (tens === undefined) return NUMBERS.indexOf(plain);
  return 10 * (tens === '' ? 1 : NUMBERS.indexOf(tens)) + (ones === '' ? 0 : NUMBERS.indexOf(ones!));
}

function hourEn(said: string): number | null {
  const figure = /\d{1,2}/.exec(said)?.[0];
  if (figure !== undefined) return Number(figure);
  const word = WORDS.findIndex((one) => one !== '' && new RegExp(`\\b${one}\\b`).test(said));
  return word < 0 ? null : word;
}
