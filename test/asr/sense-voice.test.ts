import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTranscriber, requireModel, verifyFolder } from '../../src/asr/open.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import type { Transcriber } from '../../src/asr/transcriber.ts';
import { tuneModel } from '../../src/asr/tune/tune.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';

const RATE = 8000;
const folder = mkdtempSync(path.join(tmpdir(), 'lingting-sense-voice-'));
const tiny = path.join(folder, 'tiny');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());
const open = (model: string, language: 'zh' | 'en' = 'zh') => openTranscriber(model, { language, threads: 1 });

/** A channel of tones, each `[startSeconds, endSeconds, hertz, amplitude]`: the tiny model takes each for a token. */
function tones(...list: [number, number, number, number?][]) {
  const samples = new Float32Array(20 * RATE);
  for (const [start, end, hz, amplitude = 0.3] of list)
    for (let i = start * RATE; i < end * RATE; i++) samples[i]! += amplitude * Math.sin((2 * Math.PI * hz * i) / RATE);
  return memoryChannel(samples, RATE, 1);
}

describe('a SenseVoice model of the registry', () => {
  it('is missing until it is pulled, or damaged', async () => {
    vi.stubEnv('LINGTING_MODELS', folder);
    await expect(open('sensevoice-small')).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringMatching(/model\.int8\.onnx is missing\. Run: npx lingting models pull sensevoice-small$/),
    });
    mkdirSync(path.join(folder, 'sensevoice-small'));
    for (const name of ['model.int8.onnx', 'tokens.txt'])
      writeFileSync(path.join(folder, 'sensevoice-small', name), 'abc');
    await expect(open('sensevoice-small')).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringMatching(/model\.int8\.onnx has 3 bytes, expected 239233841\. Run/),
    });
  });
});

describe.runIf(available('python3-onnx'))('SenseVoice of the true shape, through sherpa-onnx', () => {
  let zh: Transcriber;
  beforeAll(async () => {
    execFileSync('/usr/bin/python3', [path.join(import.meta.dirname, 'make_tiny_sense_voice.py'), tiny]);
    zh = await open(tiny);
  });
  afterAll(() => zh?.close());

  it('writes what is heard in each span: in simplified characters, with marks, without tags', async () => {
    const channel = tones([1, 1.5, 500], [1.5, 2, 1000], [5, 5.4, 1500], [5.5, 6, 2000], [6, 6.5, 2500], [6.5, 7, 500]);
    const speech = [
      { start: 0.8, end: 2.2 },
      { start: 4.8, end: 7.1 },
      { start: 10, end: 12 },
    ];
    const { segments, dropped } = await zh.transcribe(channel, 'agent', speech, 'zh');
    const [first, second] = speech;
    const known = { participant: 'agent', channel: 1, meanLogProbability: null };
    expect(segments).toEqual([
      { ...first, ...known, text: '您好' },
      { ...second, ...known, text: '请，您' },
    ]);
    expect(dropped).toEqual([]);
  });

  it('is the transcriber of its folder, with what identifies its words', async () => {
    expect([zh.id, zh.engine, zh.demo, zh.hotWords, zh.warnings]).toEqual(['tiny', 'sense-voice', false, [], []]);
    const [weights, tokens] = await verifyFolder(tiny);
    expect([weights!.path, tokens!.path]).toEqual(['model.onnx', 'tokens.txt']);
    expect(zh.modelSha256).toBe(weights!.sha256);
    const en = await open(tiny, 'en');
    const { segments } = await en.transcribe(
      tones([1, 2, 3000], [2, 3, 3500]),
      'agent',
      [{ start: 0.5, end: 3.5 }],
      'en',
    );
    await en.close();
    expect(segments.map(({ text }) => text)).toEqual(['hello there']);
    expect(en.settingsSha256).toBe(zh.settingsSha256);
  });

  it('does not believe what was written where the model itself hears nobody', async () => {
    const speech = [{ start: 1, end: 2 }];
    const { segments, dropped } = await zh.transcribe(tones([1.2, 1.8, 500, 0.07]), 'customer', speech, 'zh');
    expect(segments).toEqual([]);
    expect(dropped.map(({ text, reason }) => [text, reason])).toEqual([['您', 'no-speech']]);
  });

  it('drops what goes in circles', async () => {
    const beeps = Array.from({ length: 45 }, (_, k): [number, number, number] => [k * 0.4, k * 0.4 + 0.2, 500]);
    const { segments, dropped } = await zh.transcribe(tones(...beeps), 'agent', [{ start: 0, end: 18 }], 'zh');
    expect(segments).toEqual([]);
    expect(dropped.map(({ text, reason }) => [text, reason])).toEqual([[expect.stringMatching(/^您{20,}$/), 'loop']]);
  });

  it('hears which language is spoken, and is then asked for that one', async () => {
    const both = await openTranscriber(tiny, { language: 'auto', threads: 1 });
    const heard = async (...hertz: number[]) => {
      const channel = tones(...hertz.map((hz, k): [number, number, number] => [k * 5 + 1, k * 5 + 2, hz]));
      // Spans this long go into windows of their own.
      const voices = hertz.map((_, k) => ({ channel, sentToRecognition: [{ start: k * 5, end: k * 5 + 4 }] }));
      return both.detectLanguage(voices);
    };
    expect(both.languages).toEqual(['zh', 'en']);
    expect(await heard(500, 500)).toEqual({ heard: 'zh', confidence: expect.closeTo(0.95, 6) });
    expect(await heard(3000, 3000)).toEqual({ heard: 'en', confidence: expect.closeTo(0.9, 6) });
    expect(await heard(3500, 3500)).toMatchObject({ heard: 'yue' });
    expect((await heard(500, 3000))!.confidence).toBeLessThan(0.7);
    expect(await zh.detectLanguage([{ channel: tones(), sentToRecognition: [{ start: 0, end: 4 }] }])).toBeNull();
    const { segments } = await both.transcribe(tones([1, 2, 1500]), 'agent', [{ start: 0, end: 3 }], 'zh');
    expect(segments.map(({ text }) => text)).toEqual(['请']);
    await both.close();
  });

  it('takes no hot words and cannot be tuned, and says so; stops when told to', async () => {
    const told = await openTranscriber(tiny, { language: 'zh', threads: 1, hotWords: ['云海酒店'] });
    expect(told.warnings.map(({ code }) => code)).toEqual(['hot-words-unused']);
    await expect(tuneModel(tiny)).rejects.toMatchObject({ code: 'usage' });
    const stopped = zh.transcribe(tones(), 'agent', [{ start: 1, end: 2 }], 'zh', AbortSignal.abort());
    await expect(stopped).rejects.toMatchObject({ code: 'stopped' });
    expect(await requireModel(tiny)).toBeNull();
  });

  it.each<[string, (at: (file: string) => string) => void, string, RegExp]>([
    [
      'no-tokens',
      (at) => rmSync(at('tokens.txt')),
      'model-missing',
      /not complete: .*tokens\.txt is missing\. Copy model\.int8\.onnx \(or model\.onnx\) and tokens\.txt/,
    ],
    ['no-weights', (at) => rmSync(at('model.onnx')), 'model-missing', /model\.int8\.onnx is missing/],
    [
      'cut-off-weights',
      (at) => truncateSync(at('model.onnx'), 20_000),
      'model-corrupt',
      /cut-off-weights does not load: model\.onnx is damaged or cut off: its 20000 bytes are no ONNX model\./,
    ],
    [
      'cut-off-tokens',
      (at) => truncateSync(at('tokens.txt'), 60),
      'model-corrupt',
      /tokens\.txt, line 7: expected a token and its number, got “<\|nospeech\|”/,
    ],
    [
      'few-tokens',
      (at) => writeFileSync(at('tokens.txt'), '<unk> 0\n<s> 1\n'),
      'model-corrupt',
      /tokens\.txt is damaged or cut off: expected 18 tokens, number 2 is missing/,
    ],
    [
      'another-model',
      (at) => cpSync(path.join(MODELS_FOLDER, 'lingting-demo-zh/onnx/encoder_model.onnx'), at('model.onnx')),
      'model-corrupt',
      /model\.onnx is not SenseVoice as sherpa-onnx exports it: it does not say its vocab_size\./,
    ],
    [
      'another-graph',
      (at) => writeFileSync(at('model.onnx'), renamed(readFileSync(at('model.onnx')))),
      'model-corrupt',
      /model\.onnx is not SenseVoice: expected the inputs x, x_length, language, text_norm, got x, x_length, langwich,/,
    ],
  ])('is told in one sentence to be unusable: %s', async (name, spoil, code, sentence) => {
    const copy = path.join(folder, name);
    cpSync(tiny, copy, { recursive: true });
    spoil((file) => path.join(copy, file));
    await expect(open(copy)).rejects.toMatchObject({ code, message: expect.stringMatching(sentence) });
    await expect(open(copy)).rejects.toThrow(/^[^\n]+$/);
  });
});

/** A model one input of which has another name of the same length. */
function renamed(model: Buffer): Buffer {
  return Buffer.from(model.toString('latin1').replaceAll('language', 'langwich'), 'latin1');
}
