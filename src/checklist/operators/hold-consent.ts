import { z } from 'zod';
import { countUnits } from '../../language/count.ts';
import { tagAtEnd } from '../../language/questions.ts';
import { gapSeconds } from '../../timespan.ts';
import { every } from '../compose.ts';
import type { CallContext, CallHit } from '../context.ts';
import { isUnsure } from '../doubtful-spans.ts';
import { type Finding, found, notApplicable, undecided } from '../finding.ts';
import { BESIDE_HOLD_SECONDS, type Hold, holdsOf } from '../holds.ts';
import { operator } from '../operator.ts';
import { quoteOf } from '../quote.ts';
import { wholeCall } from '../scope-schema.ts';
import type { Evidence } from '../verdict.ts';

const classes = z.array(z.string().min(1)).min(1);
const options = z.strictObject({
  /** Waits with less silence in them are looked over. */
  leastSeconds: z.number().positive(),
  /** What asks for consent. */
  asks: classes,
  /** A pause after the question that leaves time to answer. */
  pauseSeconds: z.number().positive(),
  /** More characters (words) than this right after the question leave no time: 好吗？我现在就去查您的订单. */
  mostUnitsAfter: z.int().nonnegative(),
});
type Options = z.infer<typeof options>;

/** Whether the customer is asked before every hold, and given time to answer. */
export const holdConsent = operator<Options>({
  name: 'holdConsent',
  about: {
    zh: '让客户等待前是否用问句征得同意，并留出回答的时间。',
    en: 'Whether the agent asks before putting the customer on hold, and leaves time to answer.',
  },
  options,
  dependsOnRoles: true,
  failsOnWordsWithinSeconds: BESIDE_HOLD_SECONDS,
  phraseClasses: ({ asks }) => asks,
  scopes: () => [],
  judge(wanted, call) {
    const holds = holdsOf(call.analysis, wanted.leastSeconds);
    if (holds.length === 0) return notApplicable({ zh: '没有让客户等待。', en: 'The customer was not put on hold.' });
    return every(holds.map((hold) => judgeHold(hold, wanted, call)));
  },
});

function judgeHold(hold: Hold, wanted: Options, call: CallContext): Finding {
  const inWords = ({ segments }: CallHit): boolean => segments.some((segment) => hold.announcing.includes(segment));
  const asked = call.find(wholeCall('agent'), wanted.asks).filter(inWords);
  const hit = asked.findLast((one) => leavesTime(one, hold, wanted, call));
  if (hit) return found('pass', { zh: `问了“${hit.heard}”。`, en: `Asked “${hit.heard}”.` }, [call.evidence(hit)]);
  if (asked[0])
    return found(
      'partial',
      { zh: '问了客户，但没有留出回答的时间。', en: 'The customer was asked, but left no time to answer.' },
      [call.evidence(asked[0])],
    );
  const last = hold.announcing.at(-1);
  const tag = last && tagAtEnd(last.text, call.analysis.language);
  if (tag && !NODS.test(tag) && !isUnsure(last))
    return found('pass', { zh: `问了“${tag}”。`, en: `Asked “${tag}”.` }, [
      { span: { start: last.start, end: last.end }, participant: 'agent', quote: last.text },
    ]);
  const wording = call.phraseClass(wanted.asks[0]!)?.model ?? '';
  const evidence: Evidence = {
    span: hold.span,
    participant: 'agent',
    quote: quoteOf(hold.announcing),
    expected: wording,
    note: { zh: '等待的这一段。', en: 'The wait.' },
  };
  const near = call.find(wholeCall('agent'), wanted.asks, 'nearly').find(inWords);
  if (near || hold.announcing.length === 0)
    return undecided(
      { zh: '没有听清是否征求了客户的同意。', en: 'It is not clear whether the customer was asked.' },
      [near?.span ?? hold.span],
      [near ? call.evidence(near) : evidence],
    );
  if (agrees(hold, call))
    return found(
      'partial',
      { zh: '没有用问句征求同意，但客户答应了。', en: 'The customer was not asked, but agreed.' },
      [evidence],
    );
  return found('fail', { zh: '没有征求客户的同意。', en: 'The customer was told to wait, not asked.' }, [evidence]);
}

/** These tags ask whether something is so, not whether it suits. */
const NODS = /^(?:[是对没]|is|right|correct|isn't)/i;

/** The answer may begin a little before the words end, and reach into the silence. */
const AGREES_WITHIN_SECONDS = 2;
const AGREED = {
  zh: /^[嗯哦噢唉啊，,、\s]*(好|行|可以|没问题|没事|成|中|对|是|嗯|OK|ok)/,
  en: /^(yes|yeah|yep|okay|ok|sure|all right|alright|fine|no problem|of course|go ahead|certainly|thank)/i,
};

/** The customer says yes between what announces the wait and the wait. */
function agrees(hold: Hold, { analysis }: CallContext): boolean {
  const last = hold.announcing.at(-1);
  return analysis.transcript.some(
    (segment) =>
      segment.participant === 'customer' &&
      last !== undefined &&
      gapSeconds(last, segment) > -AGREES_WITHIN_SECONDS &&
      segment.start <= hold.span.start + AGREES_WITHIN_SECONDS &&
      AGREED[analysis.language].test(segment.text.trim()) &&
      !isUnsure(segment),
  );
}

/** The customer speaks before the agent goes on, or the agent pauses, or says next to nothing more. */
function leavesTime(hit: CallHit, hold: Hold, { pauseSeconds, mostUnitsAfter }: Options, call: CallContext): boolean {
  const { analysis } = call;
  const last = hit.segments.at(-1)!;
  const rest = hold.announcing.slice(hold.announcing.indexOf(last) + 1);
  let units = countUnits(afterQuestion(hit, last.text), analysis.language);
  let before = last;
  for (const segment of rest) {
    const answered = analysis.conversation.turns.some(
      (turn) => turn.participant === 'customer' && gapSeconds(turn, segment) >= 0 && gapSeconds(turn, before) < 0,
    );
    if (units <= mostUnitsAfter && (answered || gapSeconds(before, segment) >= pauseSeconds)) return true;
    units += countUnits(segment.text, analysis.language);
    before = segment;
  }
  return units <= mostUnitsAfter;
}

/** A tag ends the question (好吗); other forms begin it (may I put you …) and last to the end of the sentence. */
function afterQuestion({ heard, to }: CallHit, text: string): string {
  const rest = text.slice(to.end);
  if (/[吗么嘛吧好不以]$/.test(heard)) return rest;
  const end = /[?？。.!！]/.exec(rest);
  return end ? rest.slice(end.index + 1) : '';
}
