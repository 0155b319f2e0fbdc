import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf } from '../../src/asr/files.ts';
import { fasterDecoder } from '../../src/asr/graph/faster-decoder.ts';
import { openTranscriber, requireModel } from '../../src/asr/open.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import { timeEncoders } from '../../src/asr/tune/encoders.ts';
import { failure, writeGraph } from '../../src/asr/tune/graphs.ts';
import { type TuneReport, tuneModel } from '../../src/asr/tune/tune.ts';
import { thisMachine, writeTuned } from '../../src/asr/tuned.ts';
import { tuneText } from '../../src/cli/models-tune.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available } from '../requires.ts';
import { randomWhisper } from './random-whisper.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-tune-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const opened = async () => {
  const { close, modelSha256, tuned } = await openTranscriber(folder, { language: 'zh', threads: 1 });
  await close();
  return { modelSha256, tuned };
};
const sha256Of = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
/** What a model makes of a second of a tone that rises, believed or not. */
async function heardBy(model: string): Promise<{ tuned: unknown; texts: string[] }> {
  const transcriber = await openTranscriber(model, { language: 'zh', threads: 1 });
  const sound = Float32Array.from({ length: 16_000 }, (_, at) => 0.3 * Math.sin(at * 0.05 + at * at * 1e-6));
  const { segments, dropped } = await transcriber.transcribe(
    memoryChannel(sound, 16_000),
    'agent',
    [{ start: 0, end: 1 }],
    'zh',
  );
  await transcriber.close();
  return { tuned: transcriber.tuned, texts: [...segments, ...dropped].map(({ text }) => text) };
}
const TUNED = path.join(folder, 'lingting-tuned.json');

describe.runIf(available('python3-onnx'))('a model that is tuned', () => {
  let report: TuneReport;
  const tried: string[] = [];
  let before: Awaited<ReturnType<typeof opened>>;
  beforeAll(async () => {
    cpSync(randomWhisper('tiny'), folder, { recursive: true });
    // Nobody uses it: there is a smaller one.
    writeFileSync(path.join(folder, fileOf('decoder', 'fp32')), 'cut off');
    before = await opened();
    report = await tuneModel(folder, ({ en }) => tried.push(en));
  });

  it('was timed in every way there is, and the fastest of the close ones is chosen', () => {
    expect(report.encoders.map(({ name }) => name)).toEqual(['fp32', 'fp32 fused', 'fp32 fused-int8']);
    expect(report.decoders.map(({ name, windowsAtOnce }) => `${name} ${windowsAtOnce}`)).toEqual(
      expect.arrayContaining(['q8 1', 'q8 4', 'q8 split 1', 'q8 split 4']),
    );
    const [broken, ...others] = report.decoders;
    expect([broken!.name, broken!.problem!.en]).toEqual(['fp32', expect.stringContaining(fileOf('decoder', 'fp32'))]);
    expect(others.every(({ problem }) => problem === null)).toBe(true);
    const [encoders, decoders] = [report.encoders, report.decoders].map(
      (rows) => new Set(rows.map(({ name }) => name)),
    );
    expect(tried).toEqual([
      ...[...encoders!].map((name) => `encoder ${name}`),
      ...[...decoders!].map((name) => `decoder ${name}`),
    ]);
    const least = Math.min(...report.encoders.map(({ secondsPerWindow }) => secondsPerWindow!));
    expect(report.encoders.find(({ name }) => name === report.chosen.encoder)!.secondsPerWindow).toBe(least);
    expect(report.encoders.every(({ cosine }) => cosine! > 0.99)).toBe(true);
    const text = { zh: tuneText(report, 'zh'), en: tuneText(report, 'en') };
    expect(text.zh).toContain('fused-int8');
    expect(text.en).toMatch(/A window .* takes [\d.]+ s, untuned [\d.]+ s/);
  });

  it('keeps the graphs it uses, and runs as was chosen, under a hash of its own', async () => {
    const chosen = report.encoders.find(({ name }) => name === report.chosen.encoder)!;
    expect(chosen.name).not.toBe('fp32');
    const decoder = report.decoders.find(({ name }) => name === report.chosen.decoder)!;
    const used = [chosen.file, decoder.decoder, decoder.crossAttention ?? ''].filter((file) => file.includes('graphs'));
    expect(readdirSync(path.join(folder, 'lingting-graphs')).toSorted()).toEqual(
      used.map((file) => path.basename(file)).toSorted(),
    );
    const after = await opened();
    expect(before.tuned).toBeUndefined();
    expect(after.tuned).toMatchObject({
      encoder: chosen.file,
      decoder: decoder.decoder,
      windowsAtOnce: report.chosen.windowsAtOnce,
    });
    expect(after.modelSha256).not.toBe(before.modelSha256);
    expect(await requireModel(folder)).toBeNull();
  });

  it('runs as before on another machine, or with another file, and says why', async () => {
    const remembered = readFileSync(TUNED, 'utf8');
    writeFileSync(TUNED, remembered.replace(/"machine": ".*"/, '"machine": "an abacus × 1"'));
    expect((await requireModel(folder))!.en).toMatch(/not used: it was made on an abacus × 1.*models tune/);
    expect(await opened()).toEqual(before);
    writeFileSync(TUNED, '{"machine":');
    expect((await requireModel(folder))!.zh).toMatch(/无法读取.*models tune/);
    writeFileSync(TUNED, remembered);
    appendFileSync(path.join(folder, 'onnx/decoder_model_merged_quantized.onnx'), 'x');
    expect((await requireModel(folder))!.en).toContain('decoder_model_merged_quantized.onnx is gone or has changed');
  });
});

describe.runIf(available('python3-onnx'))('a decoder that was split', () => {
  it('writes what the whole one writes, and is no longer used when one of its two graphs has changed', async () => {
    cpSync(randomWhisper('tiny', true), folder, { recursive: true });
    const file = (name: string) => ({ path: name, sha256: sha256Of(path.join(folder, name)) });
    const [encoder, decoder] = [file(fileOf('encoder', 'fp32')), file(fileOf('decoder', 'fp32'))];
    const whole = { machine: thisMachine(), exactEncoder: encoder, encoder, exactDecoder: decoder, windowsAtOnce: 1 };
    await writeTuned(folder, { ...whole, decoder, crossAttention: null });
    const exact = await heardBy(folder);
    const graphs = fasterDecoder(readFileSync(path.join(folder, decoder.path)))!;
    const split = file(await writeGraph(folder, decoder.path, 'split', graphs.decoder));
    const crossAttention = file(await writeGraph(folder, decoder.path, 'cross-attention', graphs.crossAttention));
    await writeTuned(folder, { ...whole, decoder: split, crossAttention });
    const found = await heardBy(folder);
    expect(found.tuned).toEqual({ encoder: encoder.path, decoder: split.path, windowsAtOnce: 1 });
    expect(exact.texts.join('').length).toBeGreaterThan(20);
    expect(found.texts).toEqual(exact.texts);
    appendFileSync(path.join(folder, crossAttention.path), 'x');
    expect((await requireModel(folder))!.en).toContain(`${crossAttention.path} is gone or has changed`);
  });
});

describe.runIf(available('python3-onnx'))('a graph that was misread', () => {
  it('is not to be used, nor what would be made of it', async () => {
    cpSync(randomWhisper('tiny'), folder, { recursive: true });
    const data = Float32Array.from({ length: 80 * 3000 }, (_, at) => Math.sin(at * 0.013));
    const halfTheHeads = 3;
    const { rows } = await timeEncoders(
      folder,
      ['fp32'],
      new Tensor('float32', data, [1, 80, 3000]),
      halfTheHeads,
      () => {},
    );
    expect(rows.map(({ name, problem }) => [name, problem === null])).toEqual([
      ['fp32', true],
      ['fp32 fused', false],
    ]);
    expect(rows[1]!.problem!.en).toMatch(/^0\.\d+: too far from the exact one$/);
  });
});

it('a disk that is full is no fault of a graph', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { errno: -28, code: 'ENOSPC' });
  expect(() => failure(full)).toThrow(full);
  expect(failure(new Error('odd shapes.\nat f'))).toEqual({ en: 'odd shapes', zh: 'odd shapes' });
});

describe('a model that cannot be tuned', () => {
  it('is one that cannot be opened: nothing is made of it', async () => {
    const model = path.join(folder, 'cut-off');
    cpSync(path.join(MODELS_FOLDER, 'lingting-demo-zh'), model, { recursive: true });
    writeFileSync(path.join(model, 'tokenizer.json'), '{');
    await expect(tuneModel(model)).rejects.toMatchObject({
      code: 'model-corrupt',
      message: expect.stringMatching(/tokenizer\.json is damaged or cut off/),
    });
    expect(readdirSync(model)).not.toContain('lingting-graphs');
  });

  it('lacks what its graphs cannot be made without, by name', async () => {
    const model = path.join(folder, 'headless');
    cpSync(path.join(MODELS_FOLDER, 'lingting-demo-zh'), model, { recursive: true });
    const { encoder_attention_heads: _, ...config } = JSON.parse(
      readFileSync(path.join(model, 'config.json'), 'utf8'),
    ) as Record<string, unknown>;
    writeFileSync(path.join(model, 'config.json'), JSON.stringify(config));
    await expect(tuneModel(model)).rejects.toThrow(
      /does not run: config\.json, encoder_attention_heads: [^.\n]+\. Check/,
    );
    expect(readdirSync(path.join(model, 'lingting-graphs'))).toEqual([]);
  });

  it('is the demo model, or one that is not there', async () => {
    const demo = path.join(MODELS_FOLDER, 'lingting-demo-zh');
    await expect(tuneModel(demo)).rejects.toMatchObject({ code: 'usage' });
    await expect(tuneModel('whisper-huge')).rejects.toMatchObject({ code: 'model-unknown' });
  });
});
