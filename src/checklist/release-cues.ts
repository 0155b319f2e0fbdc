import type { Participant, Turn } from '../analysis.ts';
import { gapSeconds } from '../timespan.ts';
import type { CallContext } from './context.ts';
import { wholeCall } from './scope-schema.ts';
import type { Evidence } from './verdict.ts';

type Side = 'agent' | 'customer';

/** Something at the end of a recording that speaks for one side having hung up. */
export interface ReleaseCue {
  by: Side;
  /** How often it is right, above 0.5: no study of it was found, so these are house values, cautious ones. */
  confidence: number;
  evidence: Evidence;
}

/** An exchange plays the busy tone into the line whose other end has gone. */
const BUSY = { customer: 0.9, agent: 0.75 };
const SILENT_FIRST = 0.7;
const LAST_FAREWELL = 0.6;
const CUT_OFF = 0.6;
/** Nearer together than this, both lines end at once. */
const FIRST_BY_SECONDS = 0.3;
/** A goodbye so near the end is followed by the receiver. */
const FAREWELL_WITHIN_SECONDS = 3;
/** Words that end nothing, so near the end, were cut off by the other. */
const CUT_WITHIN_SECONDS = 1;

const NAMES = { agent: { zh: '坐席', en: 'the agent' }, customer: { zh: '客户', en: 'the customer' } };
const other = (side: Side): Side => (side === 'agent' ? 'customer' : 'agent');

/** The turn that ends last. */
export function lastTurn(turns: readonly Turn[]): Turn | null {
  return turns.reduce<Turn | null>((latest, turn) => (latest && latest.end >= turn.end ? latest : turn), null);
}

/** What the end of a recording says about who hung up, by strength. Empty when it says nothing. */
export function releaseCues(call: CallContext, farewell: readonly string[]): ReleaseCue[] {
  return [busyTone(call), silentFirst(call), lastWords(call, farewell)].filter((cue) => cue !== null);
}

/**
 * A busy tone after everybody's last words. On the customer's channel, or where the sides are not told apart, it is what
 * a recorder at the agent hears when the customer has gone; on the agent's alone, the reverse.
 */
function busyTone({ analysis: { attribution, conversation, tones, channels } }: CallContext): ReleaseCue | null {
  const lastWord = lastTurn(conversation.turns)?.end ?? 0;
  const busy = tones.filter(({ kind, start }) => kind === 'busy' && start >= lastWord);
  // Speakers told apart on one channel have no lines of their own.
  const participantOn = (channel: number): Participant =>
    attribution.by === 'diarised' ? 'mixed' : (channels.find(({ index }) => index === channel)?.participant ?? 'mixed');
  const tone = busy.find(({ channel }) => participantOn(channel) !== 'agent') ?? busy[0];
  if (!tone) return null;
  const participant = participantOn(tone.channel);
  const by = participant === 'agent' ? 'agent' : 'customer';
  return {
    by,
    confidence: BUSY[by],
    evidence: {
      span: { start: tone.start, end: tone.end },
      participant,
      note: {
        zh: `通话末尾${participant === 'mixed' ? '' : `${NAMES[by].zh}一侧`}的忙音：${NAMES[by].zh}已经挂断`,
        en: `busy tone at the end${participant === 'mixed' ? '' : ` on the side of ${NAMES[by].en}`}: ${NAMES[by].en} has hung up`,
      },
    },
  };
}

/** The line that is dead while the other still carries sound. */
function silentFirst({ analysis: { conversation, recording } }: CallContext): ReleaseCue | null {
  const end = recording.durationSeconds;
  const from = (side: Side) =>
    conversation.ending.lineSilences?.find(({ participant }) => participant === side)?.start ?? end;
  const by: Side = from('agent') < from('customer') ? 'agent' : 'customer';
  const [start, then] = [from(by), from(other(by))];
  const seconds = gapSeconds({ start, end: start }, { start: then, end: then });
  if (seconds < FIRST_BY_SECONDS) return null;
  return {
    by,
    confidence: SILENT_FIRST,
    evidence: {
      span: { start, end },
      participant: by,
      measured: { value: seconds, unit: 'seconds' },
      threshold: { comparison: 'at least', value: FIRST_BY_SECONDS, unit: 'seconds' },
      note: { zh: `${NAMES[by].zh}的线路先没有声音`, en: `the line of ${NAMES[by].en} goes silent first` },
    },
  };
}

/** Who says goodbye last hangs up; who is cut off in the middle of something does not. */
function lastWords(call: CallContext, farewell: readonly string[]): ReleaseCue | null {
  const { conversation, recording } = call.analysis;
  const last = lastTurn(conversation.turns);
  if (!last || last.participant === 'mixed') return null;
  const speaker = last.participant;
  const span = { start: last.start, end: last.end };
  const end = { start: recording.durationSeconds, end: recording.durationSeconds };
  const tail = Math.max(0, gapSeconds(last, end));
  const saidGoodbye = call.find(wholeCall(speaker), farewell).some((hit) => hit.span.end > last.start);
  if (tail >= (saidGoodbye ? FAREWELL_WITHIN_SECONDS : CUT_WITHIN_SECONDS)) return null;
  const by = saidGoodbye ? speaker : other(speaker);
  const note = saidGoodbye
    ? {
        zh: `${NAMES[speaker].zh}最后道别，随即结束`,
        en: `${NAMES[speaker].en} says the last goodbye, and the call ends`,
      }
    : { zh: `${NAMES[speaker].zh}没有道别，话音刚落就断了`, en: `${NAMES[speaker].en} is cut off without a goodbye` };
  return {
    by,
    confidence: saidGoodbye ? LAST_FAREWELL : CUT_OFF,
    evidence: { span, participant: speaker, quote: last.text, measured: { value: tail, unit: 'seconds' }, note },
  };
}
