import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { WhisperFeatureExtractor } from '@xenova/transformers';
import { z } from 'zod';
import type { Language } from '../../analysis.ts';
import { LingtingError, type Sentence } from '../../errors.ts';
import { sha256OfFile } from '../../recording/identity.ts';
import { reasonOf } from '../faults.ts';
import { loadLogMel } from '../features.ts';
import { fileOf, type ModelDtype } from '../files.ts';
import { readGeneration, readJson } from '../generation.ts';
import { openTranscriber } from '../open.ts';
import { isPath, placeOf, type WhisperPlace } from '../place.ts';
import { recognitionModels, tunableModels, unknownModel } from '../registry.ts';
import { WINDOWS_AT_ONCE } from '../transcribe.ts';
import { thisMachine, writeTuned } from '../tuned.ts';
import { alone } from './alone.ts';
import { type DecoderRow, timeDecoders } from './decoders.ts';
import { type EncoderRow, timeEncoders } from './encoders.ts';
import { sampleWindow } from './sound.ts';

/** The most exact number type first. */
const DTYPES = ['fp32', 'int8', 'q8'] as const;
/** More windows side by side take more memory: they must be faster by this much. */
const WORTH_MORE_MEMORY = 0.9;

/** What was timed on this machine, on one thread, and what is used from now on. */
export interface TuneReport {
  readonly model: string;
  readonly machine: string;
  readonly encoders: readonly EncoderRow[];
  readonly decoders: readonly DecoderRow[];
  readonly chosen: { readonly encoder: string; readonly decoder: string; readonly windowsAtOnce: number };
  /** Processor time for a full window of 112 tokens, with the files and windows used until tuned (null when those do not run), and as chosen. */
  readonly secondsPerWindow: { readonly untuned: number | null; readonly chosen: number };
}

/**
 * Times the choices there are for a model on this machine, one after the other, remembers the fastest in the model's folder
 * and keeps the graphs that were made for it. Of encoders only those count whose output stays close to that of the most exact
 * file, of decoders that were made here those that write what theirs writes. Takes some seconds for a small model, minutes for a large one.
 *
 * @param onTry told of each choice before it is timed.
 * @throws LingtingError as `openTranscriber` and `alone`, `usage` for the demo model and for SenseVoice, `model-corrupt` when
 *   the model loads and does not run.
 */
export async function tuneModel(model: string, onTry: (what: Sentence) => void = () => {}): Promise<TuneReport> {
  if (!isPath(model) && !recognitionModels().some(({ id }) => id === model))
    throw unknownModel(model, tunableModels(), true);
  const place = await placeOf(model);
  if (place.demo)
    throw new LingtingError('usage', {
      en: `The model ${place.id} is for trying out and is not tuned. Name another one: npx lingting models list`,
      zh: `模型 ${place.id} 仅供试用，无需调优。请指定其他模型：npx lingting models list`,
    });
  if (place.engine !== 'whisper')
    throw new LingtingError('usage', {
      en: `The model ${place.id} runs in one way only: there is nothing to tune. Name a Whisper model: npx lingting models list`,
      zh: `模型 ${place.id} 只有一种运行方式，无需调优。请指定 Whisper 模型：npx lingting models list`,
    });
  // What recognition cannot use, this says in its own sentence.
  const { languages, close } = await openTranscriber(model, { language: 'auto', threads: 1 });
  await close();
  try {
    return await alone(place.folder, () => tuned(place, languages[0]!, onTry));
  } catch (cause) {
    if (cause instanceof LingtingError || (cause as NodeJS.ErrnoException).code !== undefined) throw cause;
    const reason = reasonOf(cause);
    throw new LingtingError(
      'model-corrupt',
      {
        en: `The model ${place.id} in ${place.folder} does not run: ${reason}. Check it with: npx lingting models verify`,
        zh: `模型 ${place.id}（${place.folder}）无法运行：${reason}。请检查：npx lingting models verify`,
      },
      { cause },
    );
  }
}

async function tuned(
  { id, folder, dtype }: WhisperPlace,
  language: Language,
  onTry: (what: Sentence) => void,
): Promise<TuneReport> {
  const there = new Set(await readdir(path.join(folder, 'onnx')));
  const present = (part: 'encoder' | 'decoder') => DTYPES.filter((one) => there.has(path.basename(fileOf(part, one))));
  const local = { local_files_only: true };
  const extractor = (await WhisperFeatureExtractor.from_pretrained(folder, local)) as WhisperFeatureExtractor;
  const logMel = await loadLogMel(extractor);
  const features = await logMel.of(await sampleWindow());
  await logMel.close();
  const generation = await readGeneration(folder, language);

  const heads = await headsOf(folder);
  const { rows: encoders, heard } = await timeEncoders(folder, present('encoder'), features, heads, (name) =>
    onTry({ en: `encoder ${name}`, zh: `编码器 ${name}` }),
  );
  const decoders = await timeDecoders(folder, present('decoder'), heard, generation, (name) =>
    onTry({ en: `decoder ${name}`, zh: `解码器 ${name}` }),
  );
  const encoder = fastest(encoders.filter(({ problem }) => problem === null));
  const decoder = decoders
    .filter(({ problem }) => problem === null)
    .reduce((best, one) => (betterDecoder(one, best) ? one : best));
  const hashed = async (file: string) => ({ path: file, sha256: await sha256OfFile(path.join(folder, file)) });
  const { windowsAtOnce } = decoder;
  await writeTuned(folder, {
    machine: thisMachine(),
    exactEncoder: await hashed(encoders[0]!.file),
    encoder: await hashed(encoder.file),
    exactDecoder: await hashed(decoder.source),
    decoder: await hashed(decoder.decoder),
    crossAttention: decoder.crossAttention === null ? null : await hashed(decoder.crossAttention),
    windowsAtOnce,
  });
  return {
    model: id,
    machine: thisMachine(),
    encoders,
    decoders,
    chosen: { encoder: encoder.name, decoder: decoder.name, windowsAtOnce },
    secondsPerWindow: {
      untuned: untunedSeconds(dtype, encoders, decoders),
      chosen: encoder.secondsPerWindow! + decoder.secondsPerWindow!,
    },
  };
}

const fastest = (rows: readonly EncoderRow[]): EncoderRow =>
  rows.reduce((best, one) => (one.secondsPerWindow! < best.secondsPerWindow! ? one : best));

function betterDecoder(one: DecoderRow, best: DecoderRow): boolean {
  const needed = one.windowsAtOnce > best.windowsAtOnce ? WORTH_MORE_MEMORY : 1;
  return one.secondsPerWindow! < needed * best.secondsPerWindow!;
}

function untunedSeconds(
  dtype: ModelDtype,
  encoders: readonly EncoderRow[],
  decoders: readonly DecoderRow[],
): number | null {
  const encoder = encoders.find(({ name }) => name === dtype.encoder)?.secondsPerWindow ?? null;
  const decoder = decoders.find((row) => row.name === dtype.decoder && row.windowsAtOnce === WINDOWS_AT_ONCE);
  return encoder === null || !decoder ? null : encoder + decoder.secondsPerWindow!;
}

const configSchema = z.object({ encoder_attention_heads: z.int().positive() });

async function headsOf(folder: string): Promise<number> {
  return (await readJson(folder, 'config.json', configSchema)).encoder_attention_heads;
}
