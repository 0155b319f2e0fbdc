import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import { countUnits } from '../../language/count.ts';
import { fillersIn } from '../../language/fillers.ts';
import type { TimeSpan } from '../../timespan.ts';
import { shown } from '../bands.ts';
import type { CallContext } from '../context.ts';
import { howOften } from '../counted.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { perFiveMinutes } from '../per-five-minutes.ts';
import { scopeSchema } from '../scope-schema.ts';
import { isReply } from '../statements.ts';
import type { Window } from '../window.ts';

const words = z.array(z.string().min(1)).min(1);
const byLanguage = z.strictObject({ zh: words, en: words });
const options = z.strictObject({
  /** Sounds, which always count, and words that count where they stand for nothing, both as the raw text has them. */
  sounds: byLanguage,
  hollow: byLanguage,
  /** Lexicon class of words that count only as a habit. */
  habits: z.string().min(1),
  /** Sounds and hollow words in a hundred characters (words). */
  pass: z.number().positive().optional(),
  partial: z.number().positive().optional(),
  /** One and the same more often than this in five minutes is a habit: partial at best. */
  mostOfOne: z.number().positive().optional(),
  /** More sounds and hollow words than this in all of the scope fail. */
  most: z.int().nonnegative().optional(),
  /** Less speech than so many characters (words) is too little to judge. */
  leastUnits: z.number().positive(),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * Fillers and verbal habits of the agent. Short replies and the 嗯 that opens a turn are listening, not filling. Many
 * recognisers leave fillers out: few of them in the text do not prove that there were few.
 */
export const fillers = operator<Options>({
  name: 'fillers',
  about: { zh: '口头禅有多密，有没有老挂在嘴边的词。', en: 'How many fillers there are, and whether one is a habit.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: ({ habits }) => [habits],
  scopes: ({ scope }) => [scope],
  judge(wanted, call) {
    const window = call.window(wanted.scope);
    const units = (window?.segments ?? []).reduce((sum, { text }) => sum + countUnits(text, call.analysis.language), 0);
    if (!window || units < wanted.leastUnits)
      return notApplicable({
        zh: `这一段只说了 ${units} 个字，太少。`,
        en: `Only ${units} ${units === 1 ? 'character (word) is' : 'characters (words) are'} said here: too few.`,
      });
    const said = fillersOf(window, wanted, call);
    const habits = call.find(wanted.scope, [wanted.habits], 'exact').map(({ heard, segments }) => {
      return { wording: heard.toLowerCase(), segment: segments[0]! };
    });
    const densityOf = (list: readonly Place[]): number => (100 * list.length) / units;
    const { pass = Number.POSITIVE_INFINITY, partial = pass, most = Number.POSITIVE_INFINITY } = wanted;
    const oftenOf = (list: readonly Place[], words: readonly Place[]) =>
      mostOfOne(list, words, wanted.mostOfOne ?? Number.POSITIVE_INFINITY, call);
    const outcomeOf = (list: readonly Place[], words: readonly Place[]) => {
      if (densityOf(list) > partial || list.length > most) return 'fail';
      return densityOf(list) > pass || oftenOf(list, words) ? 'partial' : 'pass';
    };
    const density = densityOf(said);
    const often = oftenOf(said, habits);
    const tooMany = said.length > most;
    const outcome = outcomeOf(said, habits);
    const sure = (list: readonly Place[]): Place[] => list.filter(({ segment }) => !isUnsure(segment));
    const explanation = {
      zh: `每百字 ${shown(density)} 处口头禅${often ? `；“${often.wording}”说了 ${often.places.length} 次` : ''}。`,
      en: `${shown(density)} fillers in a hundred characters (words)${often ? `; “${often.wording}” ${howOften(often.places.length)}` : ''}.`,
    };
    const evidence = [
      ...evidenceOf(often?.places ?? [], often?.perFive ?? 0, 'countPerFiveMinutes', wanted.mostOfOne ?? 0),
      ...evidenceOf(density > pass ? said : [], density, 'countPerHundredUnits', pass),
      ...evidenceOf(tooMany ? said : [], said.length, 'count', most),
    ];
    if (outcomeOf(sure(said), sure(habits)) === outcome) return found(outcome, explanation, evidence);
    return undecided(
      explanation,
      [...said, ...habits].filter(({ segment }) => isUnsure(segment)).map(({ segment }) => spanOf(segment)),
      evidence,
    );
  },
});

interface Place {
  wording: string;
  segment: Segment;
}

function fillersOf(window: Window, { sounds, hollow }: Options, call: CallContext): Place[] {
  const { language } = call.analysis;
  return window.segments.flatMap((segment) => {
    const turn = call.turnOf(segment);
    if (turn && isReply(turn, call.analysis)) return [];
    const opens = turn?.start === segment.start || turn?.segments[0] === call.analysis.transcript.indexOf(segment);
    return fillersIn(segment.text, { sounds: sounds[language], hollow: hollow[language] }, language)
      .filter(({ start }) => !(opens && start === 0))
      .map(({ wording }) => ({ wording, segment }));
  });
}

/** The one said most, if it is said more often than allowed. */
function mostOfOne(said: readonly Place[], habits: readonly Place[], limit: number, call: CallContext) {
  const byWording = new Map<string, Place[]>();
  for (const list of [said, habits]) {
    const own = new Map<string, Place[]>();
    for (const place of list) own.set(place.wording, [...(own.get(place.wording) ?? []), place]);
    for (const [wording, places] of own)
      if (places.length > (byWording.get(wording)?.length ?? 0)) byWording.set(wording, places);
  }
  return [...byWording]
    .map(([wording, places]) => ({ wording, places, perFive: perFiveMinutes(places.length, call.analysis) }))
    .filter(({ perFive }) => perFive > limit)
    .sort((a, b) => b.perFive - a.perFive)[0];
}

const SHOWN = 8;

const spanOf = ({ start, end }: Segment): TimeSpan => ({ start, end });

/** The first few places: a habit has many, and all are alike. */
function evidenceOf(places: readonly Place[], value: number, unit: string, limit: number) {
  return places.slice(0, SHOWN).map(({ wording, segment }) => ({
    span: spanOf(segment),
    participant: 'agent' as const,
    quote: segment.text,
    measured: { value, unit },
    threshold: { comparison: 'at most' as const, value: limit, unit },
    note: { zh: `“${wording}”`, en: `“${wording}”` },
  }));
}
