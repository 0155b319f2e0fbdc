import { z } from 'zod';
import type { CallContext } from '../context.ts';
import { howOften } from '../counted.ts';
import { lostEnd, lostStart } from '../cut-off.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';
import { poorText, type Window } from '../window.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z
  .strictObject({
    /** At least one of these classes, or every one of them. */
    any: classes.optional(),
    all: classes.optional(),
    /** How often, counted over all classes. */
    times: z.int().positive().default(1),
    scope: scopeSchema,
  })
  .refine(({ any, all }) => (any === undefined) !== (all === undefined), 'either any or all');
type Options = z.infer<typeof options>;

/**
 * Required wording: heard by sound, so recognition errors do not cost a point. Not found where the words are poorly
 * recognised, or where something came close, is undecided; otherwise it fails with what was heard instead.
 */
export const says = operator<Options>({
  name: 'says',
  about: { zh: '要说到的话：按读音匹配。', en: 'Words that must be said, matched by sound.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ any, all }) => any ?? all ?? [],
  scopes: ({ scope }) => [scope],
  judge: judgeSays,
});

function judgeSays({ any, all, times, scope }: Options, call: CallContext): Finding {
  const wanted = (any ?? all ?? []).filter((id) => call.phraseClass(id));
  const models = wanted.map((id) => call.phraseClass(id)!.model);
  if (wanted.length === 0)
    return notApplicable({ zh: '这种语言没有相应的话术词库。', en: 'There are no phrases for this language.' });
  const window = call.window(scope);
  if (!window) return notApplicable({ zh: '触发本项的话没有出现。', en: 'What would call for it was not said.' });
  if (!call.analysis.conversation.turns.some(({ participant }) => participant === window.participant))
    return notApplicable({ zh: '该方在通话中没有说话。', en: 'This participant never speaks in the call.' });
  const hits = call.find(scope, wanted);
  const lacking = all ? wanted.filter((id) => !hits.some(({ classId }) => classId === id)) : [];
  if (hits.length >= times && lacking.length === 0) {
    const first = all ? wanted.map((id) => hits.find(({ classId }) => classId === id)!) : hits.slice(0, times);
    const quoted = first.map(({ heard }) => heard);
    return found(
      'pass',
      { zh: `说了“${quoted.join('”“')}”。`, en: `Said “${quoted.join('”, “')}”.` },
      first.map((hit) => call.evidence(hit)),
    );
  }
  const expected = lacking.length > 0 ? lacking.map((id) => call.phraseClass(id)!.model) : models;
  return notHeard(call, window, expected, lacking.length > 0 ? lacking : wanted, { hits: hits.length, times, scope });
}

function notHeard(
  call: CallContext,
  window: Window,
  expected: readonly string[],
  classIds: readonly string[],
  { hits, times, scope }: { hits: number; times: number; scope: Options['scope'] },
): Finding {
  const wording = expected.join(' / ');
  const missing = call.missing(window, wording);
  const near = call.find(scope, classIds, 'nearly').filter(({ score }) => score < 1)[0];
  if (near)
    return undecided(
      {
        zh: `听到“${near.heard}”，像是“${near.expected}”，请人工确认。`,
        en: `“${near.heard}” was heard, close to “${near.expected}”; please listen.`,
      },
      [near.span],
      [call.evidence(near)],
    );
  const poor = poorText(window, call.analysis) ?? lostEnd(window, call.analysis) ?? lostStart(scope, call.analysis);
  if (poor) return undecided(poor, [window.span], [missing]);
  return found(
    'fail',
    times > 1
      ? {
          zh: `只听到 ${hits} 次，应有 ${times} 次：“${wording}”。`,
          en: `Heard ${howOften(hits)}, expected ${times}: “${wording}”.`,
        }
      : { zh: `没有听到“${wording}”一类的话。`, en: `Nothing like “${wording}” was heard.` },
    [missing],
  );
}
