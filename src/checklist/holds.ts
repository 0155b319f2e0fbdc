import type { CallAnalysis, Segment, Silence, Turn } from '../analysis.ts';
import { remembered } from '../remembered.ts';
import { durationSeconds, gapSeconds, hull, type TimeSpan, totalSeconds } from '../timespan.ts';

/** A wait the agent announced: one silence, or several that short words of the agent to the waiting customer part. */
export interface Hold {
  /** From the first silence to the end of the last one. */
  span: TimeSpan;
  /** The silences of the wait, first to last. */
  silences: Silence[];
  /** What the agent said to announce it, within 15 s before it. */
  announcing: Segment[];
  /** The agent's words to the waiting customer between the silences. */
  updates: Turn[];
  /** The agent's turns after it, first to last. */
  back: Turn[];
}

/** Words farther than this from a hold do not belong to it. */
export const BESIDE_HOLD_SECONDS = 15;
/** Segment times may reach a little into the silence. */
const TOLERANCE_SECONDS = 1;
/** Shorter silences are pauses around the words that announce a wait or end it. */
const LEAST_WAIT_SECONDS = 3;
/** More talk than this between two silences is no word to a waiting customer: the agent is back. */
const MOST_UPDATE_SECONDS = 8;
/** A customer who says more than this while waiting is being served again. */
const MOST_REPLY_SECONDS = 3;

/** The holds of a call with at least so many seconds of silence in them, first to last. */
export function holdsOf(analysis: CallAnalysis, leastSeconds: number): readonly Hold[] {
  return allHolds(analysis).filter((hold) => silentSeconds(hold) >= leastSeconds);
}

const allHolds = remembered((analysis: CallAnalysis): readonly Hold[] =>
  chained(analysis).map((silences) => holdOf(silences, analysis)),
);

/** Announced silences, those of one wait together. */
function chained(analysis: CallAnalysis): Silence[][] {
  const chains: Silence[][] = [];
  for (const silence of analysis.conversation.silences) {
    if (!silence.announcedBy || durationSeconds(silence) < LEAST_WAIT_SECONDS) continue;
    const last = chains.at(-1)?.at(-1);
    if (last && isSameWait(last, silence, analysis)) chains.at(-1)!.push(silence);
    else chains.push([silence]);
  }
  return chains;
}

/** Between them is one word of the agent at most, and no talk: nobody answers it but with a word, and none is long. */
function isSameWait(last: Silence, next: Silence, { conversation }: CallAnalysis): boolean {
  const between = conversation.turns.filter(
    (turn) => gapSeconds(last, turn) > -TOLERANCE_SECONDS && gapSeconds(turn, next) > -TOLERANCE_SECONDS,
  );
  const spoken = (who: 'agent' | 'customer'): number =>
    totalSeconds(between.filter(({ participant }) => participant === who));
  const agentAgain = between.some(
    ({ participant }, index) =>
      participant === 'agent' &&
      between.slice(0, index).some((one) => one.participant === 'agent') &&
      between[index - 1]!.participant === 'customer',
  );
  return !agentAgain && spoken('agent') <= MOST_UPDATE_SECONDS && spoken('customer') <= MOST_REPLY_SECONDS;
}

function holdOf(silences: Silence[], { conversation, transcript }: CallAnalysis): Hold {
  const span = silences.reduce<TimeSpan>(hull, { start: silences[0]!.start, end: silences[0]!.end });
  const own = conversation.turns.filter(({ participant }) => participant === 'agent');
  return {
    span,
    silences,
    announcing: transcript.filter((segment) => {
      const gap = gapSeconds(segment, span);
      return segment.participant === 'agent' && gap > -TOLERANCE_SECONDS && gap <= BESIDE_HOLD_SECONDS;
    }),
    updates: own.filter(
      (turn) => gapSeconds({ start: span.start, end: span.start }, turn) >= 0 && turn.end <= span.end,
    ),
    back: own.filter((turn) => gapSeconds(span, turn) > -TOLERANCE_SECONDS),
  };
}

/** Seconds of silence in a hold. */
export function silentSeconds({ silences }: Hold): number {
  return totalSeconds(silences);
}
