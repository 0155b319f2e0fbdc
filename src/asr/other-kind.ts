import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { LingtingError, type Sentence } from '../errors.ts';

/** How a model has to lie in a folder of somebody's own. */
export const LAYOUT: Sentence = {
  en: 'Copy the model there as transformers.js lays it out, with its ONNX files in onnx/.',
  zh: '请按 transformers.js 的布局放入模型，ONNX 文件放在 onnx/ 下。',
};

/**
 * Refuses a folder that is not there, or holds another kind of model than one of Whisper in ONNX form.
 * @param onnx names in its folder `onnx`.
 * @throws LingtingError `model-missing` without the folder, `model-corrupt` for another kind.
 */
export async function refuseOther(folder: string, onnx: readonly string[]): Promise<void> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new LingtingError('model-missing', {
      en: `There is no folder ${folder}. Check the path of the model.`,
      zh: `没有文件夹 ${folder}。请检查模型的路径。`,
    });
  const type = await modelTypeOf(folder);
  const isOther = type !== null && type !== 'whisper';
  if (!isOther && onnx.some((name) => name.endsWith('.onnx'))) return;
  const [got, gotZh] = isOther
    ? [`its config.json has model_type ${type}`, `其 config.json 的 model_type 为 ${type}`]
    : ['there are no ONNX files in its folder onnx', '其 onnx 文件夹中没有 ONNX 文件'];
  throw new LingtingError('model-corrupt', {
    en: `${folder} is no Whisper model in ONNX form: ${got}. ${LAYOUT.en}`,
    zh: `${folder} 不是 ONNX 格式的 Whisper 模型：${gotZh}。${LAYOUT.zh}`,
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
