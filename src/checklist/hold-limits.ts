import type { Language, Segment } from '../analysis.ts';
import { type Duration, durationsIn } from '../language/durations.ts';

/** A limit the agent gave for a wait, and the words it stands in. */
export interface StatedLimit {
  seconds: number;
  text: string;
  segment: Segment;
}

/** Nobody is asked to hold the line for longer; such a length of time is about something else. */
const LONGEST_SECONDS = 3600;
/** Right before or after a length of time: it is over, or it is when something will happen. */
const OVER_BEFORE = /(?:了|过|已经|前|ago|waited|waiting for|past)\s*$/i;
const OVER_AFTER = /^\s*(?:了|前|以前|之前|ago|once|以上)/i;

/** The last limit in number form that segments give; null when they give none. */
export function statedLimit(segments: readonly Segment[], language: Language): StatedLimit | null {
  const limits = segments.flatMap((segment) =>
    durationsIn(segment.text, language)
      .filter((duration) => isLimit(duration, segment.text))
      .map(({ seconds, text }) => ({ seconds, text, segment })),
  );
  return limits.at(-1) ?? null;
}

function isLimit({ seconds, start, end }: Duration, text: string): boolean {
  return seconds <= LONGEST_SECONDS && !OVER_BEFORE.test(text.slice(0, start)) && !OVER_AFTER.test(text.slice(end));
}
