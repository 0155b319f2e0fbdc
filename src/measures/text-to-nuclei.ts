import type { Participant, Segment, SegmentValue } from '../analysis.ts';
import { countUnits } from '../language/count.ts';
import { contains } from '../timespan.ts';
import type { SyllableNuclei } from './syllable-nuclei.ts';

/** Fewer nuclei are about ten seconds of speech: a word more or less would move the ratio. */
const FEWEST_NUCLEI = 40;
/** Fewer are a few words, where a syllable that is swallowed or dragged moves the ratio too far to say that one is missing. */
const FEWEST_IN_SEGMENT = 10;

/**
 * Syllables of the text of a participant per syllable nucleus of their sound. About 1 where the text is what was said;
 * somewhat more in fast talk, whose syllables run together. Far less: text is missing; far more: text is invented. Words
 * in Latin letters count by their groups of vowels, in both languages. Null with fewer than 40 nuclei, and without any
 * transcript; 0 for somebody who speaks and has no text while others do.
 */
export function textToNuclei(
  transcript: readonly Segment[],
  participant: Participant,
  nuclei: SyllableNuclei | null,
): number | null {
  if (transcript.length === 0 || nuclei === null || nuclei.count < FEWEST_NUCLEI) return null;
  const own = transcript.filter((segment) => segment.participant === participant);
  return own.reduce((sum, { text }) => sum + syllablesOf(text), 0) / nuclei.count;
}

/** The same for each of their segments with at least 10 nuclei between its start and end. */
export function segmentTextToNuclei(
  transcript: readonly Segment[],
  participant: Participant,
  nuclei: SyllableNuclei | null,
): SegmentValue[] {
  return transcript.flatMap((one, segment) => {
    if (one.participant !== participant) return [];
    const heard = nuclei?.times.filter((seconds) => contains(one, seconds)).length ?? 0;
    return heard < FEWEST_IN_SEGMENT ? [] : { segment, value: syllablesOf(one.text) / heard };
  });
}

/** Counted as for Mandarin, because English is counted in words. */
const syllablesOf = (text: string): number => countUnits(text, 'zh');
