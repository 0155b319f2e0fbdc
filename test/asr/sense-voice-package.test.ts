import { expect, it, vi } from 'vitest';
import { loadSenseVoice } from '../../src/asr/sense-voice.ts';

vi.mock('sherpa-onnx-node', () => {
  throw new Error('Cannot find package');
});

it('SenseVoice without the package that runs it says how to install it', async () => {
  const loading = loadSenseVoice({ weights: 'model.onnx', tokens: 'tokens.txt' }, { languages: ['zh'], threads: 1 });
  await expect(loading).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringMatching(
      /sherpa-onnx-node, which runs SenseVoice, is not installed\. Install it with: npm install/,
    ),
    sentence: { zh: expect.stringMatching(/未安装.*npm install sherpa-onnx-node@/) },
  });
});
