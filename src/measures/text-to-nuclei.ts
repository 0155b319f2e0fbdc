import type { Participant, Segment } from '../analysis.ts';
import { countUnits } from '../language/count.ts';
import type { SyllableNuclei } from './syllable-nuclei.ts';

/** Fewer nuclei are about ten seconds of speech: a word more or less would move the ratio. */
const FEWEST_NUCLEI = 40;

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
  // Counted as for Mandarin, because English is counted in words.
  return own.reduce((sum, { text }) => sum + countUnits(text, 'zh'), 0) / nuclei.count;
}
