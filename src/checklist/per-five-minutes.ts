import type { CallAnalysis } from '../analysis.ts';

const FIVE_MINUTES_SECONDS = 300;

/** How often something happens in five minutes of a call; a shorter call counts as five minutes. */
export function perFiveMinutes(count: number, { measures }: CallAnalysis): number {
  return count / Math.max(1, measures.call.durationSeconds / FIVE_MINUTES_SECONDS);
}
