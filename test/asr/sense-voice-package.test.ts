import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSenseVoice } from '../../src/asr/sense-voice.ts';
import { packageFault } from '../../src/sherpa-onnx.ts';

/** Stands for the package: what it hears, and how it opens a model. */
const { createAsync, heard } = vi.hoisted(() => ({ createAsync: vi.fn(), heard: { lang: '<|zh|>', text: '您好' } }));
vi.mock('sherpa-onnx-node', () => ({ default: { OfflineRecognizer: { createAsync } } }));

const recogniser = { createStream: () => ({ acceptWaveform: () => {} }), decodeAsync: async () => heard };
beforeEach(() => {
  createAsync.mockReset().mockImplementation(async () => recogniser);
});

const sounds = [{ samples: new Float32Array(16_000), speechSeconds: 1 }];
const manner = { temperature: 0, isPrompted: false };
const load = () => loadSenseVoice({ weights: 'model.onnx', tokens: 'tokens.txt' }, { languages: null, threads: 1 });

describe('the package that runs SenseVoice', () => {
  const purpose = { en: 'runs SenseVoice', zh: '运行 SenseVoice' };

  it('says how it is installed where it is not there', () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    expect(packageFault(purpose, missing)).toMatchObject({
      code: 'model-missing',
      message: expect.stringMatching(
        /sherpa-onnx-node, which runs SenseVoice, is not installed\. Install it with: npm install sherpa-onnx-node@/,
      ),
      sentence: { zh: expect.stringMatching(/未安装.*npm install sherpa-onnx-node@/) },
    });
  });

  it('says why it does not load where it is there', () => {
    const broken = new Error('Could not find sherpa-onnx-node. Tried\n\n  ../build/Release');
    expect(packageFault(purpose, broken)).toMatchObject({
      code: 'model-failed',
      message: expect.stringMatching(
        /is installed and does not load \(Could not find .*Tried\)\. Install it again with:/,
      ),
    });
  });
});

describe('SenseVoice', () => {
  it('takes the words of a window whose language did not come out, and goes by the language asked for', async () => {
    const model = await load();
    vi.spyOn(recogniser, 'decodeAsync').mockResolvedValueOnce({ lang: '', text: '您好' });
    const [found] = await model.in('zh').recognise(sounds, manner);
    expect(found).toMatchObject({ text: '您好', noSpeechProbability: 0 });
    vi.spyOn(recogniser, 'decodeAsync').mockResolvedValueOnce({ lang: '', text: '' });
    expect(await model.odds(sounds)).toEqual([{ zh: 0.25, en: 0.5, yue: 0.25 }]);
  });

  it('opens its model again for the next call when that failed for one', async () => {
    const model = await load();
    createAsync.mockRejectedValueOnce(new Error('bad alloc'));
    await expect(model.in('zh').recognise(sounds, manner)).rejects.toThrow('bad alloc');
    expect(await model.in('zh').recognise(sounds, manner)).toMatchObject([{ text: '您好' }]);
  });

  it('holds its weights only for the languages that it is asked for', async () => {
    const model = await load();
    await model.odds(sounds);
    for (let call = 0; call < 2; call++) await model.in('zh').recognise(sounds, manner);
    const languages = createAsync.mock.calls.map(([{ modelConfig }]) => modelConfig.senseVoice.language);
    expect(languages).toEqual(['auto', 'zh']);
  });
});
