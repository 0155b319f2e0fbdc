import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RecognitionEngine } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';

/** How a model has to lie in a folder of somebody's own. */
export const LAYOUTS: Readonly<Record<RecognitionEngine, Sentence>> = {
  whisper: {
    en: 'Copy the model there as transformers.js lays it out, with its ONNX files in onnx/.',
    zh: '请按 transformers.js 的布局放入模型，ONNX 文件放在 onnx/ 下。',
  },
  'sense-voice': {
    en: 'Copy model.int8.onnx (or model.onnx) and tokens.txt there as sherpa-onnx publishes them.',
    zh: '请放入 sherpa-onnx 发布的 model.int8.onnx（或 model.onnx）和 tokens.txt。',
  },
};

/** The weights of SenseVoice, the smaller ones first, and the texts of its tokens. */
export const SENSE_VOICE_WEIGHTS = ['model.int8.onnx', 'model.onnx'] as const;
export const SENSE_VOICE_TOKENS = 'tokens.txt';

/**
 * The kind of model that the files of a folder show it to be; reads no weights.
 * @throws LingtingError `model-missing` without the folder, `model-corrupt` when it holds neither Whisper nor SenseVoice.
 */
export async function kindOf(folder: string): Promise<RecognitionEngine> {
  const names = await readdir(folder).catch(() => {
    throw new LingtingError('model-missing', {
      en: `There is no folder ${folder}. Check the path of the model.`,
      zh: `没有文件夹 ${folder}。请检查模型的路径。`,
    });
  });
  const type = await modelTypeOf(folder);
  const isOther = type !== null && type !== 'whisper';
  const onnx = await readdir(path.join(folder, 'onnx')).catch(() => []);
  if (!isOther && onnx.some((name) => name.endsWith('.onnx'))) return 'whisper';
  if (type === null && [...SENSE_VOICE_WEIGHTS, SENSE_VOICE_TOKENS].some((name) => names.includes(name)))
    return 'sense-voice';
  const [got, gotZh] = isOther
    ? [`its config.json has model_type ${type}`, `其 config.json 的 model_type 为 ${type}`]
    : ['there are no ONNX files in its folder onnx', '其 onnx 文件夹中没有 ONNX 文件'];
  throw new LingtingError('model-corrupt', {
    en: `${folder} is no Whisper model in ONNX form: ${got}. ${LAYOUTS.whisper.en} Or, for SenseVoice: ${LAYOUTS['sense-voice'].en}`,
    zh: `${folder} 不是 ONNX 格式的 Whisper 模型：${gotZh}。${LAYOUTS.whisper.zh}如为 SenseVoice：${LAYOUTS['sense-voice'].zh}`,
  });
}

/** The kind of model that a folder says it holds; null where it does not say. */
async function modelTypeOf(folder: string): Promise<string | null> {
  try {
    const config = JSON.parse(await readFile(path.join(folder, 'config.json'), 'utf8')) as { model_type?: unknown };
    return typeof config.model_type === 'string' ? config.model_type : null;
  } catch {
    return null;
  }
}
