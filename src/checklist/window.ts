import type { CallAnalysis, Segment, Turn } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { gapSeconds, hull, secondsInto, type TimeSpan } from '../timespan.ts';
import type { Scope } from './scope-schema.ts';
import { firstSentences, lastSentences } from './sentences.ts';

/** The part of a call a scope stands for: turns of one participant and their recognised segments inside the scope. */
export interface Window {
  participant: 'agent' | 'customer';
  turns: Turn[];
  segments: Segment[];
  /** Speech of the turns inside the scope. */
  speech: TimeSpan[];
  /** Around all turns, the whole recording when there is none. */
  span: TimeSpan;
}

/** The start of what a `near` scope leans on; null when it was not said. */
export type Anchor = TimeSpan | null;

/** The window of a scope. `anchor` is where the phrase of a `near` scope was said; it is read only for such a scope. */
export function windowOf(analysis: CallAnalysis, scope: Scope, anchor: Anchor): Window {
  const { participant } = scope;
  const all = analysis.conversation.turns;
  const own = all.filter((turn) => turn.participant === participant);
  const wanted = (turn: Turn, segment: TimeSpan): boolean =>
    inFirst(scope, own, turn, segment) &&
    inShare(scope, segment, analysis.recording.durationSeconds) &&
    inLast(scope, all, turn, segment) &&
    inNear(scope, own, turn, segment, anchor);
  const speech = own.flatMap((turn) => turn.speech.filter((part) => wanted(turn, part)));
  const turns = own.filter((turn) => wanted(turn, turn) || turn.speech.some((speech) => wanted(turn, speech)));
  const segments = inSentences(
    scope,
    turns.flatMap((turn) =>
      turn.segments.map((index) => analysis.transcript[index]!).filter((segment) => wanted(turn, segment)),
    ),
  );
  const span = turns.reduce<TimeSpan | null>((around, turn) => (around ? hull(around, turn) : turn), null) ?? {
    start: 0,
    end: analysis.recording.durationSeconds,
  };
  return { participant, turns, segments, speech, span: { start: span.start, end: span.end } };
}

function inFirst({ first }: Scope, own: readonly Turn[], turn: Turn, part: TimeSpan): boolean {
  if (!first) return true;
  if (first.turns !== undefined && own.indexOf(turn) >= first.turns) return false;
  return first.seconds === undefined || secondsInto(own[0]!, part.start) <= first.seconds;
}

function inShare({ first }: Scope, part: TimeSpan, callSeconds: number): boolean {
  return first?.share === undefined || part.start <= first.share * callSeconds;
}

function inSentences({ first, last }: Scope, segments: Segment[]): Segment[] {
  const begun = first?.sentences === undefined ? segments : firstSentences(segments, first.sentences);
  return last?.sentences === undefined ? begun : lastSentences(begun, last.sentences);
}

function inLast({ last }: Scope, all: readonly Turn[], turn: Turn, part: TimeSpan): boolean {
  if (!last || (last.turns === undefined && last.seconds === undefined)) return true;
  if (last.turns !== undefined && all.indexOf(turn) >= all.length - last.turns) return true;
  return last.seconds !== undefined && gapSeconds(part, all.at(-1)!) + lengthOf(all.at(-1)!) <= last.seconds;
}

const lengthOf = (turn: Turn): number => secondsInto(turn, turn.end);

function inNear({ near }: Scope, own: readonly Turn[], turn: Turn, part: TimeSpan, anchor: Anchor): boolean {
  if (!near) return true;
  if (!anchor) return false;
  const after = near.side === 'after';
  if (after ? part.start < anchor.start : part.start >= anchor.start) return false;
  const beside = own.filter((one) => (after ? one.end > anchor.start : one.start < anchor.start));
  const position = after ? beside.indexOf(turn) : beside.length - 1 - beside.indexOf(turn);
  if (near.turns !== undefined && position >= near.turns) return false;
  const distance = after ? gapSeconds(anchor, part) : gapSeconds(part, anchor);
  return near.seconds === undefined || distance <= near.seconds;
}

/** Whisper's own limit below which a window counts as not understood. */
export const LEAST_MEAN_LOG_PROBABILITY = -1;
/** A turn of at least this much speech should have words. */
const SPEECH_WITHOUT_WORDS_SECONDS = 1;

/** True when the recogniser was unsure of these words. */
export function isUnsure({ meanLogProbability }: Segment): boolean {
  return meanLogProbability !== null && meanLogProbability < LEAST_MEAN_LOG_PROBABILITY;
}

/** Why the words of a window cannot be trusted to be complete, or null. */
export function poorText(analysis: CallAnalysis, window: Window): Sentence | null {
  const silentTurn = window.turns.some(
    (turn) => turn.text.trim() === '' && lengthOf(turn) >= SPEECH_WITHOUT_WORDS_SECONDS,
  );
  if (silentTurn)
    return { zh: '这里有人说话，但没有识别出文字。', en: 'Somebody speaks here, but no words were recognised.' };
  const dropped = analysis.dropped.some(
    (segment) =>
      segment.participant === window.participant &&
      window.turns.some((turn) => gapSeconds(turn, segment) < 0 && gapSeconds(segment, turn) < 0),
  );
  if (dropped)
    return {
      zh: '这里有一段识别结果不可信，已舍去。',
      en: 'A stretch recognised here was not believable and was dropped.',
    };
  if (window.segments.some(isUnsure))
    return { zh: '这里的识别把握不足。', en: 'The recogniser was unsure of the words here.' };
  return null;
}
