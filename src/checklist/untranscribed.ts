import type { CallAnalysis } from '../analysis.ts';
import { remembered } from '../remembered.ts';
import { merge, padAll, subtract, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { Window } from './window.ts';

/** Segment times are often a little off: speech this close to a segment belongs to it. */
const TOLERANCE_SECONDS = 0.5;
/** Less speech than this without words, or a smaller share of all speech, is not enough to hide a sentence in. */
const LEAST_SECONDS = 3;
const LEAST_SHARE = 0.2;

/**
 * Speech of a window that no segment of its participant covers, as a span list; empty when it is too little to matter
 * (under 3 s, or under a fifth of the speech of the window). Dropped segments and those without words cover nothing.
 */
export const untranscribed = remembered(
  ({ participant, speech }: Window, analysis: CallAnalysis): readonly TimeSpan[] => {
    const spoken = merge(speech);
    const worded = analysis.transcript.filter((one) => one.participant === participant && one.text.trim() !== '');
    const whole = { start: 0, end: analysis.recording.durationSeconds };
    const open = subtract(spoken, padAll(worded, TOLERANCE_SECONDS, whole));
    const seconds = totalSeconds(open);
    return seconds >= LEAST_SECONDS && seconds > LEAST_SHARE * totalSeconds(spoken) ? open : [];
  },
);
