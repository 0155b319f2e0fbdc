import type { LevelCurve } from '../analysis.ts';
import { levelDbfs } from '../audio/levels.ts';
import { equalParts, intersect, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';

/** Long enough for a few words in every stretch of a lively call … */
const SHORTEST_STEP_SECONDS = 5;
/** … and few enough stretches of a long one to draw and to store. */
const MOST_STEPS = 120;
/** Less speech has no level worth a point. */
const LEAST_SPEECH_SECONDS = 0.3;

/**
 * Level of a participant over the call: RMS in dBFS, to a tenth, over their speech in each of equal stretches of the call
 * of about 5 s, and at most 120 of them. Null for stretches with less than 0.3 s of their speech, and for digital
 * silence. Null for a call without length.
 */
export function levelCurve({ signal, speech }: MeasuredChannel, durationSeconds: number): LevelCurve | null {
  if (durationSeconds <= 0) return null;
  const longest = Math.max(SHORTEST_STEP_SECONDS, durationSeconds / MOST_STEPS);
  const steps = equalParts({ start: 0, end: durationSeconds }, longest).slice(0, MOST_STEPS);
  return {
    stepSeconds: durationSeconds / steps.length,
    dbfs: steps.map((step) => {
      const spoken = intersect([step], speech);
      const level = totalSeconds(spoken) < LEAST_SPEECH_SECONDS ? null : levelDbfs(signal, spoken);
      return level === null ? null : Math.round(level * 10) / 10;
    }),
  };
}
