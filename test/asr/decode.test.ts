import path from 'node:path';
import {
  AutoTokenizer,
  LogitsProcessor,
  LogitsProcessorList,
  Tensor as StockTensor,
  WhisperFeatureExtractor,
  WhisperForConditionalGeneration,
} from '@xenova/transformers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';
import { decode } from '../../src/asr/decode.ts';
import { loadDecoder } from '../../src/asr/decoder.ts';
import { loadLogMel } from '../../src/asr/features.ts';
import { fileOf, type ModelDtype } from '../../src/asr/files.ts';
import { type Generation, readGeneration, withPrompt } from '../../src/asr/generation.ts';
import { promptOf } from '../../src/asr/prompt.ts';
import { MODELS_FOLDER } from '../../src/asr/registry.ts';
import type { Decoded } from '../../src/asr/writer.ts';
import { openAudio } from '../../src/audio/open.ts';
import { resampled } from '../../src/audio/resample.ts';
import { available } from '../requires.ts';
import { randomWhisper } from './random-whisper.ts';

const DEMO = path.join(MODELS_FOLDER, 'lingting-demo-zh');

/** A model opened twice: as this tool runs it, and as transformers.js does. */
async function opened(model: string, dtype: ModelDtype) {
  const file = (part: 'encoder' | 'decoder') => path.join(model, fileOf(part, dtype[part]));
  const [encoder, decoder, generation, extractor, stock] = await Promise.all([
    InferenceSession.create(file('encoder')),
    loadDecoder({ decoder: file('decoder'), crossAttention: null }),
    readGeneration(model, 'zh'),
    WhisperFeatureExtractor.from_pretrained(model, { local_files_only: true }) as Promise<WhisperFeatureExtractor>,
    WhisperForConditionalGeneration.from_pretrained(model, {
      local_files_only: true,
      device: 'cpu',
      dtype: { encoder_model: dtype.encoder, decoder_model_merged: dtype.decoder } as never,
    }) as Promise<WhisperForConditionalGeneration>,
  ]);
  return { encoder, decoder, generation, extractor, logMel: await loadLogMel(extractor), stock };
}
type Opened = Awaited<ReturnType<typeof opened>>;

async function ours(
  { encoder, decoder, generation, logMel }: Pick<Opened, 'encoder' | 'decoder' | 'generation' | 'logMel'>,
  windows: readonly Float32Array[],
  most: readonly number[],
  temperature = 0,
) {
  const heard: Float32Array[] = [];
  let shape: readonly number[] = [];
  for (const samples of windows) {
    const { last_hidden_state } = await encoder.run({ input_features: await logMel.of(samples) });
    heard.push(last_hidden_state!.data as Float32Array);
    shape = last_hidden_state!.dims;
  }
  const all = Float32Array.from(heard.flatMap((one) => [...one]));
  const sound = new Tensor('float32', all, [windows.length, ...shape.slice(1)]);
  return decode(decoder, sound, generation, most, temperature);
}

const stockFeatures = async ({ extractor }: Opened, samples: Float32Array): Promise<StockTensor> =>
  ((await extractor(samples)) as { input_features: StockTensor }).input_features;

/**
 * What transformers.js leaves out of the rules for times: none before the last one, none as early as it once a phrase began,
 * and none after the first second to begin with.
 */
class InOrder extends LogitsProcessor {
  constructor(
    readonly prefix: number,
    readonly zero: number,
  ) {
    super();
  }

  override _call(rows: bigint[][], logits: StockTensor): StockTensor {
    rows.forEach((row, at) => {
      const scores = (logits as unknown as StockTensor[])[at]!.data as Float32Array;
      const times = row.slice(this.prefix).map(Number);
      const open = times.length > 0 && times.at(-1)! >= this.zero;
      const latest = Math.max(0, ...times.filter((token) => token >= this.zero));
      for (let token = this.zero; token < scores.length; token++)
        if (times.length === 0 ? token > this.zero + 50 : token < latest || (token === latest && !open))
          scores[token] = -Infinity;
    });
    return logits;
  }
}

/** Tokens written after the prefix, end of text included. */
async function theirs({ generation, stock }: Opened, inputs: StockTensor, most: number): Promise<number[]> {
  const { timestamps, prefix } = generation;
  const order = new LogitsProcessorList();
  if (timestamps) order.push(new InOrder(prefix.length, timestamps.zero));
  const output = (await stock.generate({
    inputs,
    decoder_input_ids: generation.prefix,
    return_timestamps: timestamps !== null,
    logits_processor: order,
    max_new_tokens: most,
  } as never)) as StockTensor;
  return (output.tolist() as bigint[][])[0]!.slice(generation.prefix.length).map(Number);
}

const written = ({ endOfText }: Generation, { tokens, ended }: { tokens: number[]; ended: boolean }): number[] =>
  ended ? [...tokens, endOfText] : tokens;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav');

/** Stretches of a sample call, at 16 kHz. */
async function stretches(places: readonly [startSeconds: number, endSeconds: number][]): Promise<Float32Array[]> {
  const audio = await openAudio(SAMPLE);
  const wide = resampled(audio.channels[0]!, 16_000);
  const parts = places.map(([start, end]) => wide.read(start * 16_000, end * 16_000).slice());
  await audio.close();
  return parts;
}

describe('writing', () => {
  let demo: Opened;
  beforeAll(async () => {
    demo = await opened(DEMO, { encoder: 'fp32', decoder: 'fp32' });
  });

  it('writes token for token what transformers.js writes, whatever is beside it', async () => {
    const windows = await stretches([
      [0, 4],
      [4, 8],
      [8, 12],
    ]);
    const most = windows.map(() => 60);
    const together = await ours(demo, windows, most);
    for (const [at, samples] of windows.entries()) {
      const alone = (await ours(demo, [samples], [60]))[0]!;
      expect(alone.tokens).toEqual(together[at]!.tokens);
      expect(written(demo.generation, alone)).toEqual(await theirs(demo, await stockFeatures(demo, samples), 60));
      expect(alone.logProbabilities.length).toBe(alone.tokens.length + Number(alone.ended));
    }
    expect(together.some(({ ended }) => ended)).toBe(true);
  });

  it('writes what transformers.js writes after a prompt', async () => {
    const tokenizer = await AutoTokenizer.from_pretrained(DEMO, { local_files_only: true });
    const prompt = promptOf(tokenizer, ['云海酒店', '退换货'], 'zh', 448)!;
    const prompted = { ...demo, generation: withPrompt(demo.generation, prompt.tokens) };
    const [samples] = await stretches([[4, 8]]);
    const [alone] = await ours(demo, [samples!], [60]);
    const [after] = await ours(prompted, [samples!], [60]);
    expect(after!.tokens).not.toEqual(alone!.tokens);
    expect(written(demo.generation, after!)).toEqual(await theirs(prompted, await stockFeatures(demo, samples!), 60));
  });

  it.each([0, 3])(
    'hears how likely it is that nobody speaks after %i tokens, as transformers.js would',
    async (before) => {
      const { stock } = demo;
      const generation = withPrompt(demo.generation, Array(before).fill(7));
      const { noSpeech, prefix, startAt } = generation;
      const [samples] = await stretches([[4, 8]]);
      const read = prefix.slice(0, startAt + 1);
      const start = new StockTensor('int64', BigInt64Array.from(read, BigInt), [1, read.length]);
      const input_features = await stockFeatures(demo, samples!);
      const { logits } = (await stock({ input_features, decoder_input_ids: start })) as { logits: StockTensor };
      const all = Array.from(logits.data as Float32Array).slice(-logits.dims[2]!);
      const most = Math.max(...all);
      const weights = all.map((logit) => Math.exp(logit - most));
      const share = weights[noSpeech]! / weights.reduce((sum, weight) => sum + weight, 0);
      const [heard] = await ours({ ...demo, generation }, [samples!], [60]);
      expect(heard!.noSpeechProbability / share).toBeCloseTo(1, 2);
      const tokenizer = await AutoTokenizer.from_pretrained(DEMO, { local_files_only: true });
      expect(tokenizer.decode([noSpeech], { skip_special_tokens: false })).toMatch(/^<\|no(speech|captions)\|>$/);
    },
  );

  it('writes with times what transformers.js writes, whatever is beside it', async () => {
    const timed = { ...demo, generation: await readGeneration(DEMO, 'zh', true) };
    const { timestamps, prefix } = timed.generation;
    expect(prefix).toEqual(demo.generation.prefix.slice(0, -1));
    const windows = await stretches([
      [0, 4],
      [4, 8],
      [8, 12],
    ]);
    const together = await ours(timed, windows, [40, 40, 40]);
    for (const [at, samples] of windows.entries()) {
      const { tokens } = together[at]!;
      expect(written(timed.generation, together[at]!)).toEqual(
        await theirs(timed, await stockFeatures(demo, samples), 40),
      );
      const times = tokens.filter((token) => token >= timestamps!.zero);
      expect(times.length).toBeGreaterThan(0);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times[0]).toBeLessThanOrEqual(timestamps!.latestFirst);
    }
  });

  it('stops at the tokens allowed, each window at its own', async () => {
    const windows = await stretches([
      [4, 8],
      [8, 12],
    ]);
    const [short, long] = await ours(demo, windows, [3, 60]);
    expect(short).toMatchObject({ ended: false });
    expect(short!.tokens).toHaveLength(3);
    expect(long).toEqual((await ours(demo, [windows[1]!], [60]))[0]);
  });

  it('draws tokens above temperature 0, the same ones each time and whatever is beside it', async () => {
    const windows = await stretches([
      [4, 8],
      [8, 12],
    ]);
    const hot = await ours(demo, windows, [60, 60], 2);
    expect(hot[1]!.tokens).toEqual((await ours(demo, [windows[1]!], [60], 2))[0]!.tokens);
    const [cold] = await ours(demo, [windows[1]!], [60]);
    expect(hot[1]!.tokens).not.toEqual(cold!.tokens);
    // Probabilities are those of the model, not those it was drawn with.
    expect(mean(hot[1]!.logProbabilities)).toBeLessThan(mean(cold!.logProbabilities));
    expect(await ours(demo, [windows[1]!], [60], 1e-3)).toEqual([cold]);
  });

  describe.runIf(available('python3-onnx'))('with a model in the official layout', () => {
    it('writes what transformers.js writes', async () => {
      const model = await opened(randomWhisper('tiny'), { encoder: 'fp32', decoder: 'q8' });
      const windows = await stretches([
        [0, 4],
        [7, 12],
      ]);
      for (const samples of windows) {
        // Random weights make much of the smallest difference of their input.
        const { data, dims } = await model.logMel.of(samples);
        const features = new StockTensor('float32', data as Float32Array, dims as number[]);
        expect((await ours(model, [samples], [30]))[0]!.tokens).toEqual(await theirs(model, features, 30));
      }
      const timed = { ...model, generation: await readGeneration(randomWhisper('tiny'), 'zh', true) };
      const { data, dims } = await model.logMel.of(windows[0]!);
      const features = new StockTensor('float32', data as Float32Array, dims as number[]);
      const [{ tokens }] = (await ours(timed, windows.slice(0, 1), [30])) as [Decoded];
      expect(tokens).toEqual(await theirs(timed, features, 30));
      expect(tokens.filter((token) => token >= timed.generation.timestamps!.zero).length).toBeGreaterThan(9);
    });
  });
});
