import path from 'node:path';
import { AutoTokenizer, Tensor, WhisperFeatureExtractor, WhisperForConditionalGeneration } from '@xenova/transformers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HeardLanguage } from '../../src/analysis.ts';
import type { LanguageOdds, Model, Sound } from '../../src/asr/engine.ts';
import { fileOf } from '../../src/asr/files.ts';
import { readLanguageTokens } from '../../src/asr/generation.ts';
import {
  detectionOf,
  detectLanguage,
  languageOfTexts,
  languageWarnings,
  oddsOf,
  settledLanguage,
} from '../../src/asr/language.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { loadWhisper } from '../../src/asr/whisper.ts';
import { openAudio } from '../../src/audio/open.ts';
import { resampled } from '../../src/audio/resample.ts';
import { memoryChannel } from '../memory-channel.ts';

const odds = (zh: number, en: number, yue = 0): LanguageOdds => ({ zh, en, yue });

describe('the language of a call', () => {
  it.each<[string, LanguageOdds[], HeardLanguage, number, 'zh' | 'en', string[]]>([
    ['Mandarin in both windows', [odds(0.95, 0.05), odds(0.9, 0.1)], 'zh', 0.929, 'zh', []],
    ['English in both', [odds(0.1, 0.9), odds(0.2, 0.8)], 'en', 0.857, 'en', []],
    ['Mandarin, with doubt in one', [odds(0.99, 0.01), odds(0.4, 0.6)], 'zh', 0.89, 'zh', []],
    ['one window each way', [odds(0.1, 0.9), odds(0.85, 0.15)], 'en', 0.558, 'zh', ['language-unsure']],
    ['Cantonese', [odds(0.3, 0.05, 0.65), odds(0.4, 0.1, 0.5)], 'yue', 0.929, 'zh', ['cantonese']],
    ['hardly more than a guess', [odds(0.4, 0.6)], 'en', 0.6, 'zh', ['language-unsure']],
    ['what a window rules out, with another that does not', [odds(1, 0), odds(0.2, 0.8)], 'zh', 0.94, 'zh', []],
  ])('%s', (_name, given, heard, confidence, language, warnings) => {
    const detection = detectionOf(given.map((odds) => ({ odds, speechSeconds: 10 })));
    expect(detection.heard).toBe(heard);
    expect(detection.confidence).toBeCloseTo(confidence, 2);
    expect(settledLanguage('auto', detection, 'zh')).toBe(language);
    expect(languageWarnings(detection).map(({ code }) => code)).toEqual(warnings);
  });

  it('is that of the window with far more speech in it, where two differ', () => {
    const windows = (first: number, second: number) => [
      { odds: odds(0.1, 0.9), speechSeconds: first },
      { odds: odds(0.95, 0.05), speechSeconds: second },
    ];
    expect(detectionOf(windows(26, 2))).toMatchObject({ heard: 'en', confidence: expect.closeTo(0.86, 2) });
    expect(detectionOf(windows(2, 26)).heard).toBe('zh');
  });

  it('is what was told, or the first one where nothing is known', () => {
    const english = { heard: 'en', confidence: 0.99 } as const;
    expect(settledLanguage('zh', english, 'en')).toBe('zh');
    expect([settledLanguage('auto', null, 'en'), settledLanguage('auto', null, 'zh')]).toEqual(['en', 'zh']);
    expect(languageWarnings(null)).toEqual([]);
    const [doubt] = languageWarnings({ heard: 'en', confidence: 0.62 });
    expect(doubt!.sentence.en).toMatch(/not certain what language is spoken \(English: 62%\).*--language/);
    expect(doubt!.sentence.zh).toMatch(/英语：62%.*普通话.*--language/);
  });

  it('of a transcript is that of its words', () => {
    expect(languageOfTexts(['您好，请问有什么可以帮您？', 'OK'])).toEqual({ heard: 'zh', confidence: 11 / 12 });
    expect(languageOfTexts(["Hello, how can I help? I'm Li", '好'])).toEqual({ heard: 'en', confidence: 7 / 8 });
    expect(languageOfTexts(['', '……'])).toBeNull();
  });
});

it('probabilities are those of the languages among themselves, whatever else the model thinks of', () => {
  const logits = Float32Array.of(50, 2, 1, 0, 40);
  const found = oddsOf(logits, { zh: 1, en: 2, yue: 3 });
  expect([found.zh, found.en, found.yue].map((one) => one.toFixed(4))).toEqual(['0.6652', '0.2447', '0.0900']);
  expect(oddsOf(logits, { zh: 1, en: 2 })).toEqual({
    zh: expect.closeTo(0.7311, 4),
    en: expect.closeTo(0.2689, 4),
    yue: 0,
  });
});

describe('which windows are listened to', () => {
  const heard: number[] = [];
  const model: Pick<Model, 'languages' | 'odds'> = {
    languages: ['zh', 'en'],
    odds: async (sounds: readonly Sound[]) => {
      heard.push(...sounds.map(({ speechSeconds }) => speechSeconds));
      return sounds.map(() => odds(0.2, 0.8));
    },
  };
  const channel = memoryChannel(new Float32Array(80 * 8000), 8000);
  const voice = (...spans: [number, number][]) => ({
    channel,
    sentToRecognition: spans.map(([start, end]) => ({ start, end })),
  });

  it('the two with most speech, whoever speaks', async () => {
    const found = await detectLanguage(model, [voice([0, 3], [5, 12]), voice([3, 4]), voice([10, 30], [35, 50])]);
    expect(heard).toEqual([20, 15]);
    expect(found).toMatchObject({ heard: 'en' });
  });

  it('none where nobody speaks, or the model knows one language only', async () => {
    expect(await detectLanguage(model, [voice(), voice([3, 3.2])])).toBeNull();
    expect(await detectLanguage({ ...model, languages: ['zh'] }, [voice([0, 3])])).toBeNull();
    expect(heard).toHaveLength(2);
  });
});

describe('a Whisper model that knows several languages', () => {
  // The demo model as if it lay in a folder of somebody's own: it was trained on Mandarin alone, and has a token for English.
  const folder = path.join(MODELS_FOLDER, 'lingting-demo-zh');
  let model: Model;
  beforeAll(async () => {
    const files = {
      folder,
      encoder: path.join(folder, fileOf('encoder', 'fp32')),
      decoder: path.join(folder, fileOf('decoder', 'fp32')),
      crossAttention: null,
    };
    model = await loadWhisper(files, { languages: null, threads: 1, hotWords: [] });
  });
  afterAll(() => model.close());

  it('says of each window what transformers.js gets from the same model', async () => {
    const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav'));
    const wide = resampled(audio.channels[0]!, 16_000);
    const windows = [wide.read(0, 64_000).slice(), wide.read(64_000, 160_000).slice()];
    await audio.close();
    const found = await model.odds(windows.map((samples) => ({ samples, speechSeconds: samples.length / 16_000 })));

    const local = { local_files_only: true };
    const [extractor, tokenizer, stock] = await Promise.all([
      WhisperFeatureExtractor.from_pretrained(folder, local) as Promise<WhisperFeatureExtractor>,
      AutoTokenizer.from_pretrained(folder, local),
      WhisperForConditionalGeneration.from_pretrained(folder, { ...local, dtype: 'fp32', device: 'cpu' } as never),
    ]);
    const [start, zh, en] = ['<|startoftranscript|>', '<|zh|>', '<|en|>'].map((token) =>
      tokenizer.convert_tokens_to_ids(token),
    ) as [number, number, number];
    for (const [at, samples] of windows.entries()) {
      const { input_features } = (await extractor(samples)) as { input_features: Tensor };
      const decoder_input_ids = new Tensor('int64', BigInt64Array.of(BigInt(start)), [1, 1]);
      const { logits } = (await stock({ input_features, decoder_input_ids })) as { logits: Tensor };
      const data = logits.data as Float32Array;
      const { zh: ofChinese, en: ofEnglish } = found[at]!;
      expect(Math.log(ofChinese / ofEnglish)).toBeCloseTo(data[zh]! - data[en]!, 2);
      expect(ofChinese + ofEnglish).toBeCloseTo(1, 6);
    }
    await (stock as { dispose(): Promise<unknown> }).dispose();
  });

  it('can be asked for either', async () => {
    expect(model.languages).toEqual(['zh', 'en']);
    expect(await readLanguageTokens(folder)).toEqual({
      start: 3562,
      tokens: { zh: 3564, en: 3563 },
      scored: ['zh', 'en'],
    });
    const sounds = [{ samples: new Float32Array(16_000).fill(0.01), speechSeconds: 1 }];
    const manner = { temperature: 0, isPrompted: false };
    const [zh, en] = [await model.in('zh').recognise(sounds, manner), await model.in('en').recognise(sounds, manner)];
    // Another language is another prefix, which other probabilities follow.
    expect(en[0]!.meanLogProbability).not.toBe(zh[0]!.meanLogProbability);
  });
});
