import type { CallAnalysis, DroppedSegment, Segment } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { remembered } from '../remembered.ts';
import { intersect, merge, overlapSeconds, type TimeSpan, totalSeconds } from '../timespan.ts';
import { untranscribed } from './untranscribed.ts';
import type { Window } from './window.ts';

/** Whisper's own limit below which a window counts as not understood. */
export const LEAST_MEAN_LOG_PROBABILITY = -1;
/** With half of the syllables heard a word is missing for sure: text as it was said has nine tenths and more. */
const LEAST_SYLLABLES_PER_NUCLEUS = 0.5;
/** Where nobody seems to speak, only much of it can hide a sentence; see `untranscribed`. */
const NOBODY: ReadonlySet<DroppedSegment['reason']> = new Set(['no-speech', 'known-phantom']);
/** Less speech than this in doubt, all of it together, is no more than a word. */
const LEAST_SECONDS = 1;

/** True when the recogniser was unsure of these words. */
export function isUnsure({ meanLogProbability }: Segment): boolean {
  return meanLogProbability !== null && meanLogProbability < LEAST_MEAN_LOG_PROBABILITY;
}

const LANGUAGE_DOUBTS: ReadonlySet<string> = new Set(['language-not-detected', 'language-unsure', 'cantonese']);

/** True when the call may be in another language than the one it was recognised in: none of its words are sure then. */
export function maybeOtherLanguage({ warnings }: CallAnalysis): boolean {
  return warnings.some(({ code }) => LANGUAGE_DOUBTS.has(code));
}

/** Said of such a call. */
export const OTHER_LANGUAGE: Sentence = {
  zh: '通话语言可能与识别所用的语言不同。',
  en: 'Another language may be spoken than the one it was recognised in.',
};

/** The segments that hold far fewer syllables than are heard: what is in them was said, and more. */
export const sparseSegments = remembered(({ measures, transcript }: CallAnalysis): readonly Segment[] =>
  [measures.agent, measures.customer, measures.mixed].flatMap((own) =>
    (own?.segmentTextToNucleiRatios ?? [])
      .filter(({ value }) => value < LEAST_SYLLABLES_PER_NUCLEUS)
      .map(({ segment }) => transcript[segment]!),
  ),
);

/**
 * Speech of a window of which words are missing, as a span list: it has no text, or one that was dropped, or far too short
 * a one. Empty when it is too little to matter.
 */
export const lackingSpans = remembered((window: Window, analysis: CallAnalysis): readonly TimeSpan[] => {
  const dropped = analysis.dropped.filter(({ reason }) => !NOBODY.has(reason));
  return merge([...untranscribed(window, analysis), ...within(window, [...sparseSegments(analysis), ...dropped])]);
});

/** Those, and where the recogniser was unsure of the words. */
export const doubtfulSpans = remembered((window: Window, analysis: CallAnalysis): readonly TimeSpan[] => {
  const unsure = maybeOtherLanguage(analysis) ? window.segments : window.segments.filter(isUnsure);
  return merge([...lackingSpans(window, analysis), ...within(window, unsure)]);
});

/** The speech of a window in these segments; empty when it is less than a word. */
function within({ participant, speech }: Window, segments: readonly Segment[]): TimeSpan[] {
  const own = segments.filter((segment) => segment.participant === participant);
  const spans = intersect(merge(speech), merge(own));
  return totalSeconds(spans) >= LEAST_SECONDS ? spans : [];
}

/** True when segments of the window hold far fewer syllables than are heard there. */
export function isSparse({ participant, speech }: Window, analysis: CallAnalysis): boolean {
  return sparseSegments(analysis).some(
    (segment) => segment.participant === participant && speech.some((span) => overlapSeconds(span, segment) > 0),
  );
}
