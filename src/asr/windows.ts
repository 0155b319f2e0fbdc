import type { Channel } from '../analysis.ts';
import { durationSeconds, equalParts, type TimeSpan, totalSeconds } from '../timespan.ts';

/** Whisper sees 30 s at once and invents endings when a window is full; 28 s leaves it room. */
export const MAX_WINDOW_SECONDS = 28;
/** Silence between two spans in a window: enough to hear that one ends, too short to be hallucinated upon. */
const JOINT_SECONDS = 0.35;
/** Shorter spans hold no word, and a model writes one all the same. */
const MIN_SPAN_SECONDS = 0.3;

/** Spans of one channel that are recognised together, in order, with a short silence between them. */
export interface Window {
  readonly spans: readonly TimeSpan[];
  /** Of speech, without the joints. */
  readonly speechSeconds: number;
}

/** Spans of speech as they are listened to: none too short to hold a word, none longer than a window. */
export function usableSpans(speech: readonly TimeSpan[]): TimeSpan[] {
  return speech
    .filter((span) => durationSeconds(span) >= MIN_SPAN_SECONDS)
    .flatMap((span) => equalParts(span, MAX_WINDOW_SECONDS));
}

/** One window for every span. */
export function singleWindows(spans: readonly TimeSpan[]): Window[] {
  return spans.map((span) => ({ spans: [span], speechSeconds: durationSeconds(span) }));
}

/**
 * Packs spans into as few windows as keep their order, none longer than 28 s with its joints. A span of more than 28 s
 * must have been cut before: `usableSpans`.
 */
export function packedWindows(spans: readonly TimeSpan[]): Window[] {
  const groups: TimeSpan[][] = [];
  for (const span of spans) {
    const group = groups.at(-1);
    if (group && lengthSeconds([...group, span]) <= MAX_WINDOW_SECONDS) group.push(span);
    else groups.push([span]);
  }
  return groups.map((group) => ({ spans: group, speechSeconds: totalSeconds(group) }));
}

/** Where the spans of a window lie in it, in seconds from its beginning. */
export function placesIn({ spans }: Window): TimeSpan[] {
  let start = 0;
  return spans.map((span) => {
    const place = { start, end: start + durationSeconds(span) };
    start = place.end + JOINT_SECONDS;
    return place;
  });
}

/** The samples of a window: its spans one after the other with silent joints. */
export function windowSamples(channel: Channel, window: Window): Float32Array {
  const rate = channel.sampleRateHz;
  const joint = Math.round(JOINT_SECONDS * rate);
  const parts = window.spans.map((span) => channel.read(Math.round(span.start * rate), Math.round(span.end * rate)));
  const length = parts.reduce((sum, part) => sum + part.length, 0) + joint * (parts.length - 1);
  const samples = new Float32Array(length);
  let offset = 0;
  for (const part of parts) {
    samples.set(part, offset);
    offset += part.length + joint;
  }
  return samples;
}

function lengthSeconds(spans: readonly TimeSpan[]): number {
  return totalSeconds(spans) + JOINT_SECONDS * (spans.length - 1);
}
