import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { bandSchema, rate, thresholdOf } from '../bands.ts';
import type { CallHit } from '../context.ts';
import { howOften } from '../counted.ts';
import { lostEnd } from '../cut-off.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';
import { poorText } from '../window.ts';

const options = z.strictObject({
  classes: z.array(z.string().min(1)).min(1),
  pass: bandSchema,
  partial: bandSchema.optional(),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/** In how many turns certain words are said, held against limits; several times in one turn are once. */
export const count = operator<Options>({
  name: 'count',
  about: { zh: '某类话在几轮里说过。', en: 'In how many turns certain words are said.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: ({ pass }, denied) => (denied ? pass.atLeast : pass.atMost) !== undefined,
  phraseClasses: ({ classes }) => classes,
  scopes: ({ scope }) => [scope],
  judge({ classes, pass, partial, scope }, call) {
    const window = call.window(scope);
    const usable = classes.filter((id) => call.phraseClass(id));
    if (!window || usable.length === 0)
      return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
    const perTurn = new Map<Turn | undefined, CallHit>();
    for (const hit of call.find(scope, usable, pass.atMost === undefined ? 'sound' : 'exact')) {
      const turn = call.turnOf(hit.segments[0]!);
      if (!perTurn.has(turn)) perTurn.set(turn, hit);
    }
    const hits = [...perTurn.values()];
    const outcome = rate(hits.length, pass, partial);
    const { model } = call.phraseClass(usable[0]!)!;
    const explanation = {
      zh: `“${model}”一类的话说了 ${hits.length} 次。`,
      en: `Something like “${model}” was said ${howOften(hits.length)}.`,
    };
    const held = {
      measured: { value: hits.length, unit: 'count' },
      threshold: thresholdOf(hits.length, pass, 'count'),
    };
    const evidence = hits.map((hit) => ({ ...call.evidence(hit), ...held }));
    const sure = hits.filter(({ segments }) => !segments.some(isUnsure)).length;
    if (rate(sure, pass, partial) !== outcome)
      return undecided(
        explanation,
        hits.map(({ span }) => span),
        evidence,
      );
    const tooFew = pass.atLeast !== undefined && hits.length < pass.atLeast;
    const poor = tooFew ? (poorText(window, call.analysis) ?? lostEnd(window, call.analysis)) : null;
    if (poor) return undecided(poor, [window.span], evidence);
    const missing = { ...call.missing(window, model), ...held };
    return found(outcome, explanation, tooFew ? [...evidence, missing] : evidence);
  },
});
