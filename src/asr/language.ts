import type { Channel, HeardLanguage, Language, LanguageDetection, LanguageSetting, Warning } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import type { TimeSpan } from '../timespan.ts';
import type { LanguageOdds, Model, Sound } from './engine.ts';
import { packedWindows, usableSpans, windowSamples } from './windows.ts';

/** Windows that are listened to: of one alone a greeting or a name in the other language may be half. */
const WINDOWS = 2;
/** With less confidence the first language is kept. */
const LEAST_CONFIDENCE = 0.7;
/** No single window may rule a language out. */
const LEAST_PROBABILITY = 1e-3;
const RATE_HZ = 16_000;

/** Probabilities of the languages among themselves, from the logits of all tokens. */
export function oddsOf(logits: Float32Array, tokens: Readonly<Partial<Record<HeardLanguage, number>>>): LanguageOdds {
  const most = Math.max(...Object.values(tokens).map((token) => logits[token]!));
  const weight = (language: HeardLanguage): number => {
    const token = tokens[language];
    return token === undefined ? 0 : Math.exp(logits[token]! - most);
  };
  const sum = weight('zh') + weight('en') + weight('yue');
  return { zh: weight('zh') / sum, en: weight('en') / sum, yue: weight('yue') / sum };
}

/**
 * Listens to the windows of a call with most speech, whoever speaks in them. Null when there are none, or the model knows
 * one language only.
 */
export async function detectLanguage(
  model: Pick<Model, 'languages' | 'odds'>,
  voices: readonly { channel: Channel; sentToRecognition: readonly TimeSpan[] }[],
  signal?: AbortSignal,
): Promise<LanguageDetection | null> {
  const sounds = model.languages.length > 1 ? fullest(voices) : [];
  if (sounds.length === 0) return null;
  const odds = await model.odds(sounds, signal);
  return detectionOf(odds.map((one, at) => ({ odds: one, speechSeconds: sounds[at]!.speechSeconds })));
}

/** The earlier ones of those with as much speech. */
function fullest(voices: readonly { channel: Channel; sentToRecognition: readonly TimeSpan[] }[]): Sound[] {
  return voices
    .flatMap(({ channel, sentToRecognition }) =>
      packedWindows(usableSpans(sentToRecognition)).map((window) => ({ channel, window })),
    )
    .sort((a, b) => b.window.speechSeconds - a.window.speechSeconds)
    .slice(0, WINDOWS)
    .map(({ channel, window }) => ({
      samples: windowSamples(resampled(channel, RATE_HZ), window),
      speechSeconds: window.speechSeconds,
    }));
}

/** One language for all windows, the likelier one by the logarithms; a window counts by the speech in it. */
export function detectionOf(windows: readonly { odds: LanguageOdds; speechSeconds: number }[]): LanguageDetection {
  const seconds = windows.reduce((sum, { speechSeconds }) => sum + speechSeconds, 0);
  const weighted = (of: (one: LanguageOdds) => number): number =>
    windows.reduce((sum, { odds, speechSeconds }) => sum + speechSeconds * of(odds), 0) / seconds;
  const mean = (of: (one: LanguageOdds) => number): number =>
    weighted((one) => Math.log(Math.max(LEAST_PROBABILITY, of(one))));
  const lead = mean(({ zh, yue }) => zh + yue) - mean(({ en }) => en);
  const isCantonese = weighted(({ zh, yue }) => yue - zh) > 0;
  const chinese = isCantonese ? 'yue' : 'zh';
  return { heard: lead >= 0 ? chinese : 'en', confidence: 1 / (1 + Math.exp(-Math.abs(lead))) };
}

/** The language of a transcript by its letters; null without any. */
export function languageOfTexts(texts: readonly string[]): LanguageDetection | null {
  const count = (letters: RegExp): number => texts.reduce((sum, text) => sum + (text.match(letters)?.length ?? 0), 0);
  const [han, words] = [count(/\p{Script=Han}/gu), count(/\p{Script=Latin}[\p{Script=Latin}'’]*/gu)];
  if (han + words === 0) return null;
  return { heard: han >= words ? 'zh' : 'en', confidence: Math.max(han, words) / (han + words) };
}

/** The language that a call is analysed in: as it was told, else as detected, else the first one. */
export function settledLanguage(
  setting: LanguageSetting,
  detection: LanguageDetection | null,
  first: Language,
): Language {
  if (setting !== 'auto') return setting;
  if (detection === null || detection.confidence < LEAST_CONFIDENCE) return first;
  return detection.heard === 'en' ? 'en' : 'zh';
}

/** The languages that a call may turn out to be in. */
export const languagesOf = (setting: LanguageSetting): readonly Language[] =>
  setting === 'auto' ? ['zh', 'en'] : [setting];

/** What a reader must know about a language that was detected. */
export function languageWarnings(detection: LanguageDetection | null): Warning[] {
  if (detection === null) return [];
  if (detection.confidence < LEAST_CONFIDENCE) return [unsure(detection)];
  return detection.heard === 'yue' ? [CANTONESE] : [];
}

const NAMES = { zh: ['普通话', 'Mandarin'], en: ['英语', 'English'], yue: ['粤语', 'Cantonese'] } as const;

function unsure({ heard, confidence }: LanguageDetection): Warning {
  const [zh, en] = NAMES[heard];
  const percent = Math.round(100 * confidence);
  return {
    code: 'language-unsure',
    sentence: {
      en: `It is not certain what language is spoken (${en}: ${percent}%): analysed as Mandarin. Say it with --language, or in the column language of the call list.`,
      zh: `无法确定通话语言（${zh}：${percent}%），按普通话分析。请用 --language 或通话清单的“语言”列说明。`,
    },
  };
}

/** Said where the language of calls was to be detected by a model that knows one only. */
export function oneLanguageWarnings(model: string, asked: LanguageSetting, known: readonly Language[]): Warning[] {
  const [only, another] = known;
  if (asked !== 'auto' || !only || another) return [];
  const [zh, en] = NAMES[only];
  const sentence = {
    en: `The model ${model} knows ${en} only: the language of the call was not detected. Say it with --language, or take a model for several.`,
    zh: `模型 ${model} 只识别${zh}，未检测通话语言。请用 --language 说明，或换用多语言模型。`,
  };
  return [{ code: 'language-not-detected', sentence }];
}

const CANTONESE: Warning = {
  code: 'cantonese',
  sentence: {
    en: 'Cantonese is spoken: it is analysed as Mandarin, and what is said in words of its own may be missed.',
    zh: '通话为粤语：按普通话分析，粤语特有的说法可能识别不到。',
  },
};
