import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { loadingFault } from '../../src/asr/faults.ts';
import { openTranscriber } from '../../src/asr/open.ts';
import { findModel, loadRegistry, MODELS_FOLDER } from '../../src/asr/registry.ts';
import { listModels } from '../../src/asr/verify.ts';
import { openAudio } from '../../src/audio/open.ts';
import { LingtingError } from '../../src/errors.ts';
import { encodeModel, integers } from '../../src/onnx.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { RECOGNISING, speechSpans } from '../../src/vad/spans.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { randomWhisper } from './random-whisper.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-open-'));
const DEMO = path.join(MODELS_FOLDER, 'lingting-demo-zh');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const open = (model: string, language: 'zh' | 'en' = 'zh') => openTranscriber(model, { language, threads: 1 });
async function errorOf(promise: Promise<unknown>): Promise<LingtingError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LingtingError);
  return error as LingtingError;
}

describe('a model that cannot be opened', () => {
  it('is missing: the sentence holds the exact command, and nothing is downloaded', async () => {
    vi.stubEnv('LINGTING_MODELS', path.join(folder, 'none'));
    const fetched = vi.spyOn(globalThis, 'fetch');
    const error = await errorOf(open('whisper-small'));
    expect(error.code).toBe('model-missing');
    expect(error.message).toContain('Run: npx lingting models pull whisper-small');
    expect(error.sentence.zh).toContain('npx lingting models pull whisper-small');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is unknown, or does not know the language, or is a folder without a model', async () => {
    expect((await errorOf(open('whisper-huge'))).code).toBe('model-unknown');
    expect((await errorOf(open('lingting-demo-zh', 'en'))).code).toBe('usage');
    expect((await errorOf(open('./nowhere'))).sentence.en).toMatch(/^There is no folder .*nowhere\./);
  });

  it('is not the one of the registry', async () => {
    vi.stubEnv('LINGTING_MODELS', folder);
    const { files } = findModel('whisper-tiny', loadRegistry());
    for (const file of files) {
      mkdirSync(path.join(folder, 'whisper-tiny', path.dirname(file.path)), { recursive: true });
      writeFileSync(path.join(folder, 'whisper-tiny', file.path), 'abc');
    }
    const short = await errorOf(open('whisper-tiny'));
    expect(short.code).toBe('model-corrupt');
    expect(short.message).toMatch(
      /config\.json has 3 bytes, expected 2248\. Run: npx lingting models pull whisper-tiny$/,
    );
    writeFileSync(path.join(folder, 'whisper-tiny', 'config.json'), 'a'.repeat(2248));
    const changed = await errorOf(open('whisper-tiny'));
    expect(changed.sentence.zh).toMatch(/config\.json 为 SHA-256 \w{64}，应为 2b2e4e51\w+。请运行/);
  });

  /** A copy of the demo model with something done to it. */
  async function spoiledBy(name: string, spoil: (at: (file: string) => string) => void): Promise<LingtingError> {
    const copy = path.join(folder, name);
    cpSync(DEMO, copy, { recursive: true });
    spoil((file) => path.join(copy, file));
    const error = await errorOf(open(copy));
    expect(error.sentence.zh).toContain(name);
    expect(error.message).not.toContain('\n');
    return error;
  }
  const [ENCODER, DECODER] = ['onnx/encoder_model.onnx', 'onnx/decoder_model_merged.onnx'];

  it.each<[string, (at: (file: string) => string) => void, RegExp]>([
    [
      'cut-off-weights',
      (at) => truncateSync(at(ENCODER), 10_000),
      /does not load: .*encoder_model\.onnx.*Copy the model there as transformers\.js lays it out/,
    ],
    [
      'cut-off-tokens',
      (at) => truncateSync(at('tokenizer.json'), 1000),
      /tokenizer\.json is damaged or cut off: expected JSON, got 1000 characters/,
    ],
    [
      'another-kind',
      (at) => writeFileSync(at('config.json'), '{"model_type": "wav2vec2"}'),
      /another-kind is no Whisper model in ONNX form: its config\.json has model_type wav2vec2/,
    ],
    [
      'another-graph',
      (at) => cpSync(at(DECODER), at(ENCODER)),
      /encoder_model\.onnx is not the encoder of a Whisper model: expected input_features → .*, got input_ids, /,
    ],
    [
      'other-bands',
      (at) => {
        const config = JSON.parse(readFileSync(at('preprocessor_config.json'), 'utf8')) as object;
        writeFileSync(at('preprocessor_config.json'), JSON.stringify({ ...config, feature_size: 128 }));
      },
      /encoder_model\.onnx takes 80 bands, preprocessor_config\.json makes 128/,
    ],
  ])('is damaged or no Whisper model: %s', async (name, spoil, sentence) => {
    const error = await spoiledBy(name, spoil);
    expect(error.code).toBe('model-corrupt');
    expect(error.message).toMatch(sentence);
  });

  it('is told without where in its own source the runtime was', () => {
    const cause = new Error(
      'Exception during initialization: /src/frame.cc:74 onnxruntime::Info::Info(const int&) [ONNXRuntimeError] : 1 : FAIL : tensorprotoutils.cc:1763 GetExtData External initializer: w offset: 20 is out of bounds.\n',
    );
    const place = { id: 'm', folder: '/m', remedy: { en: 'Copy it again.', zh: '请重新放入。' } };
    expect(loadingFault(place, cause).sentence).toEqual({
      en: 'The model m in /m does not load: External initializer: w offset: 20 is out of bounds. Copy it again.',
      zh: '模型 m（/m）无法加载：External initializer: w offset: 20 is out of bounds。请重新放入。',
    });
  });

  it('is in another form, or has no decoder', async () => {
    const other = await spoiledBy('torch', (at) => rmSync(at('onnx'), { recursive: true }));
    expect(other.message).toMatch(/torch is no Whisper model in ONNX form: there are no ONNX files/);
    const half = await spoiledBy('no-decoder', (at) => rmSync(at(DECODER)));
    expect(half.message).toMatch(/not complete: .*decoder_model_merged\.onnx is missing/);
  });

  it('is there in a precision that is not used', async () => {
    const error = await spoiledBy('half', (at) => renameSync(at(ENCODER), at('onnx/encoder_model_fp16.onnx')));
    expect(error.code).toBe('model-missing');
    expect(error.message).toMatch(/encoder as encoder_model_fp16\.onnx, .* expected one of encoder_model\.onnx, /);
  });
});

it('weights that lie beside their graph identify what a model writes, too', async () => {
  const large = path.join(folder, 'large');
  cpSync(DEMO, large, { recursive: true });
  const identityWith = async (weights: string) => {
    writeFileSync(path.join(large, 'onnx/encoder_model.onnx_data'), weights);
    const { settingsSha256, modelSha256, close } = await open(large);
    await close();
    return { settingsSha256, modelSha256 };
  };
  const [one, other] = [await identityWith('fine-tuned'), await identityWith('fine-tuned again')];
  expect(one.settingsSha256).not.toBe(other.settingsSha256);
  expect(one.modelSha256).not.toBe(other.modelSha256);
  expect(other.modelSha256).toMatch(/^[0-9a-f]{64}$/);
});

it('a model that needs more memory than there is says so, and what to do', async () => {
  const greedy = path.join(folder, 'greedy');
  cpSync(DEMO, greedy, { recursive: true });
  const graph = {
    inputs: { input_features: [1, 80, 3000] },
    outputs: ['last_hidden_state'],
    constants: [integers('size', [1, 10_000_000, 1_000_000])],
    nodes: [
      { op_type: 'ReduceMax', input: ['input_features'], output: ['loudest'], attributes: { keepdims: 1 } },
      { op_type: 'Expand', input: ['loudest', 'size'], output: ['last_hidden_state'] },
    ],
  };
  writeFileSync(path.join(greedy, 'onnx/encoder_model.onnx'), encodeModel(graph));
  const transcriber = await open(greedy);
  const second = memoryChannel(new Float32Array(8000), 8000);
  const error = await errorOf(transcriber.transcribe(second, 'agent', [{ start: 0, end: 1 }], 'zh'));
  await transcriber.close();
  expect(error.code).toBe('model-failed');
  expect(error.message).toMatch(/^There is not enough memory for the model greedy .*--workers 1/);
});

it('the demo model knows Mandarin only: there is nothing to detect, nothing is refused, and it says so', async () => {
  const transcriber = await openTranscriber('lingting-demo-zh', { language: 'auto', threads: 1 });
  expect(transcriber.languages).toEqual(['zh']);
  expect(transcriber.warnings.map(({ code, sentence }) => [code, sentence.en])).toEqual([
    ['language-not-detected', expect.stringMatching(/^The model lingting-demo-zh knows Mandarin only: .*--language/)],
  ]);
  const voice = { channel: memoryChannel(new Float32Array(16_000), 8000), sentToRecognition: [{ start: 0, end: 2 }] };
  expect(await transcriber.detectLanguage([voice])).toBeNull();
  await transcriber.close();
});

it('the demo model takes no hot words, and says so', async () => {
  const told = await openTranscriber('lingting-demo-zh', {
    language: 'zh',
    threads: 1,
    hotWords: ['云海酒店', '退换货'],
  });
  const without = await open('lingting-demo-zh');
  await Promise.all([told.close(), without.close()]);
  expect([told.hotWords, without.hotWords, without.warnings]).toEqual([[], [], []]);
  expect(told.warnings.map(({ code, sentence }) => [code, sentence.en])).toEqual([
    ['hot-words-unused', 'The model lingting-demo-zh takes no hot words: the 2 of the profile had no effect.'],
  ]);
});

it('tells times where it is asked to, as part of what makes its words; the demo model cannot, and says so', async () => {
  const own = path.join(folder, 'own');
  cpSync(DEMO, own, { recursive: true });
  const opened = async (model: string, timestamps: boolean) => {
    const transcriber = await openTranscriber(model, { language: 'zh', threads: 1, timestamps });
    await transcriber.close();
    return transcriber;
  };
  const [timed, untimed] = [await opened(own, true), await opened(own, false)];
  expect(timed.settingsSha256).not.toBe(untimed.settingsSha256);
  expect([...timed.warnings, ...untimed.warnings]).toEqual([]);
  const [demo, usual] = [await opened('lingting-demo-zh', true), await opened('lingting-demo-zh', false)];
  expect(demo.settingsSha256).toBe(usual.settingsSha256);
  expect(demo.warnings.map(({ code, sentence }) => [code, sentence.en])).toEqual([
    ['timestamps-unused', 'The model lingting-demo-zh does not know when a phrase was said: timestamps had no effect.'],
  ]);
});

describe.runIf(available('espeak-ng') && available('ffmpeg'))('the demo model', () => {
  /** A sentence of the synthetic voice as the telephone carries it: 300-3400 Hz, 8 kHz, A-law. */
  function telephone(text: string): string {
    const [wide, narrow] = [path.join(folder, 'wide.wav'), path.join(folder, 'narrow.wav')];
    execFileSync('espeak-ng', ['-v', 'cmn-latn-pinyin+f2', '-s', '170', '-w', wide, text]);
    const filter = ['-af', 'highpass=f=300,lowpass=f=3400', '-ar', '8000', '-c:a', 'pcm_alaw'];
    execFileSync('ffmpeg', ['-loglevel', 'error', '-y', '-i', wide, ...filter, narrow]);
    return narrow;
  }

  it('hears courtesy in the synthetic voice, with times from the speech', async () => {
    const [detector, transcriber] = [await loadVoiceActivity(), await open('lingting-demo-zh')];
    const audio = await openAudio(telephone('您好，很高兴为您服务，请问有什么可以帮您？'));
    try {
      expect(transcriber.demo).toBe(true);
      expect(transcriber.modelSha256).toMatch(/^[0-9a-f]{64}$/);
      const [channel] = audio.channels;
      const speech = speechSpans(await detector.probabilities(channel!), RECOGNISING);
      const { segments } = await transcriber.transcribe(channel!, 'agent', speech, 'zh');
      expect(segments.map(({ text }) => text).join('')).toMatch(/很高兴为您服务.*可以帮您/);
      expect(segments.map(({ start, end }) => ({ start, end }))).toEqual(speech);
      for (const { meanLogProbability } of segments) {
        expect(meanLogProbability).toBeLessThan(0);
        expect(meanLogProbability).toBeGreaterThan(-0.7);
      }
      const controller = new AbortController();
      controller.abort();
      const stopped = await errorOf(transcriber.transcribe(channel!, 'agent', speech, 'zh', controller.signal));
      expect(stopped.code).toBe('stopped');
    } finally {
      await Promise.all([audio.close(), detector.close(), transcriber.close()]);
    }
  });
});

describe.runIf(available('python3-onnx'))('a model in the official layout', () => {
  it('opens by its path, and takes no noise for speech', async () => {
    const random = randomWhisper('tiny');
    const transcriber = await open(random);
    expect([transcriber.id, transcriber.demo]).toEqual([path.basename(random), false]);
    const hum = Float32Array.from({ length: 16_000 }, (_, i) => 0.1 * Math.sin(i * 0.2));
    const result = await transcriber.transcribe(memoryChannel(hum, 8000), 'agent', [{ start: 0.5, end: 1.5 }], 'zh');
    await transcriber.close();
    // Random weights never come to an end.
    expect(result.segments).toEqual([]);
    expect(result.dropped.map(({ start, end }) => [start, end])).toEqual([[0.5, 1.5]]);
    expect(result.dropped[0]!.meanLogProbability).toBeLessThan(-5);
  });
});

const installed = (await listModels()).filter(
  ({ entry, installed }) => installed && entry.task === 'recognition' && !entry.demo,
);
describe.runIf(installed.length > 0 && available('shared-audio'))('real weights', () => {
  it.each(installed.map(({ entry }) => entry.id))('%s hears Mandarin of a telephone', async (id) => {
    const [detector, transcriber] = [await loadVoiceActivity(), await open(id)];
    const audio = await openAudio(path.join(SHARED_AUDIO, 'watson/zh-CN_sample2_for_8k.wav'));
    try {
      const speech = speechSpans(await detector.probabilities(audio.channels[0]!), RECOGNISING);
      const { segments } = await transcriber.transcribe(audio.channels[0]!, 'mixed', speech, 'zh');
      const text = segments.map((segment) => segment.text).join('');
      expect(text).toMatch(/假期|安排/);
    } finally {
      await Promise.all([audio.close(), detector.close(), transcriber.close()]);
    }
  });
});
