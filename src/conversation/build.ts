import type { CallMetadata, Channel, Conversation, Language, Participant, Segment } from '../analysis.ts';
import { merge, type TimeSpan } from '../timespan.ts';
import { endingOf } from './ending.ts';
import type { HoldPhrases } from './hold.ts';
import { interruptionsOf } from './interruptions.ts';
import { lineSilences, type Side } from './line-silence.ts';
import { overlapsOf } from './overlaps.ts';
import { silencesOf } from './silences.ts';
import { turnsOf } from './turns.ts';

export interface ConversationInput {
  durationSeconds: number;
  language: Language;
  /** Where each channel's participant speaks (measuring setting), tones excluded; with its sound, the end of its line is looked at. */
  channels: readonly { index: number; participant: Participant; speech: readonly TimeSpan[]; signal?: Channel }[];
  /** Tones of all channels. */
  tones: readonly TimeSpan[];
  /** Sorted by start; turns refer to it by index. */
  transcript: readonly Segment[];
  releasedBy: CallMetadata['releasedBy'] | null;
  /** From `loadHoldPhrases`. */
  holdPhrases: HoldPhrases;
}

/** Speech of one participant over all of their channels, as a span list. */
export interface ParticipantSpeech {
  participant: Participant;
  speech: TimeSpan[];
}

/**
 * Who spoke when: turns, silences, overlaps, interruptions and the end of the call. Times come from speech activity
 * alone; the transcript only says what was said. A call in which nobody speaks has no turns and one long silence.
 */
export function buildConversation(input: ConversationInput): Conversation {
  const { transcript, language, durationSeconds, tones, holdPhrases } = input;
  const speech = speechByParticipant(input.channels, durationSeconds);
  const participantOfChannel = new Map(input.channels.map((channel) => [channel.index, channel.participant]));
  const sides = withSound(input);
  const turns = turnsOf({ speech, transcript, participantOfChannel, language });
  return {
    turns,
    silences: silencesOf({ speech, tones, durationSeconds, turns, transcript, holdPhrases }),
    overlaps: overlapsOf(speech),
    interruptions: interruptionsOf(turns, language),
    ending: {
      ...endingOf(turns, durationSeconds, input.releasedBy),
      ...(sides.length > 0 && { lineSilences: lineSilences(sides) }),
    },
  };
}

function withSound({ channels }: ConversationInput): Side[] {
  return channels.flatMap(({ participant, speech, signal }) => (signal ? [{ participant, speech, signal }] : []));
}

function speechByParticipant(channels: ConversationInput['channels'], durationSeconds: number): ParticipantSpeech[] {
  const participants = [...new Set(channels.map((channel) => channel.participant))];
  return participants.map((participant) => {
    const own = channels.filter((channel) => channel.participant === participant);
    const inside = own.flatMap((channel) =>
      channel.speech.map((span) => ({ start: Math.max(0, span.start), end: Math.min(durationSeconds, span.end) })),
    );
    return { participant, speech: merge(inside) };
  });
}
