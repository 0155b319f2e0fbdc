import { z } from 'zod';
import type { Sentence } from '../../errors.ts';
import { ENTITY_KINDS, type EntityKind, entitiesIn, isPhone } from '../../language/entities.ts';
import { gapSeconds, hull, type TimeSpan } from '../../timespan.ts';
import type { CallContext } from '../context.ts';
import { lostEnd } from '../cut-off.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { type Scope, scopeOf, scopeSchema, wholeCall } from '../scope-schema.ts';
import { isSameNumber, type SpokenNumber, spokenNumbers } from '../spoken-numbers.ts';
import { poorText, type Window } from '../window.ts';

const options = z
  .strictObject({
    /** One of these kinds of facts is told. */
    kinds: z.array(z.enum(ENTITY_KINDS)).min(1),
    /** Who tells it; of the scope when not given. */
    participant: z.enum(['agent', 'customer', 'either']).optional(),
    scope: scopeSchema,
    /** Only in turns in which who tells it says one of these, too, and in their next turn. */
    with: z.array(z.string().min(1)).min(1).optional(),
    least: z.int().positive().default(1),
    /** The other one says the number again (only for phone and number). */
    readBack: z.literal(true).optional(),
  })
  .refine(
    ({ kinds, readBack }) => !readBack || kinds.every((kind) => kind === 'phone' || kind === 'number'),
    'readBack only with phone and number',
  );
type Options = z.infer<typeof options>;

const TITLES: Readonly<Record<EntityKind, Sentence>> = {
  phone: { zh: '电话号码', en: 'telephone number' },
  number: { zh: '编号', en: 'number' },
  duration: { zh: '时长', en: 'length of time' },
  time: { zh: '钟点', en: 'time of day' },
  date: { zh: '日期', en: 'date' },
  amount: { zh: '金额', en: 'amount' },
  name: { zh: '姓名', en: 'name' },
  region: { zh: '地点', en: 'place' },
};

interface Told {
  kind: EntityKind;
  text: string;
  span: TimeSpan;
  participant: 'agent' | 'customer';
  number: SpokenNumber | null;
}

/**
 * A fact told in a scope: a telephone number, a time, a name. Numbers are put together from pieces over several turns.
 * Not told where the words are poorly recognised is undecided.
 */
export const entity = operator<Options>({
  name: 'entity',
  about: {
    zh: '说出的事实：电话、编号、时间、日期、金额、姓名、地点，以及复述号码。',
    en: 'Facts told: telephone numbers, times, dates, amounts, names, places; numbers read back.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ with: beside }) => beside ?? [],
  scopes: ({ scope, participant }) => scopesOf(scope, participant),
  judge(wanted, call) {
    const { kinds, scope, participant, least, readBack } = wanted;
    const windows = scopesOf(scope, participant)
      .flatMap((one) => call.window(one) ?? [])
      .flatMap((window) => (wanted.with ? (besideWords(window, wanted.with, call) ?? []) : [window]));
    if (windows.length === 0)
      return notApplicable({ zh: '触发本项的话没有出现。', en: 'What would call for it was not said.' });
    const told = windows.flatMap((window) => kinds.flatMap((kind) => toldIn(window, kind, call)));
    told.sort((a, b) => a.span.start - b.span.start);
    const again = readBack ? told.flatMap((one) => readBackOf(one, call) ?? []) : told;
    if (again.length >= least)
      return found(
        'pass',
        readBack
          ? { zh: `复述了“${again[0]!.text}”。`, en: `“${again[0]!.text}” was read back.` }
          : { zh: `说了“${words(again)}”。`, en: `“${words(again)}” was told.` },
        (readBack ? [...told, ...again] : again).map(({ kind, text, span, participant: who }) => ({
          span,
          participant: who,
          quote: text,
          note: TITLES[kind],
        })),
      );
    return notTold(windows, wanted, call, told);
  },
});

function scopesOf(scope: Scope, participant: Options['participant']): Scope[] {
  if (participant === undefined) return [scope];
  const both = ['agent', 'customer'] as const;
  return (participant === 'either' ? both : [participant]).map((one) => scopeOf(one, scope));
}

/** The part of a window beside certain words of its participant; null when they do not say them. */
function besideWords(window: Window, classes: readonly string[], call: CallContext): Window | null {
  const own = call.analysis.conversation.turns.filter(({ participant }) => participant === window.participant);
  const said = call.find(wholeCall(window.participant), classes).map(({ segments }) => call.turnOf(segments[0]!)!);
  const beside = new Set(said.flatMap((turn) => own.slice(own.indexOf(turn), own.indexOf(turn) + 2)));
  const turns = window.turns.filter((turn) => beside.has(turn));
  if (turns.length === 0) return null;
  const span = turns.reduce<TimeSpan>(hull, { start: turns[0]!.start, end: turns[0]!.end });
  const segments = window.segments.filter((segment) => beside.has(call.turnOf(segment)!));
  return { ...window, turns, segments, span, speech: turns.flatMap(({ speech }) => speech) };
}

const words = (told: readonly Told[]): string => [...new Set(told.map(({ text }) => text))].join('”“');

function toldIn({ segments, participant }: Window, kind: EntityKind, { analysis }: CallContext): Told[] {
  const { language } = analysis;
  const inSegments = segments.flatMap((segment) =>
    entitiesIn(segment.text, kind, language).map(({ text }) => ({
      kind,
      text,
      span: { start: segment.start, end: segment.end },
      participant,
      number: null,
    })),
  );
  if (kind !== 'phone' && kind !== 'number') return inSegments;
  const starts = new Set(segments.map(({ start }) => start));
  const numbers = spokenNumbers(analysis, participant, LEAST_DIGITS)
    .filter((one) => starts.has(one.span.start) && (kind === 'number' || isPhone(one.digits, language)))
    .map((one): Told => ({ kind, text: one.text, span: one.span, participant, number: one }));
  // A short number like 10086 is known by the words before it only where it stands.
  return numbers.length > 0 ? numbers : inSegments;
}

const LEAST_DIGITS = 5;
const READ_BACK_WITHIN_SECONDS = 60;

/** Where the other one says the number again, within a minute; null when they do not. */
function readBackOf({ kind, number, participant }: Told, { analysis }: CallContext): Told | null {
  if (!number) return null;
  const other = participant === 'agent' ? 'customer' : 'agent';
  const again = spokenNumbers(analysis, other, LEAST_DIGITS).find(
    (one) =>
      one.span.end > number.span.start &&
      gapSeconds(number.span, one.span) <= READ_BACK_WITHIN_SECONDS &&
      isSameNumber(number.digits, one.digits),
  );
  return again ? { kind, text: again.text, span: again.span, participant: other, number: again } : null;
}

function notTold(windows: readonly Window[], wanted: Options, call: CallContext, told: readonly Told[]): Finding {
  const { kinds, readBack, least } = wanted;
  const titles = {
    zh: kinds.map((kind) => TITLES[kind].zh).join('、'),
    en: kinds.map((kind) => TITLES[kind].en).join(', '),
  };
  const missing = windows.map((window) => call.missing(window, titles[call.analysis.language]));
  const poor = windows
    .map((window) => poorText(window, call.analysis) ?? lostEnd(window, call.analysis))
    .find((one) => one !== null);
  if (poor)
    return undecided(
      poor,
      windows.map(({ span }) => span),
      missing,
    );
  const heard = told.map(({ kind, text, span, participant }) => ({
    span,
    participant,
    quote: text,
    note: TITLES[kind],
  }));
  if (readBack && told.length > 0)
    return found('fail', { zh: `没有复述“${words(told)}”。`, en: `“${words(told)}” was not read back.` }, heard);
  return found(
    'fail',
    least > 1 && told.length > 0
      ? {
          zh: `只说了 ${told.length} 个${titles.zh}，应有 ${least} 个。`,
          en: `${titles.en}: ${told.length} told, expected ${least}.`,
        }
      : { zh: `没有说出${titles.zh}。`, en: `Not told: ${titles.en}.` },
    [...heard, ...missing],
  );
}
