import type { Measures, Participant, Warning } from '../analysis.ts';
import type { Sentence } from '../errors.ts';

/**
 * House values, well outside of what comes about without fault: in fast talk some syllables run together to one nucleus,
 * and laughter, coughs and fillers that the recogniser leaves out are sound without text.
 */
const LEAST_RATIO = 0.6;
const MOST_RATIO = 1.8;

const WHOSE: Record<Participant, Sentence> = {
  agent: { zh: '坐席的', en: 'of the agent' },
  customer: { zh: '客户的', en: 'of the customer' },
  mixed: { zh: '通话的', en: 'of the call' },
};

/** A warning for each participant whose text is far shorter or far longer than what is heard, see `textToNuclei`. */
export function textWarnings(measures: Measures): Warning[] {
  return (['agent', 'customer', 'mixed'] as const).flatMap((participant) => {
    const ratio = measures[participant]?.textToNucleiRatio ?? null;
    const whose = WHOSE[participant];
    if (ratio === null || (ratio >= LEAST_RATIO && ratio <= MOST_RATIO)) return [];
    const percent = Math.round(100 * ratio);
    return ratio < LEAST_RATIO
      ? {
          code: 'text-missing',
          sentence: {
            en: `The text ${whose.en} holds only ${percent}% of the syllables that are heard: words may be missing from the transcript.`,
            zh: `${whose.zh}文字只有录音中音节数的 ${percent}%：转写可能有遗漏。`,
          },
        }
      : {
          code: 'text-invented',
          sentence: {
            en: `The text ${whose.en} holds ${percent}% of the syllables that are heard: words in the transcript may be made up.`,
            zh: `${whose.zh}文字达到录音中音节数的 ${percent}%：转写中可能有并未说过的内容。`,
          },
        };
  });
}
