import type { Language, LanguageSetting } from '../analysis.ts';
import type { Sentence } from '../errors.ts';
import { simplify } from '../language/script.ts';
import { sherpaOnnx } from '../sherpa-onnx.ts';
import type { LanguageOdds, LoadOptions, Model, Sound } from './engine.ts';
import { withoutTags } from './rich-tags.ts';

const RATE_HZ = 16_000;
/** What stands in the place of a language where the model hears nobody. */
const NOBODY = '<|nospeech|>';

/** Absolute paths of the two files. A damaged one ends the process: see `requireSenseVoice`. */
export interface SenseVoiceFiles {
  readonly weights: string;
  readonly tokens: string;
}

/** What the optional package is needed for here. */
export const PURPOSE: Sentence = { en: 'runs SenseVoice', zh: '运行 SenseVoice' };

/**
 * Loads SenseVoice. It hears a window as a whole and writes all of its text at once: no prompt, one text for one sound, no
 * probabilities. Numbers come as digits, as with Whisper: with them come the punctuation marks, which it knows. It holds its
 * weights once for each language that it was in fact asked for, and once for telling the language where it is asked to: two
 * copies for calls in one language that is to be detected, three when calls in the other came too, which then wait for none.
 * @throws LingtingError as `sherpaOnnx`.
 */
export async function loadSenseVoice(
  { weights, tokens }: SenseVoiceFiles,
  { languages: asked, threads }: Pick<LoadOptions, 'languages' | 'threads'>,
): Promise<Model> {
  const { OfflineRecognizer } = await sherpaOnnx(PURPOSE);
  const languages = asked ?? LANGUAGES;
  // A recogniser keeps its language for good; each holds the weights anew.
  const opened = new Map<LanguageSetting, ReturnType<typeof OfflineRecognizer.createAsync>>();
  const recogniserOf = (language: LanguageSetting) => {
    const known = opened.get(language);
    if (known) return known;
    const senseVoice = { model: weights, language, useInverseTextNormalization: 1 } as const;
    const opening = OfflineRecognizer.createAsync({ modelConfig: { senseVoice, tokens, numThreads: threads } });
    opened.set(language, opening);
    // Memory that is short for one call may be there for the next.
    opening.catch(() => opened.delete(language));
    return opening;
  };
  await recogniserOf(languages.length === 1 ? languages[0]! : 'auto');
  const heard = async (language: LanguageSetting, sounds: readonly Sound[], signal: AbortSignal | undefined) => {
    const recogniser = await recogniserOf(language);
    const found: { tag: string; text: string }[] = [];
    for (const { samples } of sounds) {
      signal?.throwIfAborted();
      const stream = recogniser.createStream();
      stream.acceptWaveform({ samples, sampleRate: RATE_HZ });
      const { lang: tag, text } = await recogniser.decodeAsync(stream);
      found.push({ tag, text: withoutTags(text) });
    }
    return found;
  };
  return {
    languages,
    promptWords: null,
    tellsTimes: false,
    in: (language) => ({
      promptWords: null,
      draws: false,
      recognise: async (sounds, _manner, signal) =>
        (await heard(language, sounds, signal)).map(({ tag, text }) => ({
          text: (language === 'zh' ? simplify(text) : text).trim(),
          meanLogProbability: null,
          noSpeechProbability: tag === NOBODY ? 1 : 0,
          ranOut: false,
        })),
    }),
    odds: async (sounds, signal) => (await heard('auto', sounds, signal)).map(({ tag }) => ODDS[tag] ?? EVEN),
    // The library frees the weights with the last that refers to them.
    close: async () => opened.clear(),
  };
}

const LANGUAGES: readonly Language[] = ['zh', 'en'];
/** It names one language and does not say how likely it is. */
const ODDS: Readonly<Record<string, LanguageOdds>> = {
  '<|zh|>': { zh: 0.9, en: 0.05, yue: 0.05 },
  '<|en|>': { zh: 0.05, en: 0.9, yue: 0.05 },
  '<|yue|>': { zh: 0.05, en: 0.05, yue: 0.9 },
};
/** Another language, nobody, or nothing at all that came out: no word for either of those that are scored. */
const EVEN: LanguageOdds = { zh: 0.25, en: 0.5, yue: 0.25 };
