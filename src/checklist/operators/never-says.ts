import { z } from 'zod';
import type { Language } from '../../analysis.ts';
import type { CallContext, CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { scopeSchema } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';
import { poorText } from '../window.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  classes,
  scope: scopeSchema,
  /** Only as an utterance of its own: 哪里？ but not 请问您在哪里. */
  alone: z.boolean().default(false),
  /** How often it may be said. */
  tolerated: z.int().nonnegative().default(0),
  /** No fault when each of these classes is said in the same turn. */
  excusedByAll: classes.optional(),
  /** A class that makes it good when it follows in the same turn: the item is then partial. */
  rescuedBy: classes.optional(),
});
type Options = z.infer<typeof options>;

/** Forbidden wording: exact characters with exceptions, never by sound alone; unsure words are left to a person. */
export const neverSays = operator<Options>({
  name: 'neverSays',
  about: {
    zh: '不得说的话：逐字匹配，有例外。',
    en: 'Words that must not be said: exact characters, with exceptions.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  needsEveryWord: true,
  phraseClasses: ({ classes: own, rescuedBy, excusedByAll }) => [...own, ...(rescuedBy ?? []), ...(excusedByAll ?? [])],
  scopes: ({ scope }) => [scope],
  judge: judgeNeverSays,
});

function judgeNeverSays(wanted: Options, call: CallContext): Finding {
  const { classes: own, scope, alone, tolerated, rescuedBy, excusedByAll } = wanted;
  const window = call.window(scope);
  if (!window || !own.some((id) => call.phraseClass(id)))
    return notApplicable({ zh: '没有可查的内容。', en: 'There is nothing to check.' });
  if (window.turns.length === 0)
    return notApplicable({ zh: '该方在这一段没有说话。', en: 'This participant does not speak here.' });
  if (window.segments.length === 0)
    return undecided(poorText(window, call.analysis) ?? { zh: '没有文字可查。', en: 'There are no words to check.' }, [
      window.span,
    ]);
  const hits = call
    .find(scope, own, 'exact')
    .filter((hit) => !alone || standsAlone(hit, call.analysis.language))
    .filter((hit) => !excusedByAll?.every((one) => saidInTurn(hit, [one], scope, call)));
  const evidence = hits.map((hit) => evidenceOf(hit, hits.length, tolerated));
  if (hits.length <= tolerated)
    return found('pass', { zh: '没有说过不该说的话。', en: 'Nothing forbidden was said.' }, evidence);
  const unsure = hits.filter(({ segments }) => segments.some(isUnsure));
  if (hits.length - unsure.length <= tolerated)
    return undecided(
      {
        zh: `似乎说了“${unsure[0]!.heard}”，但识别把握不足。`,
        en: `“${unsure[0]!.heard}” seems to be said, but the recogniser was unsure.`,
      },
      unsure.map(({ span }) => span),
      evidence.filter((_, index) => unsure.includes(hits[index]!)),
    );
  const words = [...new Set(hits.map(({ heard }) => heard))].join('”“');
  const rescued = rescuedBy !== undefined && hits.every((hit) => saidInTurn(hit, rescuedBy, scope, call));
  return rescued
    ? found(
        'partial',
        { zh: `说了“${words}”，随即作了补救。`, en: `Said “${words}”, and made it good at once.` },
        evidence,
      )
    : found('fail', { zh: `说了“${words}”。`, en: `Said “${words}”.` }, evidence);
}

/** One of the classes is said in the turn of the hit, besides the words of the hit: there is nothing I can do offers nothing. */
function saidInTurn(hit: CallHit, classIds: readonly string[], scope: Options['scope'], call: CallContext): boolean {
  const turn = call.turnOf(hit.segments[0]!);
  return call.find(scope, classIds).some((one) => call.turnOf(one.segments[0]!) === turn && !isInside(one, hit));
}

const isInside = (one: CallHit, hit: CallHit): boolean =>
  one.segments[0] === hit.segments[0] &&
  one.segments.at(-1) === hit.segments.at(-1) &&
  one.from.start >= hit.from.start &&
  one.to.end <= hit.to.end;

/** A space parts utterances in Chinese, where there are none between words. */
const BEFORE = { zh: /(?:^|[\s，。！？、,.!?…]|喂)$/, en: /(?:^|[,.!?…]\s*)$/ };
const AFTER = { zh: /^(?:[呀啊呢哪]*)(?:$|[\s，。！？、,.!?…])/, en: /^\s*(?:$|[,.!?…])/ };

function standsAlone({ segments, from, to }: CallHit, language: Language): boolean {
  const before = segments[0]!.text.slice(0, from.start);
  return BEFORE[language].test(before) && AFTER[language].test(segments.at(-1)!.text.slice(to.end));
}

function evidenceOf(hit: CallHit, count: number, tolerated: number): Evidence {
  return {
    span: hit.span,
    participant: hit.participant,
    quote: quoteOf(hit.segments),
    measured: { value: count, unit: 'count' },
    threshold: { comparison: 'at most', value: tolerated, unit: 'count' },
    note: { zh: `“${hit.heard}”`, en: `“${hit.heard}”` },
  };
}
