import type { DroppedSegment } from '../analysis.ts';
import type { Recognition } from './engine.ts';
import { isPromptEcho } from './prompt-echo.ts';

/** Nobody speaks more Mandarin characters in a second for longer than a word. */
const MAX_CHARACTERS_PER_SECOND = 10;
const SPARE_CHARACTERS = 4;
/** A repeated unit may be this long, … */
const MAX_UNIT_CHARACTERS = 12;
/** … and what it covers must be more than an upset caller repeats: 退钱退钱退钱, 对对对对对. */
const MIN_LOOP_CHARACTERS = 20;
const MIN_LOOP_REPEATS = 5;
/** A text that did not end gets less credit. */
const MIN_OPEN_LOOP_CHARACTERS = 9;
const MIN_OPEN_LOOP_REPEATS = 3;

/**
 * What Whisper writes on silence, music and noise: credits of the subtitles it was trained on (openai/whisper#928,
 * ufal/whisper_streaming#179, arXiv 2501.11378). Nobody says these on a service call, so one hit is enough. Matched
 * without punctuation and in simplified characters.
 */
const PHANTOMS =
  /amaraorg|明镜与点点|点点栏目|打赏支持|请不吝点赞|订阅转发|字幕志愿者|字幕由.{0,12}提供|字幕(?:制作|组|by)|优优独播剧场|以下是普通话的句子|ご視聴|시청해|pleasesubscribe|subtitlesby/i;
/**
 * Sign-offs of videos that a person might say. Only dropped when they are the whole text and the model was unsure;
 * thanks and good-byes (谢谢, 感谢来电, 再见) are not here: they are what this tool listens for.
 */
const DOUBTFUL_PHANTOMS = /^(?:谢谢|感谢)(?:大家的?)?(?:观看|收看)(?:下集再见)?$|^thanksforwatching$/i;
const UNSURE_LOG_PROBABILITY = -0.8;
/** Below this mean the model was too unsure of a text (openai/whisper, transcribe.py, `logprob_threshold`), … */
const LEAST_MEAN_LOG_PROBABILITY = -1;
/** … and where it also hears nobody, nobody speaks (`no_speech_threshold`). */
const NOBODY_PROBABILITY = 0.6;
/** Remarks on sounds rather than words: (音乐), [掌声], ♪. */
const SOUND_REMARK = /[([（【《♪*][^)\]）】》♪*]*[)\]）】》♪*]|♪/g;

/** Why a text is not believed; one that is `unsure` stays in the transcript with its probability, the others are dropped. */
export type Doubt = DroppedSegment['reason'] | 'unsure';

/**
 * Why a text should not be believed, or null. Never doubts a text for being polite. A model that does not tell how sure it
 * was is never taken for unsure, and its word that nobody speaks is enough.
 *
 * @param speechSeconds seconds of speech the text is said to cover.
 * @param promptWords what the model was told to expect, if anything.
 */
export function doubt(
  recognition: Recognition,
  speechSeconds: number,
  promptWords: readonly string[] = [],
): Doubt | null {
  const words = bare(recognition.text);
  if (bare(recognition.text.replace(SOUND_REMARK, '')) === '') return 'no-speech';
  const { meanLogProbability, noSpeechProbability } = recognition;
  const isBelow = (limit: number) => meanLogProbability !== null && meanLogProbability < limit;
  if (noSpeechProbability > NOBODY_PROBABILITY && (meanLogProbability === null || isBelow(LEAST_MEAN_LOG_PROBABILITY)))
    return 'no-speech';
  if (PHANTOMS.test(words)) return 'known-phantom';
  if (DOUBTFUL_PHANTOMS.test(words) && isBelow(UNSURE_LOG_PROBABILITY)) return 'known-phantom';
  if (isPromptEcho(bareSmall(words), promptWords.map(bareSmall), isBelow(UNSURE_LOG_PROBABILITY))) return 'prompt-echo';
  if (isLoop(words, recognition.ranOut)) return 'loop';
  const characters = words.match(/\p{Script=Han}|\d/gu)?.length ?? 0;
  const limit = MAX_CHARACTERS_PER_SECOND * speechSeconds + SPARE_CHARACTERS;
  if (recognition.ranOut || characters > limit) return 'too-dense';
  return isBelow(LEAST_MEAN_LOG_PROBABILITY) ? 'unsure' : null;
}

/** True when one unit is repeated back to back more often, and over more characters, than people do. */
export function isLoop(words: string, ranOut: boolean): boolean {
  const minRepeats = ranOut ? MIN_OPEN_LOOP_REPEATS : MIN_LOOP_REPEATS;
  const minCharacters = ranOut ? MIN_OPEN_LOOP_CHARACTERS : MIN_LOOP_CHARACTERS;
  for (let unit = 1; unit <= MAX_UNIT_CHARACTERS; unit++) {
    let same = 0;
    for (let index = unit; index < words.length; index++) {
      same = words[index] === words[index - unit] ? same + 1 : 0;
      const covered = same + unit;
      if (covered >= minCharacters && covered >= minRepeats * unit) return true;
    }
  }
  return false;
}

const bareSmall = (text: string): string => bare(text).toLowerCase();

/** Letters, digits and characters only. */
function bare(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
