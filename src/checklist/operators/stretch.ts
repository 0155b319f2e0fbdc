import { z } from 'zod';
import type { Language } from '../../analysis.ts';
import { durationSeconds, type TimeSpan } from '../../timespan.ts';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { counted } from '../counted.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { statementsOf } from '../statements.ts';
import type { Evidence } from '../verdict.ts';

const limits = z.strictObject({ seconds: bandSchema, pieces: bandSchema.optional() });
const options = z.strictObject({
  participant: z.enum(['agent', 'customer']).default('agent'),
  /** What ends a stretch: a pause of 0.6 s, or the other taking the floor (short replies do not). */
  until: z.enum(['pause', 'reply']),
  /** Seconds, and pieces of information: steps and numbers. */
  pass: limits,
  partial: limits.optional(),
  /** Where the longest stretch is shorter and holds few pieces, nothing was explained. */
  leastSeconds: z.number().nonnegative().default(0),
});
type Options = z.infer<typeof options>;

/** The longest stretch of talk of a participant, and the one with most pieces of information. */
export const stretch = operator<Options>({
  name: 'stretch',
  about: {
    zh: '一口气说了多久、说了几件事（步骤、数字）。',
    en: 'The longest stretch of talk, and how many things (steps, numbers) are told in one.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ participant, until, pass, partial, leastSeconds }, call) {
    const stretches = stretchesOf(participant, until, call);
    const longest = stretches.toSorted((a, b) => durationSeconds(b) - durationSeconds(a))[0];
    if (!longest)
      return notApplicable({ zh: '该方在通话中没有说话。', en: 'This participant never speaks in the call.' });
    const fullest = stretches.toSorted((a, b) => b.pieces - a.pieces)[0]!;
    const seconds = durationSeconds(longest);
    const isFull = pass.pieces !== undefined && rate(fullest.pieces, pass.pieces, undefined) === 'fail';
    if (seconds < leastSeconds && !isFull)
      return notApplicable({
        zh: `一口气最长只说了 ${shown(seconds)} 秒，没有需要分段的说明。`,
        en: `The longest stretch is ${shown(seconds)} s: nothing was explained at length.`,
      });
    const keeps = (wanted: { seconds: Band; pieces?: Band | undefined }): boolean =>
      rate(seconds, wanted.seconds, undefined) === 'pass' &&
      (!wanted.pieces || rate(fullest.pieces, wanted.pieces, undefined) === 'pass');
    const place = (one: Stretch) => ({ span: { start: one.start, end: one.end }, participant, quote: cut(one.text) });
    const evidence: Evidence[] = [
      {
        ...place(longest),
        measured: { value: seconds, unit: 'seconds' },
        threshold: thresholdOf(seconds, pass.seconds, 'seconds'),
        note: { zh: '最长的一段', en: 'the longest stretch' },
      },
    ];
    if (pass.pieces)
      evidence.push({
        ...place(fullest),
        measured: { value: fullest.pieces, unit: 'count' },
        threshold: thresholdOf(fullest.pieces, pass.pieces, 'count'),
        note: { zh: '一段里的步骤和数字', en: 'steps and numbers in one stretch' },
      });
    return found(
      keeps(pass) ? 'pass' : partial && keeps(partial) ? 'partial' : 'fail',
      {
        zh: `一口气最长说了 ${shown(seconds)} 秒${pass.pieces ? `，一段最多 ${fullest.pieces} 件事` : ''}。`,
        en: `The longest stretch is ${shown(seconds)} s${pass.pieces ? `, and one holds ${counted(fullest.pieces, 'thing')}` : ''}.`,
      },
      evidence,
    );
  },
});

interface Stretch extends TimeSpan {
  text: string;
  pieces: number;
}

function stretchesOf(participant: 'agent' | 'customer', until: Options['until'], call: CallContext): Stretch[] {
  const { language, conversation } = call.analysis;
  const whole =
    until === 'reply'
      ? statementsOf(call.analysis, participant)
      : conversation.turns
          .filter((turn) => turn.participant === participant)
          .map((turn) => ({ start: turn.start, end: turn.end, turns: [turn] }));
  return whole.map(({ start, end, turns }) => {
    const text = turns.map((turn) => turn.text).join(' ');
    return { start, end, text, pieces: text.match(PIECES[language])?.length ?? 0 };
  });
}

/** Words that begin a step, and numbers; a number read digit by digit, or in groups of them, is one. */
const PIECES: Record<Language, RegExp> = {
  zh: /第[一二三四五六七八九十]|首先|其次|然后|接着|接下来|最后|另外|(?:\d[\d,.:]*|[零〇一二三四五六七八九幺]{2,}(?:[，,、 ]+[零〇一二三四五六七八九幺]{2,})+|[零〇一二三四五六七八九幺十百千万]{2,})(?!些|样|下|会|点儿)/g,
  en: /\b(?:first|firstly|second|secondly|third|then|next|after that|finally|also|lastly)\b|\b\d(?:[ ,-]{1,2}\d\b)+|\d[\d,.:-]*/gi,
};

const QUOTE_CHARACTERS = 80;
const cut = (text: string): string => (text.length > QUOTE_CHARACTERS ? `${text.slice(0, QUOTE_CHARACTERS)}…` : text);
