import type {
  DroppedSegment,
  Interruption,
  Language,
  LevelJump,
  Segment,
  Silence,
  Turn,
  TurnValue,
} from '../analysis.ts';
import { countUnits } from '../language/count.ts';
import { durationSeconds, gapSeconds } from '../timespan.ts';
import type { DialogueLine } from './dialogue-notation.ts';

/** What a dialogue's lines say on the time axis. */
export interface Timeline {
  transcript: Segment[];
  dropped: DroppedSegment[];
  turns: Turn[];
  silences: Silence[];
  interruptions: Interruption[];
  /** Per line: its turn and level; lines marked `jump`. */
  levels: { turn: number; dbfs: number }[];
  /** Per line: its turn, and how far it lies above the speaker's usual pitch. */
  pitches: TurnValue[];
  jumps: { participant: 'agent' | 'customer'; jump: LevelJump }[];
  end: number;
}

const GAP_SECONDS = 0.4;
const UNITS_PER_SECOND: Record<Language, number> = { zh: 4, en: 2.5 };
const SILENCE_SECONDS = 1;
const LEVEL_DBFS = -22;
const LOG_PROBABILITY = -0.2;

/** Puts the lines of a dialogue one after the other where they have no times of their own. */
export function timelineOf(lines: readonly DialogueLine[], language: Language): Timeline {
  const line: Timeline = {
    transcript: [],
    dropped: [],
    turns: [],
    silences: [],
    interruptions: [],
    levels: [],
    pitches: [],
    jumps: [],
    end: 0,
  };
  let at = 0;
  let held = false;
  for (const one of lines) {
    if (one.kind !== 'speech') {
      at += one.seconds;
      held = one.kind === 'hold';
      continue;
    }
    const start = one.span?.start ?? at;
    const end = one.span?.end ?? start + Math.max(0.4, countUnits(one.text, language) / UNITS_PER_SECOND[language]);
    addLine(line, one, { start, end }, held);
    at = end + GAP_SECONDS;
    held = false;
    line.end = Math.max(line.end, end);
  }
  if (lines.at(-1)?.kind !== 'speech') line.end = Math.max(line.end, at);
  return line;
}

type Speech = Extract<DialogueLine, { kind: 'speech' }>;

function addLine(into: Timeline, one: Speech, span: { start: number; end: number }, held: boolean): void {
  const { participant, text } = one;
  const segment: Segment = {
    participant,
    channel: participant === 'customer' ? 1 : 0,
    text,
    ...span,
    meanLogProbability: one.logProbability ?? LOG_PROBABILITY,
  };
  const last = into.turns.at(-1);
  const gap = { start: last?.end ?? 0, end: span.start };
  if (durationSeconds(gap) >= SILENCE_SECONDS)
    into.silences.push({
      ...gap,
      after: last?.participant ?? null,
      before: participant,
      announcedBy: held && last ? { quote: last.text, span: { start: last.start, end: last.end } } : null,
    });
  if (one.interrupts) into.interruptions.push({ ...span, by: participant, quote: text, gaveWay: true });
  if (one.dropped) into.dropped.push({ ...segment, reason: 'no-speech' });
  else into.transcript.push(segment);
  const said = one.dropped ? { text: '', segments: [] } : { text, segments: [into.transcript.length - 1] };
  if (last && last.participant === participant && gapSeconds(last, span) < SILENCE_SECONDS)
    into.turns[into.turns.length - 1] = {
      ...last,
      end: span.end,
      text: `${last.text}${said.text}`,
      segments: [...last.segments, ...said.segments],
      speech: [...last.speech, span],
    };
  else into.turns.push({ participant, ...span, ...said, speech: [span] });
  const dbfs = one.levelDbfs ?? LEVEL_DBFS + (one.jumpDb ?? 0);
  into.levels.push({ turn: into.turns.length - 1, dbfs });
  into.pitches.push({ turn: into.turns.length - 1, value: one.pitchSemitones ?? 0 });
  if (one.jumpDb !== undefined) into.jumps.push({ participant, jump: { ...span, meanDbfs: dbfs, riseDb: one.jumpDb } });
}
