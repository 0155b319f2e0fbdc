import { complement, durationSeconds, intersect, merge, type TimeSpan, totalSeconds } from '../src/timespan.ts';
import type { Dialogue, Role } from './dialogue.ts';
import { levelDbfs } from './signal.ts';
import type { PlacedLine, Timeline } from './timeline.ts';

/** Shortest silence worth listing. */
const SILENCE_SECONDS = 2;
/** Lines shorter than this say nothing about pace. */
const PACE_CHARACTERS = 7;

/** What is known about a sample call, kept in `samples/truth/<id>.json`. Seconds from the first sample. */
export interface Truth {
  id: string;
  file: string;
  language: 'zh' | 'en';
  sampleRateHz: number;
  durationSeconds: number;
  /** Participant of each channel. */
  channels: Dialogue['file']['channels'];
  /** Ring-back bursts. */
  rings: TimeSpan[];
  lines: (TimeSpan & { participant: Role; text: string; speech: TimeSpan[] })[];
  participants: Record<Role, ParticipantTruth>;
  /** Stretches of at least 2 s without speech or ring-back, between the first and the last word. */
  silences: TimeSpan[];
  /** Both speak. */
  overlaps: TimeSpan[];
  expected: Dialogue['expected'];
}

export interface ParticipantTruth {
  talkSeconds: number;
  /** Characters (words for English) spoken. */
  units: number;
  /** Over the time of lines of at least 7 characters, pauses inside a line included. */
  speechRatePerMinute: number;
  /** The same over voiced time only. */
  articulationRatePerMinute: number;
  /** RMS over speech, before the codec. */
  levelDbfs: number;
}

function units(text: string, language: Dialogue['language']): number {
  return (text.match(language === 'zh' ? /\p{Script=Han}/gu : /[\p{L}\d']+/gu) ?? []).length;
}

function speechOf(lines: readonly PlacedLine[], role: Role): TimeSpan[] {
  return merge(lines.filter((line) => line.participant === role).flatMap((line) => line.speech));
}

function participantTruth(dialogue: Dialogue, timeline: Timeline, role: Role, side: Float32Array): ParticipantTruth {
  const lines = timeline.lines.filter((line) => line.participant === role);
  const paced = lines.filter((line) => units(line.text, 'zh') >= PACE_CHARACTERS || dialogue.language === 'en');
  const spoken = paced.reduce((sum, line) => sum + units(line.text, dialogue.language), 0);
  const speech = speechOf(timeline.lines, role);
  const perMinute = (seconds: number) => rounded((spoken / seconds) * 60, 1);
  return {
    talkSeconds: rounded(totalSeconds(speech)),
    units: lines.reduce((sum, line) => sum + units(line.text, dialogue.language), 0),
    speechRatePerMinute: perMinute(paced.reduce((sum, line) => sum + durationSeconds(line), 0)),
    articulationRatePerMinute: perMinute(paced.reduce((sum, line) => sum + totalSeconds(line.speech), 0)),
    levelDbfs: rounded(levelDbfs(side, dialogue.file.sampleRateHz, speech), 1),
  };
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

function roundedSpans(spans: readonly TimeSpan[]): TimeSpan[] {
  return spans.map((span) => ({ start: rounded(span.start), end: rounded(span.end) }));
}

/** Everything that is known about the call. `sides`: the sound of each participant's line. */
export function truthOf(dialogue: Dialogue, timeline: Timeline, sides: Record<Role, Float32Array>): Truth {
  const agent = speechOf(timeline.lines, 'agent');
  const customer = speechOf(timeline.lines, 'customer');
  const talk = { start: timeline.lines[0]!.start, end: Math.max(...timeline.lines.map((line) => line.end)) };
  const quiet = complement(merge([...agent, ...customer, ...timeline.rings]), talk);
  return {
    id: dialogue.id,
    file: dialogue.file.name,
    language: dialogue.language,
    sampleRateHz: dialogue.file.sampleRateHz,
    durationSeconds: rounded(timeline.durationSeconds),
    channels: dialogue.file.channels,
    rings: roundedSpans(timeline.rings),
    lines: timeline.lines.map(({ participant, text, start, end, speech }) => ({
      participant,
      ...roundedSpans([{ start, end }])[0]!,
      text,
      speech: roundedSpans(speech),
    })),
    participants: {
      agent: participantTruth(dialogue, timeline, 'agent', sides.agent),
      customer: participantTruth(dialogue, timeline, 'customer', sides.customer),
    },
    silences: roundedSpans(quiet.filter((span) => durationSeconds(span) >= SILENCE_SECONDS)),
    overlaps: roundedSpans(intersect(agent, customer)),
    expected: dialogue.expected,
  };
}
