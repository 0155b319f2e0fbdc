import { z } from 'zod';
import type { Turn } from '../../analysis.ts';
import { pairsOf } from '../../language/similar.ts';
import type { CallContext } from '../context.ts';
import { lostEnd } from '../cut-off.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { scopeSchema } from '../scope-schema.ts';
import { isReply } from '../statements.ts';
import { poorText } from '../window.ts';

const count = z.int().positive();
const options = z.strictObject({
  /** So many neighbouring characters (words) that the other one has just said are said again in one turn. */
  leastPairs: z.strictObject({ zh: count, en: count }),
  scope: scopeSchema,
});
type Options = z.infer<typeof options>;

/**
 * Somebody takes up the words that the other one has just said, in whatever order: “we are at Green Lane, number three” –
 * “number three, Green Lane”. What only shows that somebody is listening parts nothing and takes up nothing. The turn that
 * takes up most is shown. No such turn where the words are poorly recognised is undecided.
 */
export const echoes = operator<Options>({
  name: 'echoes',
  about: {
    zh: '有没有用对方刚说过的话复述一遍。',
    en: 'Whether somebody says again, in the same words, what the other one has just said.',
  },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: ({ scope }) => [scope],
  judge({ leastPairs, scope }, call) {
    const window = call.window(scope);
    const echo = window?.turns
      .flatMap((turn) => echoIn(turn, call) ?? [])
      .reduce<Echo | null>((most, one) => (most && most.pairs >= one.pairs ? most : one), null);
    if (!window || !echo) return notApplicable({ zh: '没有接对方话的一轮。', en: 'No turn answers the other one.' });
    const least = leastPairs[call.analysis.language];
    const { turn, said, pairs } = echo;
    const evidence = [
      ...said.map(({ start, end, participant, text }) => ({ span: { start, end }, participant, quote: text })),
      {
        span: { start: turn.start, end: turn.end },
        participant: turn.participant,
        quote: turn.text,
        measured: { value: pairs, unit: 'count' },
        threshold: { comparison: 'at least' as const, value: least, unit: 'count' },
      },
    ];
    if (pairs >= least)
      return found('pass', { zh: '用对方的话复述了。', en: 'The words of the other one are said again.' }, evidence);
    const poor = poorText(window, call.analysis) ?? lostEnd(window, call.analysis);
    return poor
      ? undecided(poor, [window.span], evidence)
      : found('fail', { zh: '没有复述对方的话。', en: 'The words of the other one are not said again.' }, evidence);
  },
});

interface Echo {
  turn: Turn;
  /** What the other one said since the last turn before it. */
  said: Turn[];
  /** Neighbouring characters (words) in common, empty words left out. */
  pairs: number;
}

function echoIn(turn: Turn, { analysis }: CallContext): Echo | null {
  if (isReply(turn, analysis)) return null;
  const before = analysis.conversation.turns.filter(({ start }) => start < turn.start);
  const last = before.findLastIndex((one) => one.participant === turn.participant && !isReply(one, analysis));
  const said = before.slice(last + 1).filter(({ participant }) => participant !== turn.participant);
  if (said.length === 0) return null;
  const heard = new Set(said.flatMap(({ text }) => [...pairsOf(text, analysis.language)]));
  const own = [...pairsOf(turn.text, analysis.language)];
  return { turn, said, pairs: own.filter((pair) => heard.has(pair)).length };
}
