import { z } from 'zod';
import { median } from '../../measures/median.ts';
import { type Asked, questionsBy } from '../asked.ts';
import { shown } from '../bands.ts';
import { counted } from '../counted.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';
import type { Evidence } from '../verdict.ts';

const share = z.number().positive().max(1);
const options = z.strictObject({
  /** Share of the turns with questions that hold a single one; two at once in one turn of the call are partial at worst. */
  pass: share,
  partial: share,
  /** The usual (median) question is at most so long: syllables in Chinese, words in English. */
  mostUnits: z.strictObject({ zh: z.number().positive(), en: z.number().positive() }),
  /** More questions than this in five minutes lower the outcome by one level. */
  mostPerFiveMinutes: z.number().positive(),
  leastQuestions: z.int().positive(),
  /** Questions with such a phrase are offers and do not count. */
  exceptClasses: z.array(z.string().min(1)).default([]),
});
type Options = z.infer<typeof options>;

/** How the agent asks: one question a turn, short ones, not too many. Tags (好吗, okay?) are no questions. */
export const questions = operator<Options>({
  name: 'questions',
  about: {
    zh: '坐席每次是否只问一个问题，问题短不短，总数多不多。',
    en: 'Whether the agent asks one question at a time, short ones, and not too many.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  failsOnWordsWithinSeconds: 0,
  phraseClasses: ({ exceptClasses }) => exceptClasses,
  scopes: () => [],
  judge({ pass, partial, mostUnits, mostPerFiveMinutes, leastQuestions, exceptClasses }, call) {
    const { language } = call.analysis;
    const asked = withoutExamples(questionsBy('agent', exceptClasses, call));
    if (asked.length < leastQuestions)
      return notApplicable({
        zh: `坐席只问了 ${asked.length} 个问题，不足 ${leastQuestions} 个。`,
        en: `The agent asks ${counted(asked.length, 'question')}, fewer than ${leastQuestions}.`,
      });
    const turns = [...new Set(asked.map(({ turn }) => turn))];
    const several = turns.filter((turn) => asked.filter((one) => one.turn === turn).length > 1);
    const single = 1 - several.length / turns.length;
    const units = median(asked.map((one) => one.units))!;
    const often = perFiveMinutes(asked.length, call.analysis);
    const isLong = units > mostUnits[language];
    const isOften = often > mostPerFiveMinutes;
    const few = several.length === 1 && several.every((turn) => asked.filter((one) => one.turn === turn).length < 3);
    const level = (single >= partial || few ? 1 : 0) + (single >= pass && !isLong ? 1 : 0) - (isOften ? 1 : 0);
    const unit = language === 'zh' ? 'characters' : 'words';
    return found(
      level === 2 ? 'pass' : level === 1 ? 'partial' : 'fail',
      {
        zh: `问了 ${asked.length} 个问题，${turns.length} 次发问中有 ${several.length} 次连问几个；问题长度的中位数是 ${shown(units)} 字。`,
        en: `${counted(asked.length, 'question')}; several at once in ${several.length} of ${counted(turns.length, 'turn')}; the median length is ${shown(units)} ${unit}.`,
      },
      [
        ...several.map((turn) => evidenceOf(asked, turn, single, pass)),
        ...asked.filter((one) => isLong && one.units >= units).map((one) => lengthOf(one, mostUnits[language], unit)),
        ...(isOften ? [countOf(asked, often, mostPerFiveMinutes)] : []),
      ],
    );
  },
});

const EXAMPLE = /比如|例如|譬如|比方|打个比方|for example|for instance|such as|let us say|let's say/i;
const GOES_ON = /^[\s，,。？！?!.]*(?:或者|还是|以及|又或|or\b)/i;

/** What explains a question by examples (比如说红灯亮不亮？) belongs to it, and so do further examples. */
function withoutExamples(asked: readonly Asked[]): Asked[] {
  let example = false;
  return asked.filter((one, index) => {
    const before = asked[index - 1];
    const from = before?.segment === one.segment ? before.end : 0;
    const isNamed = EXAMPLE.test(one.segment.text.slice(from, one.end));
    example = before?.turn === one.turn && (isNamed || (example && GOES_ON.test(one.text)));
    return !example;
  });
}

function evidenceOf(asked: readonly Asked[], turn: Asked['turn'], value: number, limit: number): Evidence {
  const own = asked.filter((one) => one.turn === turn);
  return {
    span: { start: turn.start, end: turn.end },
    participant: 'agent',
    quote: own.map(({ text }) => text).join(' / '),
    measured: { value, unit: 'share' },
    threshold: { comparison: 'at least', value: limit, unit: 'share' },
    note: { zh: `一次问了 ${own.length} 个问题`, en: `${own.length} questions at once` },
  };
}

function lengthOf({ segment, text, units }: Asked, limit: number, unit: string): Evidence {
  return {
    span: { start: segment.start, end: segment.end },
    participant: 'agent',
    quote: text,
    measured: { value: units, unit },
    threshold: { comparison: 'at most', value: limit, unit },
    note: { zh: '问题的长度', en: 'length of the question' },
  };
}

function countOf(asked: readonly Asked[], value: number, limit: number): Evidence {
  return {
    span: { start: asked[0]!.segment.start, end: asked.at(-1)!.segment.end },
    participant: 'agent',
    measured: { value, unit: 'countPerFiveMinutes' },
    threshold: { comparison: 'at most', value: limit, unit: 'countPerFiveMinutes' },
    note: { zh: '每五分钟的问题数', en: 'questions in five minutes' },
  };
}
