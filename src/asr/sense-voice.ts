import type { Language, LanguageSetting } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { simplify } from '../language/script.ts';
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

/**
 * The optional package that runs SenseVoice, read only here: who does not use it loses nothing.
 * @throws LingtingError `model-missing` with the command that installs it.
 */
export async function sherpaOnnx(): Promise<typeof import('sherpa-onnx-node')['default']> {
  const { default: library } = await import('sherpa-onnx-node').catch((cause: unknown) => {
    throw new LingtingError('model-missing', NO_PACKAGE, { cause });
  });
  return library;
}

const NO_PACKAGE = {
  en: 'The package sherpa-onnx-node, which runs SenseVoice, is not installed. Install it with: npm install sherpa-onnx-node@1.13.8',
  zh: '未安装运行 SenseVoice 所需的 sherpa-onnx-node。请运行：npm install sherpa-onnx-node@1.13.8',
};

/**
 * Loads SenseVoice. It hears a window as a whole and writes all of its text at once: no prompt, one text for one sound, no
 * probabilities. Numbers come as digits, as with Whisper: with them come the punctuation marks, which it knows.
 * @throws LingtingError as `sherpaOnnx`.
 */
export async function loadSenseVoice(
  { weights, tokens }: SenseVoiceFiles,
  { languages: asked, threads }: Pick<LoadOptions, 'languages' | 'threads'>,
): Promise<Model> {
  const { OfflineRecognizer } = await sherpaOnnx();
  const languages = asked ?? LANGUAGES;
  // A recogniser keeps its language for good; each holds the weights anew.
  const opened = new Map<LanguageSetting, ReturnType<typeof OfflineRecognizer.createAsync>>();
  const recogniserOf = (language: LanguageSetting) => {
    const senseVoice = { model: weights, language, useInverseTextNormalization: 1 } as const;
    const recogniser =
      opened.get(language) ??
      OfflineRecognizer.createAsync({ modelConfig: { senseVoice, tokens, numThreads: threads } });
    opened.set(language, recogniser);
    return recogniser;
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
      if (tag === '') throw new Error('nothing came out, not even a language');
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
/** Another language, or nobody: no word for either of those that are scored. */
const EVEN: LanguageOdds = { zh: 0.25, en: 0.5, yue: 0.25 };
