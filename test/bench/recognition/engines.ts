import path from 'node:path';
import { pipeline, type Tensor } from '@xenova/transformers';
import { InferenceSession } from 'onnxruntime-node';
import type { Channel } from '../../../src/analysis.ts';
import { outlook } from '../../../src/asr/log-probability.ts';
import { loadWhisper } from '../../../src/asr/whisper.ts';
import { windowSamples } from '../../../src/asr/windows.ts';
import { overlapSeconds, type TimeSpan } from '../../../src/timespan.ts';
import { type Side, TOKENS_PER_SECOND, windowsOf } from './call.ts';
import { whisperCpp } from './whisper-cpp.ts';

/** As the tool itself bounds a text: `12 × seconds + 10`. */
const secondsFor = (tokens: number): number => (tokens - 10) / 12;

/** Files of ours inside the folder of a model. */
export interface Ours {
  kind: 'ours';
  encoder: string;
  decoder: string;
  /** Beside a decoder that was split; null else. */
  crossAttention: string | null;
  windowsAtOnce: number;
}

/** The pipeline of transformers.js at fp32, ours, or the programs of whisper.cpp in a folder with a model of theirs. */
export type Engine = { threads: number } & (
  | { kind: 'stock' }
  | Ours
  | { kind: 'whisper.cpp'; programs: string; model: string }
);

/** What a run took, in seconds of processor time; loading not counted. */
export interface Run {
  wallSeconds: number;
  processorSeconds: number;
  /** Wall seconds in the encoder, the decoder and the log-mel; empty for the stock pipeline. */
  parts: Partial<Record<'encoder' | 'decoder' | 'log-mel', number>>;
  windows: number;
  tokens: number;
  /** Of the process, loading included. */
  peakBytes: number;
}

/** Recognises both sides of a call. */
export async function recognise(folder: string, engine: Engine, sides: readonly Side[]): Promise<Run> {
  if (engine.kind === 'whisper.cpp') return whisperCpp(engine.programs, engine.model, engine.threads, sides);
  return engine.kind === 'stock' ? stock(folder, engine.threads, sides) : ours(folder, engine, sides);
}

async function measured(work: () => Promise<Pick<Run, 'windows' | 'tokens' | 'parts'>>): Promise<Run> {
  const [wall, processor] = [performance.now(), process.cpuUsage()];
  const found = await work();
  const { user, system } = process.cpuUsage(processor);
  return {
    ...found,
    wallSeconds: (performance.now() - wall) / 1000,
    processorSeconds: (user + system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

async function ours(folder: string, engine: Ours & Engine, sides: readonly Side[]): Promise<Run> {
  const parts: Run['parts'] = {};
  let written = 0;
  let forcingSeconds = 0;
  const create = InferenceSession.create.bind(InferenceSession) as (...args: unknown[]) => Promise<InferenceSession>;
  // Told apart by what goes in.
  const names = {
    input_features: 'encoder',
    input_ids: 'decoder',
    encoder_hidden_states: 'decoder',
    samples: 'log-mel',
  } as const;
  (InferenceSession as { create: unknown }).create = async (...args: unknown[]) => {
    const session = await create(...args);
    const input = session.inputNames.find((name): name is keyof typeof names => name in names)!;
    const run = session.run.bind(session) as (...args: unknown[]) => Promise<never>;
    session.run = async (...args: unknown[]) => {
      const start = performance.now();
      const outputs: object = await run(...args);
      parts[names[input]] = (parts[names[input]] ?? 0) + (performance.now() - start) / 1000;
      if ('logits' in outputs) {
        const start = performance.now();
        written += forceToken((outputs as { logits: Tensor }).logits, written);
        forcingSeconds += (performance.now() - start) / 1000;
      }
      return outputs as never;
    };
    return session;
  };
  const inFolder = (file: string): string => path.join(folder, file);
  const crossAttention = engine.crossAttention && inFolder(engine.crossAttention);
  const files = { folder, encoder: inFolder(engine.encoder), decoder: inFolder(engine.decoder), crossAttention };
  const model = await loadWhisper(files, { languages: ['zh'], threads: engine.threads, hotWords: [] });
  const whisper = model.in('zh');
  const result = await measured(async () => {
    let windows = 0;
    let tokens = 0;
    for (const { samples, speech } of sides) {
      const channel = { sampleRateHz: 16_000, read: (from, to) => samples.subarray(from, to) } as Channel;
      const queue = windowsOf(speech);
      windows += queue.length;
      for (let from = 0; from < queue.length; from += engine.windowsAtOnce) {
        const sounds = queue.slice(from, from + engine.windowsAtOnce).map((window) => {
          tokens += window.tokens;
          return { samples: windowSamples(channel, window), speechSeconds: secondsFor(window.tokens) };
        });
        await whisper.recognise(sounds, { temperature: 0, isPrompted: false });
      }
    }
    return { windows, tokens, parts };
  });
  await model.close();
  return {
    ...result,
    wallSeconds: result.wallSeconds - forcingSeconds,
    processorSeconds: result.processorSeconds - forcingSeconds,
  };
}

/**
 * Makes the next token of each window one that has not been written for long: circles would be cut short. The others keep a
 * share of the probability, which takes its time to be summed up.
 */
function forceToken({ data, dims }: Tensor, written: number): number {
  const [rows, positions, vocabulary] = dims as [number, number, number];
  for (let row = 0; row < rows; row++) {
    const logits = (data as Float32Array).subarray(((row + 1) * positions - 1) * vocabulary).subarray(0, vocabulary);
    logits[1000 + (written % 40_000)] = logits[outlook(logits).likeliest]! + 10;
  }
  return rows;
}

const WINDOW_SECONDS = 30;
const STRIDE_SECONDS = 5;

/** The pipeline of transformers.js at fp32; it is told how many tokens each window may take, which no user could. */
async function stock(folder: string, threads: number, sides: readonly Side[]): Promise<Run> {
  const recogniser = await pipeline('automatic-speech-recognition', folder, {
    local_files_only: true,
    dtype: 'fp32',
    session_options: { intraOpNumThreads: threads },
  });
  const { model } = recogniser as unknown as { model: { generate(options: object): Promise<unknown> } };
  const generate = model.generate.bind(model);
  let windows = 0;
  let tokens = 0;
  const result = await measured(async () => {
    for (const { samples, speech } of sides) {
      let start = 0;
      model.generate = (options) => {
        const most = Math.max(1, Math.round(TOKENS_PER_SECOND * secondsIn(speech, start, start + WINDOW_SECONDS)));
        start += WINDOW_SECONDS - 2 * STRIDE_SECONDS;
        windows++;
        tokens += most;
        return generate({ ...options, max_new_tokens: most });
      };
      const options = { chunk_length_s: WINDOW_SECONDS, stride_length_s: STRIDE_SECONDS, language: 'zh' };
      await recogniser(samples, { ...options, max_new_tokens: 1 } as never);
    }
    return { windows, tokens, parts: {} };
  });
  await recogniser.dispose();
  return result;
}

const secondsIn = (speech: readonly TimeSpan[], start: number, end: number): number =>
  speech.reduce((sum, span) => sum + overlapSeconds(span, { start, end }), 0);
