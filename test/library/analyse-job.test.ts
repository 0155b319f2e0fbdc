import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { WorkerTools } from '../../src/library/analyse-job.ts';
import type { AnalysisJob } from '../../src/library/worker-protocol.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-tools-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a model that could not be opened for one call is opened for the next when it can be', async () => {
  const model = path.join(folder, 'model');
  const job: AnalysisJob = {
    file: 'samples/calls/complaint.wav',
    call: { callId: 'one', source: 'none' },
    transcriptFile: null,
    language: 'zh',
    model,
    hotWords: [],
    channels: null,
    tones: 'cn',
    pipeline: 'service-zh',
    threads: 1,
  };
  const tools = new WorkerTools();
  await expect(tools.key(job)).rejects.toMatchObject({ code: 'model-missing' });
  cpSync(path.join(MODELS_FOLDER, 'lingting-demo-zh'), model, { recursive: true });
  expect(await tools.key(job)).toMatchObject({ settingsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});
