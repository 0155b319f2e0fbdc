import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type AnalysisRequest, settingsHash } from '../../src/pipeline.ts';
import { loadPipeline, ROOT } from '../../src/settings.ts';

/** The inbound pipeline with its line `tones` replaced. */
function pipelineWith(line: string): string {
  const text = readFileSync(path.join(ROOT, 'pipelines', 'inbound.yaml'), 'utf8');
  expect(text).toMatch(/^tones: cn$/m);
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lingting-tones-')), 'own.yaml');
  writeFileSync(file, text.replace(/^tones: cn$/m, line));
  return file;
}

it('a pipeline names the network; China when it does not', async () => {
  expect((await loadPipeline(pipelineWith('tones: hk'))).tones).toBe('hk');
  expect((await loadPipeline(pipelineWith(''))).tones).toBe('cn');
});

it('a network that is not known is refused with what was expected', async () => {
  await expect(loadPipeline(pipelineWith('tones: mars'))).rejects.toMatchObject({
    code: 'settings-invalid',
    sentence: { en: expect.stringContaining('hk, tw, us, uk, eu; got "mars"') },
  });
});

it('another network is another analysis', async () => {
  const request: AnalysisRequest = {
    file: '',
    call: { callId: 'a', source: 'none' },
    transcriptFile: null,
    language: 'zh',
    channels: null,
    tones: 'cn',
    pipeline: 'inbound',
  };
  const tools = {
    voiceActivity: {
      detector: 'silero-v6.2' as const,
      models: {},
      probabilities: () => Promise.reject(new Error('not asked')),
      close: async () => {},
    },
    transcriber: null,
  };
  const hash = (tones: AnalysisRequest['tones']) => settingsHash({ ...request, tones }, tools);
  expect(await hash('us')).not.toBe(await hash('cn'));
  expect(await hash('cn')).toBe(await hash('cn'));
});
