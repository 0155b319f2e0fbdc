import { z } from 'zod';
import { countUnits } from '../../language/count.ts';
import { durationSeconds } from '../../timespan.ts';
import { bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { scopeSchema } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const limits = z.strictObject({ seconds: bandSchema.optional(), units: bandSchema.optional() });
const bands = z.strictObject({ pass: limits, partial: limits.optional() });
const options = bands.extend({
  scope: scopeSchema,
  /** Limits of English calls, where a unit is a word. */
  en: bands.optional(),
});
type Limits = z.infer<typeof limits>;
type Options = z.infer<typeof options>;

/** How long the turns of a scope are, in seconds (pauses inside a turn included) and in syllables (words). */
export const length = operator<Options>({
  name: 'length',
  about: { zh: '一段话说了多少秒、多少字。', en: 'How many seconds and syllables (words) a stretch of talk takes.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: ({ scope }) => [scope],
  judge({ scope, en, ...zh }, call) {
    const window = call.window(scope);
    if (!window || window.turns.length === 0)
      return notApplicable({ zh: '该方在这一段没有说话。', en: 'This participant does not speak here.' });
    const { language } = call.analysis;
    const { pass, partial } = en && language === 'en' ? en : zh;
    const seconds = window.turns.reduce((sum, turn) => sum + durationSeconds(turn), 0);
    const units = window.segments.reduce((sum, { text }) => sum + countUnits(text, language), 0);
    const keeps = (wanted: Limits): boolean =>
      (wanted.seconds === undefined || rate(seconds, wanted.seconds, undefined) === 'pass') &&
      (wanted.units === undefined || rate(units, wanted.units, undefined) === 'pass');
    const said = { span: window.span, participant: window.participant };
    const unit = language === 'zh' ? { zh: '字', en: 'syllables' } : { zh: '词', en: 'words' };
    const evidence: Evidence[] = [];
    if (pass.seconds)
      evidence.push({
        ...said,
        quote: quoteOf(window.segments),
        measured: { value: seconds, unit: 'seconds' },
        threshold: thresholdOf(seconds, pass.seconds, 'seconds'),
      });
    if (pass.units)
      evidence.push({
        ...said,
        measured: { value: units, unit: 'count' },
        threshold: thresholdOf(units, pass.units, 'count'),
        note: unit,
      });
    const outcome = keeps(pass) ? 'pass' : partial && keeps(partial) ? 'partial' : 'fail';
    return found(
      outcome,
      { zh: `用了 ${shown(seconds)} 秒，${units} ${unit.zh}。`, en: `${shown(seconds)} s and ${units} ${unit.en}.` },
      evidence,
    );
  },
});
