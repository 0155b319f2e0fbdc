import type { Overlap } from '../analysis.ts';
import { contains, intersect, type TimeSpan } from '../timespan.ts';
import type { ParticipantSpeech } from './build.ts';

/** Two who start within this of each other started together. */
const TOGETHER_SECONDS = 0.05;

/** Every stretch in which both participants speak, however short, sorted. Empty with fewer than two participants. */
export function overlapsOf(speech: readonly ParticipantSpeech[]): Overlap[] {
  const [a, b] = speech;
  if (!a || !b) return [];
  return intersect(a.speech, b.speech).map((span) => ({ ...span, startedBy: secondOf(a, b, span) }));
}

function secondOf(a: ParticipantSpeech, b: ParticipantSpeech, overlap: TimeSpan): Overlap['startedBy'] {
  const aSpan = a.speech.find((span) => contains(span, overlap.start))!;
  const bSpan = b.speech.find((span) => contains(span, overlap.start))!;
  if (Math.abs(aSpan.start - bSpan.start) < TOGETHER_SECONDS) return null;
  return aSpan.start > bSpan.start ? a.participant : b.participant;
}
