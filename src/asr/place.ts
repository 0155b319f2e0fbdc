import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Language, LanguageSetting } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { fileOf, isBeside, type ModelDtype } from './files.ts';
import { CONFIG_FILES } from './fitting.ts';
import { kindOf, LAYOUTS, SENSE_VOICE_TOKENS, SENSE_VOICE_WEIGHTS } from './kind.ts';
import { findModel, modelFolder, type RecognitionEntry, recognitionModels } from './registry.ts';

/** What has to be known of a model to open it. */
export type ModelPlace = WhisperPlace | SenseVoicePlace;

interface Place {
  id: string;
  /** What the registry says of it; null for a folder of somebody's own. */
  entry: RecognitionEntry | null;
  folder: string;
  demo: boolean;
  packing: 'span' | 'window';
  /** Languages it knows; null when that is not written down. */
  languages: readonly Language[] | null;
  /** Paths inside the folder that must be there. */
  files: string[];
  /** How to get what is missing. */
  remedy: Sentence;
}

export interface WhisperPlace extends Place {
  engine: 'whisper';
  dtype: ModelDtype;
}

/** Its `files` are the weights and the tokens. */
export interface SenseVoicePlace extends Place {
  engine: 'sense-voice';
}

/**
 * The place of a model of the registry by its id, or of any Whisper or SenseVoice model by the path of its folder. Looks for
 * its files and reads no weights.
 * @throws LingtingError `model-unknown`, `model-missing` with what to do, `model-corrupt` for another kind of model.
 */
export async function placeOf(model: string): Promise<ModelPlace> {
  const place = isPath(model)
    ? await placeOfFolder(path.resolve(model))
    : placeOfEntry(findModel(model, recognitionModels()));
  await refuseMissing(place);
  return place;
}

/** Whether a model is named by the path of its folder. */
export function isPath(model: string): boolean {
  return /[/\\]/.test(model) || model === '.' || model === '..';
}

function placeOfEntry(entry: RecognitionEntry): ModelPlace {
  return {
    ...entry,
    entry,
    folder: modelFolder(entry),
    files: entry.files.map((file) => file.path),
    remedy:
      entry.repository === null
        ? { en: 'It comes with Lingting: install Lingting again.', zh: '该模型随聆听附带，请重新安装聆听。' }
        : {
            en: `Run: npx lingting models pull ${entry.id}`,
            zh: `请运行：npx lingting models pull ${entry.id}`,
          },
  };
}

const PRECISIONS = ['fp32', 'q8', 'int8'] as const;

/** A folder that is not in the registry, unless it is where a model of the registry lies. */
async function placeOfFolder(folder: string): Promise<ModelPlace> {
  const registered = recognitionModels().find((entry) => modelFolder(entry) === folder);
  if (registered) return placeOfEntry(registered);
  const engine = await kindOf(folder);
  const own = { id: path.basename(folder), entry: null, folder, demo: false, remedy: LAYOUTS[engine] };
  if (engine === 'whisper') return placeOfWhisper(own);
  const names = await readdir(folder);
  const weights = SENSE_VOICE_WEIGHTS.find((name) => names.includes(name)) ?? SENSE_VOICE_WEIGHTS[0];
  return { ...own, engine, packing: 'span', languages: ['zh', 'en'], files: [weights, SENSE_VOICE_TOKENS] };
}

/** The smaller decoder and the exact encoder are preferred, as for ours. */
async function placeOfWhisper(
  own: Omit<WhisperPlace, 'engine' | 'packing' | 'languages' | 'dtype' | 'files'>,
): Promise<WhisperPlace> {
  const present = new Set(await readdir(path.join(own.folder, 'onnx')));
  const first = (part: 'encoder' | 'decoder', order: ModelDtype['encoder'][]) =>
    order.find((dtype) => present.has(path.basename(fileOf(part, dtype)))) ?? 'fp32';
  const dtype = {
    encoder: first('encoder', ['fp32', 'int8', 'q8']),
    decoder: first('decoder', ['q8', 'int8', 'fp32']),
  };
  const graphs = [fileOf('encoder', dtype.encoder), fileOf('decoder', dtype.decoder)];
  const weights = [...present]
    .map((name) => `onnx/${name}`)
    .filter((file) => graphs.some((graph) => isBeside(file, graph)));
  return {
    ...own,
    engine: 'whisper',
    packing: 'window',
    languages: null,
    dtype,
    files: [...CONFIG_FILES, ...graphs, ...weights.toSorted()],
  };
}

/** @throws LingtingError `usage` when the model does not know the language. */
export function refuseLanguage({ id, languages }: ModelPlace, language: LanguageSetting): void {
  if (languages === null || language === 'auto' || languages.includes(language)) return;
  throw new LingtingError('usage', {
    en: `The model ${id} knows ${languages.join(', ')}, not ${language}. Choose another model.`,
    zh: `模型 ${id} 只懂 ${languages.join('、')}，不懂 ${language}。请换一个模型。`,
  });
}

async function refuseMissing(place: ModelPlace): Promise<void> {
  for (const file of place.files) {
    const full = path.join(place.folder, file);
    const there = await access(full).then(
      () => true,
      () => false,
    );
    if (there) continue;
    if (place.engine === 'whisper') await refusePrecision(place, file);
    throw new LingtingError('model-missing', {
      en: `The model ${place.id} is not complete: ${full} is missing. ${place.remedy.en}`,
      zh: `模型 ${place.id} 不完整：缺少 ${full}。${place.remedy.zh}`,
    });
  }
}

/** Throws when a part of the model is there, but in a precision that is not used here. */
async function refusePrecision({ id, folder }: WhisperPlace, missing: string): Promise<void> {
  const part = (['encoder', 'decoder'] as const).find((one) => missing.includes(`${one}_model`));
  if (!part) return;
  const stem = path.basename(fileOf(part, 'fp32'), '.onnx');
  const names = await readdir(path.join(folder, 'onnx')).catch(() => []);
  const other = names.find((name) => name.startsWith(`${stem}_`) && name.endsWith('.onnx'));
  if (other === undefined) return;
  const usable = PRECISIONS.map((one) => path.basename(fileOf(part, one))).join(', ');
  throw new LingtingError('model-missing', {
    en: `The model ${id} has its ${part} as ${other}, a precision that cannot be used; expected one of ${usable} in ${path.join(folder, 'onnx')}. Export it as fp32, q8 or int8.`,
    zh: `模型 ${id} 的 ${part} 为 ${other}，不支持这种精度；${path.join(folder, 'onnx')} 中应有 ${usable} 之一。请导出为 fp32、q8 或 int8。`,
  });
}
