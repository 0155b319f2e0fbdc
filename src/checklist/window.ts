import type { CallAnalysis, Segment, Turn } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { readableTexts } from '../language/punctuation/readable.ts';
import { remembered } from '../remembered.ts';
import { durationSeconds, gapSeconds, hull, secondsInto, type TimeSpan } from '../timespan.ts';
import { isSparse, isUnsure, maybeOtherLanguage, OTHER_LANGUAGE } from './doubtful-spans.ts';
import type { Scope } from './scope-schema.ts';
import { firstSentences, lastSentences } from './sentences.ts';
import { untranscribed } from './untranscribed.ts';

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
  const last = all.at(-1);
  const beside = scope.near && anchor ? besideAnchor(scope.near, own, anchor) : null;
  const speech: TimeSpan[] = [];
  const turns: Turn[] = [];
  const segments: Segment[] = [];
  const isWanted = (part: TimeSpan, turn: Turn, place: number): boolean =>
    inFirst(scope, own[0]!, place, part) &&
    inShare(scope, part, analysis.recording.durationSeconds) &&
    inLast(scope, all, last!, turn, part) &&
    inNear(scope, beside, turn, part, anchor);
  own.forEach((turn, place) => {
    const parts = turn.speech.filter((part) => isWanted(part, turn, place));
    if (parts.length === 0 && !isWanted(turn, turn, place)) return;
    turns.push(turn);
    speech.push(...parts);
    const spoken = turn.segments.map((index) => analysis.transcript[index]!);
    segments.push(...spoken.filter((segment) => isWanted(segment, turn, place)));
  });
  const around = turns.reduce<TimeSpan | null>((hulled, turn) => (hulled ? hull(hulled, turn) : turn), null);
  const { start, end } = around ?? { start: 0, end: analysis.recording.durationSeconds };
  return { participant, turns, segments: inSentences(scope, segments, analysis), speech, span: { start, end } };
}

function inFirst({ first }: Scope, firstTurn: Turn, place: number, part: TimeSpan): boolean {
  if (!first) return true;
  if (first.turns !== undefined && place >= first.turns) return false;
  return first.seconds === undefined || secondsInto(firstTurn, part.start) <= first.seconds;
}

function inShare({ first }: Scope, part: TimeSpan, callSeconds: number): boolean {
  return first?.share === undefined || part.start <= first.share * callSeconds;
}

function inSentences({ first, last }: Scope, segments: Segment[], analysis: CallAnalysis): Segment[] {
  if (first?.sentences === undefined && last?.sentences === undefined) return segments;
  const texts = readableTexts(analysis);
  const begun = first?.sentences === undefined ? segments : firstSentences(segments, first.sentences, texts);
  return last?.sentences === undefined ? begun : lastSentences(begun, last.sentences, texts);
}

function inLast({ last }: Scope, all: readonly Turn[], lastTurn: Turn, turn: Turn, part: TimeSpan): boolean {
  if (!last || (last.turns === undefined && last.seconds === undefined)) return true;
  if (last.turns !== undefined && all.indexOf(turn, -last.turns) >= 0) return true;
  return last.seconds !== undefined && gapSeconds(part, lastTurn) + durationSeconds(lastTurn) <= last.seconds;
}

/** The turns beside what a `near` scope leans on, the nearest first. */
function besideAnchor({ side }: NonNullable<Scope['near']>, own: readonly Turn[], anchor: TimeSpan): Turn[] {
  return side === 'after'
    ? own.filter(({ end }) => end > anchor.start)
    : own.filter(({ start }) => start < anchor.start).reverse();
}

function inNear({ near }: Scope, beside: readonly Turn[] | null, turn: Turn, part: TimeSpan, anchor: Anchor): boolean {
  if (!near) return true;
  if (!anchor || !beside) return false;
  const after = near.side === 'after';
  if (after ? part.start < anchor.start : part.start >= anchor.start) return false;
  if (near.turns !== undefined && beside.indexOf(turn) >= near.turns) return false;
  const distance = after ? gapSeconds(anchor, part) : gapSeconds(part, anchor);
  return near.seconds === undefined || distance <= near.seconds;
}

/** A turn of at least this much speech should have words. */
const SPEECH_WITHOUT_WORDS_SECONDS = 1;

/** Why the words of a window cannot be trusted to be complete, or null. */
export const poorText = remembered((window: Window, analysis: CallAnalysis): Sentence | null => {
  const silentTurn = window.turns.some(
    (turn) => turn.text.trim() === '' && durationSeconds(turn) >= SPEECH_WITHOUT_WORDS_SECONDS,
  );
  if (silentTurn || untranscribed(window, analysis).length > 0)
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
  if (maybeOtherLanguage(analysis)) return OTHER_LANGUAGE;
  if (window.segments.some(isUnsure))
    return { zh: '这里的识别把握不足。', en: 'The recogniser was unsure of the words here.' };
  if (isSparse(window, analysis))
    return { zh: '这里的文字比听到的音节少得多。', en: 'There are far fewer words here than syllables heard.' };
  return null;
});
