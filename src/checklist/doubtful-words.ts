import type { CallAnalysis, Turn } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { totalSeconds } from '../timespan.ts';
import { shown } from './bands.ts';
import type { CallContext } from './context.ts';
import { LEAST_MEAN_LOG_PROBABILITY, lackingSpans, maybeOtherLanguage } from './doubtful-spans.ts';
import { type Finding, notApplicable, undecided } from './finding.ts';
import { unitsOfTurns, voiceIn } from './voice.ts';
import type { Window } from './window.ts';

/** So many characters (words) a second are spoken by anybody; who has fewer was not understood. */
const LEAST_UNITS_PER_SECOND = 1.5;

/**
 * Why what rests on the number of words in a window cannot be measured there; null when it can. Too few words are no
 * matter for anybody when little was said, and a question when much was; so is speech of which words are missing, and a recogniser
 * that was unsure of them. `least` is in characters (words).
 */
export function doubtfulWords(title: Sentence, least: number, window: Window, call: CallContext): Finding | null {
  const { turns, speech } = window;
  const units = unitsOfTurns(call.analysis);
  const said = turns.reduce((sum, turn) => sum + units.get(turn)!, 0);
  const seconds = totalSeconds(speech);
  const spans = turns.map(({ start, end }) => ({ start, end }));
  const open = lackingSpans(window, call.analysis);
  if (open.length > 0) return undecided(tooFew(title, seconds), open);
  if (said < least)
    return seconds * LEAST_UNITS_PER_SECOND >= least
      ? undecided(tooFew(title, seconds), spans)
      : notApplicable({
          zh: `只说了 ${shown(said)} 个字，不足 ${least} 个，无法判断${title.zh}。`,
          en: `Only ${shown(said)} characters (words), fewer than ${least}: too few to judge the ${title.en}.`,
        });
  if (!areWordsUnsure(turns, call.analysis)) return null;
  return undecided(
    { zh: `识别把握不足，${title.zh}未必可靠。`, en: `The recogniser was unsure, so the ${title.en} may be wrong.` },
    spans,
  );
}

/** True when the words of some turns are too unsure to be counted. */
export const areWordsUnsure = (turns: readonly Turn[], analysis: CallAnalysis): boolean =>
  maybeOtherLanguage(analysis) || (voiceIn('confidence', turns, analysis) ?? 0) < LEAST_MEAN_LOG_PROBABILITY;

/** Said where there is speech and hardly a word of it. */
export const tooFew = (title: Sentence, seconds: number): Sentence => ({
  zh: `说了 ${shown(seconds)} 秒，但能用来测量${title.zh}的文字太少，请人工听一听。`,
  en: `There are ${shown(seconds)} s of speech, but too few words to measure the ${title.en}; please listen.`,
});
