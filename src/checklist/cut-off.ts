import type { CallAnalysis } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import type { Scope } from './scope-schema.ts';
import type { Window } from './window.ts';

/** Why nothing that belongs at the end can be missed in a recording that is not all there. */
export const LOST_END: Sentence = {
  zh: '录音不完整，缺失的部分里可能有。',
  en: 'The recording is not all there; what is missing may hold it.',
};

/** True when part of the sound is known to be missing. */
export const isCutOff = ({ warnings }: CallAnalysis): boolean => warnings.some(({ code }) => code === 'truncated');

/** Why something not heard in a window may still have been said: the window runs to where the recording is cut off. Else null. */
export function lostEnd({ participant, turns }: Window, analysis: CallAnalysis): Sentence | null {
  const lastOwn = analysis.conversation.turns.findLast((turn) => turn.participant === participant);
  return isCutOff(analysis) && (turns.length === 0 || turns.at(-1) === lastOwn) ? LOST_END : null;
}

const LOST_START: Sentence = {
  zh: '录音一开始就有人在说话，没有录到的开头里可能有。',
  en: 'Somebody speaks from the first moment of the recording; the beginning that is missing may hold it.',
};

/** Why something not heard among the first words may have been said before the recording began; else null. */
export function lostStart({ first }: Scope, { warnings }: CallAnalysis): Sentence | null {
  return first && first.share === undefined && warnings.some(({ code }) => code === 'begins-in-speech')
    ? LOST_START
    : null;
}
