import type { Participant, Segment, Silence, Turn } from '../analysis.ts';
import { complement, durationSeconds, merge, type TimeSpan } from '../timespan.ts';
import type { ParticipantSpeech } from './build.ts';
import { announcements, type HoldPhrases } from './hold.ts';

/** Shorter gaps are breathing and turn-taking, not silences. Sums of silence count every gap. */
const SHORTEST_SILENCE_SECONDS = 0.5;

export interface SilencesInput {
  durationSeconds: number;
  speech: readonly ParticipantSpeech[];
  tones: readonly TimeSpan[];
  turns: readonly Turn[];
  transcript: readonly Segment[];
  holdPhrases: HoldPhrases;
}

/** Stretches of at least 0.5 s in which nobody speaks and no tone sounds, sorted. */
export function silencesOf(input: SilencesInput): Silence[] {
  const { speech, tones, turns, transcript, holdPhrases } = input;
  const announcementBefore = announcements(turns, transcript, speech, holdPhrases);
  const busy = merge([...speech.flatMap((own) => own.speech), ...tones]);
  return complement(busy, { start: 0, end: input.durationSeconds })
    .filter((span) => durationSeconds(span) >= SHORTEST_SILENCE_SECONDS)
    .map((span) => ({
      ...span,
      after: lastBefore(speech, span.start),
      before: firstAfter(speech, span.end),
      announcedBy: announcementBefore(span.start),
    }));
}

/** Whose speech ended last up to a moment. */
function lastBefore(speech: readonly ParticipantSpeech[], seconds: number): Participant | null {
  let latest: { participant: Participant; end: number } | null = null;
  for (const { participant, speech: spans } of speech) {
    const end = spans.findLast((span) => span.end <= seconds)?.end;
    if (end !== undefined && end > (latest?.end ?? -1)) latest = { participant, end };
  }
  return latest?.participant ?? null;
}

/** Whose speech starts first from a moment on. */
function firstAfter(speech: readonly ParticipantSpeech[], seconds: number): Participant | null {
  let earliest: { participant: Participant; start: number } | null = null;
  for (const { participant, speech: spans } of speech) {
    const start = spans.find((span) => span.start >= seconds)?.start;
    if (start !== undefined && start < (earliest?.start ?? Number.POSITIVE_INFINITY)) earliest = { participant, start };
  }
  return earliest?.participant ?? null;
}
