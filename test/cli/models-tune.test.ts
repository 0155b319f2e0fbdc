import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import type { TuneReport } from '../../src/asr/tune/tune.ts';
import { tuneText } from '../../src/cli/models-tune.ts';
import { randomWhisper } from '../asr/random-whisper.ts';
import { available } from '../requires.ts';
import { finished, lingting, start } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-tune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tune = (...args: string[]) => lingting(['models', 'tune', ...args], { env: { LINGTING_MODELS: folder } });

it('says what to install where there is nothing to tune', async () => {
  const { code, stdout, stderr } = await tune();
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^No model is here that can be tuned: .*models pull whisper-small\n$/);
});

it('says of the demo model that it is not tuned', async () => {
  const { code, stderr } = await lingting(['--lang', 'zh', 'models', 'tune', 'lingting-demo-zh']);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^模型 lingting-demo-zh 仅供试用，无需调优。.*models list\n$/),
  ]);
});

it('names the models that can be tuned, and no others, for an id that there is not', async () => {
  const { code, stderr } = await tune('whisper-smal');
  expect([code, stderr]).toEqual([2, expect.stringMatching(/no model "whisper-smal"\. Give one of whisper-tiny, /)]);
  expect(stderr).toContain('whisper-large-v3-turbo, or the path');
});

it('says of a model that does not load where it is and what belongs there', async () => {
  const broken = path.join(folder, 'broken');
  cpSync(path.join(MODELS_FOLDER, 'lingting-demo-zh'), broken, { recursive: true });
  for (const name of readdirSync(path.join(broken, 'onnx'))) writeFileSync(path.join(broken, 'onnx', name), 'no graph');
  const { code, stdout, stderr } = await tune(broken);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(broken);
  expect(stderr).toMatch(/does not load: .*Copy the model there [^\n]+\n$/);
});

describe.runIf(available('python3-onnx'))('a model that is timed', () => {
  it('has each choice named as it is tried, and none of its graphs left when stopped', async () => {
    const model = path.join(folder, 'random');
    cpSync(randomWhisper('tiny'), model, { recursive: true });
    const child = start(['models', 'tune', model]);
    const graphs: string[][] = [];
    child.stderr!.on('data', (text: string) => {
      if (!text.includes('fused-int8')) return;
      graphs.push(readdirSync(path.join(model, 'lingting-graphs')));
      child.kill('SIGINT');
    });
    const { code, stdout, stderr } = await finished(child);
    expect(stderr.split('\n')).toEqual([
      ...['fp32', 'fp32 fused', 'fp32 fused-int8'].map((name) => `${model}: timing encoder ${name}`),
      'Stopped. Choices that were remembered stay as they are.',
      '',
    ]);
    expect([code, stdout]).toEqual([130, '']);
    expect(graphs).toEqual([expect.arrayContaining([expect.stringMatching(/^encoder_model-fused-.*onnx$/)])]);
    expect(readdirSync(path.join(model, 'lingting-graphs'))).toEqual([]);
  });
});

it('tells why an encoder or a decoder is not to be used, in its row', () => {
  const row = { file: '', secondsPerWindow: null, cosine: null, largestDifference: null };
  const decoder = { source: '', decoder: '', crossAttention: null, windowsAtOnce: 1 };
  const problem = { zh: '无法识别其计算图', en: 'its graph is not one that is understood' };
  const report: TuneReport = {
    model: 'm',
    machine: 'an abacus × 1',
    encoders: [
      { ...row, name: 'fp32', secondsPerWindow: 1.5, cosine: 1, problem: null },
      { ...row, name: 'fp32 fused', problem },
    ],
    decoders: [
      { ...decoder, name: 'q8', secondsPerWindow: 0.5, problem: null },
      { ...decoder, name: 'q8 split', secondsPerWindow: null, problem },
    ],
    chosen: { encoder: 'fp32', decoder: 'q8', windowsAtOnce: 1 },
    secondsPerWindow: { untuned: null, chosen: 2 },
  };
  for (const language of ['zh', 'en'] as const) {
    const lines = tuneText(report, language).split('\n');
    expect(lines.find((line) => line.includes('fp32 fused'))).toContain(problem[language]);
    expect(lines.find((line) => line.includes('q8 split'))).toContain(problem[language]);
    expect(lines.find((line) => line.includes('q8 '))).toMatch(/1 +│ 500 +│ ✓/);
    expect(lines.find((line) => line.includes('fp32 '))).toMatch(/1500.*1\.00000.*✓/);
    expect(lines.at(-1)).toMatch(/2\.00 .*–/);
  }
});
