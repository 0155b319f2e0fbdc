import type { Participant, Segment } from '../analysis.ts';
import { gapSeconds, overlapSeconds, type TimeSpan } from '../timespan.ts';

/** Text whose time touches no speech goes to the nearest run up to here; imported times are often a little off. */
const NEAREST_SECONDS = 1;

interface SpeechRun extends TimeSpan {
  participant: Participant;
  speech: readonly TimeSpan[];
}

/**
 * Gives each segment to the run of its participant with which it shares most speech, or else to the nearest run
 * within a second. Answers the indices of the segments of each run, in order of time.
 */
export function placeSegments(
  runs: readonly SpeechRun[],
  transcript: readonly Segment[],
  participantOfChannel: ReadonlyMap<number, Participant>,
): number[][] {
  const placed: number[][] = runs.map(() => []);
  transcript.forEach((segment, segmentIndex) => {
    const participant = participantOfChannel.get(segment.channel) ?? segment.participant;
    let best: { index: number; shared: number } | null = null;
    let nearest: { index: number; distance: number } | null = null;
    for (const [index, run] of runs.entries()) {
      const distance = Math.max(gapSeconds(run, segment), gapSeconds(segment, run));
      if (run.participant !== participant || distance > NEAREST_SECONDS) continue;
      const shared = run.speech.reduce((sum, span) => sum + overlapSeconds(span, segment), 0);
      if (shared > (best?.shared ?? 0)) best = { index, shared };
      if (distance < (nearest?.distance ?? Number.POSITIVE_INFINITY)) nearest = { index, distance };
    }
    const home = best ?? nearest;
    if (home) placed[home.index]!.push(segmentIndex);
  });
  return placed;
}
