import path from 'node:path';
import { LingtingError } from '../errors.ts';
import type { ModelPlace } from './place.ts';
import type { ModelEntry } from './registry.ts';
import type { FileCheck } from './verify.ts';

/** What onnxruntime and the system say when memory is short. */
const NO_MEMORY = /bad.?alloc|out of memory|allocate memory|ENOMEM|Array buffer allocation failed/i;

/** A file of a model that is not what the registry says. */
export function damaged(
  { id, files, repository }: ModelEntry,
  folder: string,
  { path: file, bytes, sha256 }: FileCheck,
): LingtingError {
  const listed = files.find((one) => one.path === file)!;
  const isHash = sha256 !== null;
  const got = isHash ? `SHA-256 ${sha256}` : { en: `${bytes} bytes`, zh: `${bytes} 字节` };
  const expected = isHash ? (listed.sha256 ?? 'that of the download') : `${listed.bytes}`;
  const said = (language: 'en' | 'zh') => (typeof got === 'string' ? got : got[language]);
  const remedy =
    repository === null
      ? { en: 'Install Lingting again.', zh: '请重新安装聆听。' }
      : { en: `Run: npx lingting models pull ${id}`, zh: `请运行：npx lingting models pull ${id}` };
  const full = path.join(folder, file);
  return new LingtingError('model-corrupt', {
    en: `The model ${id} is damaged: ${full} has ${said('en')}, expected ${expected}. ${remedy.en}`,
    zh: `模型 ${id} 已损坏：${full} 为 ${said('zh')}，应为 ${expected}。${remedy.zh}`,
  });
}

/** Why a model did not load; what is a LingtingError already stays. */
export function loadingFault(
  { id, folder, remedy }: Pick<ModelPlace, 'id' | 'folder' | 'remedy'>,
  cause: unknown,
): LingtingError {
  if (cause instanceof LingtingError) return cause;
  if (isNoMemory(cause)) return noMemory(id, cause);
  return new LingtingError(
    'model-corrupt',
    {
      en: `The model ${id} in ${folder} does not load: ${reasonOf(cause)}. ${remedy.en}`,
      zh: `模型 ${id}（${folder}）无法加载：${reasonOf(cause)}。${remedy.zh}`,
    },
    { cause },
  );
}

/** Why recognition broke off; what is a LingtingError already stays. */
export function recognisingFault({ id }: { id: string }, cause: unknown, signal?: AbortSignal): LingtingError {
  if (cause instanceof LingtingError) return cause;
  if (signal?.aborted)
    return new LingtingError('stopped', { en: 'Recognition was stopped.', zh: '语音识别已停止。' }, { cause });
  if (isNoMemory(cause)) return noMemory(id, cause);
  return new LingtingError(
    'model-failed',
    {
      en: `The model ${id} broke while recognising: ${reasonOf(cause)}.`,
      zh: `模型 ${id} 识别时出错：${reasonOf(cause)}。`,
    },
    { cause },
  );
}

function noMemory(id: string, cause: unknown): LingtingError {
  return new LingtingError(
    'model-failed',
    {
      en: `There is not enough memory for the model ${id} (${reasonOf(cause)}). Run again with --workers 1, or with a smaller model.`,
      zh: `内存不足，无法运行模型 ${id}（${reasonOf(cause)}）。请用 --workers 1 或更小的模型重新运行。`,
    },
    { cause },
  );
}

const isNoMemory = (cause: unknown): boolean => NO_MEMORY.test(reasonOf(cause));

/** Where in its own source onnxruntime says that it failed, and in which function. */
const RUNTIME_PLACE = /^.*\[ONNXRuntimeError\] : \d+ : \w+ : (?:\S+:\d+ \S+ )?/;

/** The first line of what a library says, without its full stop. */
export function reasonOf(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return reason.split('\n')[0]!.replace(RUNTIME_PLACE, '').trim().replace(/\.$/, '');
}
