import { z } from 'zod';
import type { Segment } from '../../analysis.ts';
import { classOfWordings } from '../../language/compiled-class.ts';
import { spot } from '../../language/spot.ts';
import type { CallContext } from '../context.ts';
import { counted } from '../counted.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';
import { poorText } from '../window.ts';

const options = z.strictObject({
  /** What to ask where the profile has no questions of its own: one question for each class. */
  otherwise: z.array(z.string().min(1)).min(1),
  /** Shares of the questions that are asked. */
  pass: z.number().positive().max(1),
  partial: z.number().positive().max(1),
});
type Options = z.infer<typeof options>;

/**
 * How many of the questions of a survey the agent asks and the customer gets to answer: those of the tenant's profile,
 * else of the given classes.
 */
export const surveyQuestions = operator<Options>({
  name: 'surveyQuestions',
  about: {
    zh: '回访该问的问题，问了并得到回答的有几个。',
    en: 'How many questions of the survey are asked and answered.',
  },
  options,
  dependsOnRoles: true,
  phraseClasses: ({ otherwise }) => otherwise,
  scopes: () => [],
  judge({ otherwise, pass, partial }, call) {
    const window = call.window(wholeCall('agent'));
    if (!window || window.turns.length === 0)
      return notApplicable({ zh: '坐席没有说话。', en: 'The agent never speaks.' });
    const own = call.profile.surveyQuestions;
    const asked: (Evidence | null)[] =
      own.length > 0 ? own.map((question) => askedInWords(question, call)) : otherwise.map((id) => askedOf(id, call));
    const hits = asked.filter((one) => one !== null);
    const share = hits.length / asked.length;
    const explanation = {
      zh: `${asked.length} 个回访问题，问了并等到回答的有 ${hits.length} 个。`,
      en: `Asked and answered: ${hits.length} of ${counted(asked.length, 'survey question')}.`,
    };
    const evidence: Evidence[] = [
      ...hits,
      {
        span: window.span,
        participant: 'agent',
        measured: { value: share, unit: 'share' },
        threshold: { comparison: 'at least', value: pass, unit: 'share' },
      },
    ];
    if (share >= pass) return found('pass', explanation, evidence);
    const poor = poorText(window, call.analysis);
    if (poor) return undecided(poor, [window.span], evidence);
    return found(share >= partial ? 'partial' : 'fail', explanation, evidence);
  },
});

function askedOf(id: string, call: CallContext): Evidence | null {
  const hit = call.find(wholeCall('agent'), [id]).find(({ segments }) => isAnswered(segments.at(-1)!, call));
  return hit ? call.evidence(hit) : null;
}

/** The next to speak is the customer. */
function isAnswered(segment: Segment, call: CallContext): boolean {
  const { turns } = call.analysis.conversation;
  const turn = call.turnOf(segment);
  return turn !== undefined && turns[turns.indexOf(turn) + 1]?.participant === 'customer';
}

/** A question of the profile, heard by sound. */
function askedInWords(question: string, call: CallContext): Evidence | null {
  const window = call.window(wholeCall('agent'))!;
  const hits = spot(call.text(window), classOfWordings('question', [question], call.analysis.language));
  const hit = hits.find(({ to }) => isAnswered(window.segments[to.passage]!, call));
  if (!hit) return null;
  const { start, end } = window.segments[hit.from.passage]!;
  return { span: { start, end }, participant: 'agent', quote: hit.heard, expected: hit.expected };
}
