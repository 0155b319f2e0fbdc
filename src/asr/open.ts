import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../analysis.ts';
import { LingtingError, type Sentence } from '../errors.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { fileOf, type ModelDtype } from './files.ts';
import { findModel, modelFolder, type RecognitionEntry, recognitionModels } from './registry.ts';
import { transcribeChannel } from './transcribe.ts';
import type { Transcriber } from './transcriber.ts';
import { readTuned, tunedSha256 } from './tuned.ts';

export interface TranscriberOptions {
  /** Fixed for every call: language detection on telephone speech is guesswork. */
  readonly language: Language;
  /** Threads of the model. One per worker process is the most calls per hour. */
  readonly threads: number;
}

/** What has to be known of a model to open it. */
export interface ModelPlace {
  id: string;
  folder: string;
  demo: boolean;
  packing: 'span' | 'window';
  /** Languages it knows; null when that is not written down. */
  languages: readonly Language[] | null;
  dtype: ModelDtype;
  /** Paths inside the folder that must be there. */
  files: string[];
  /** How to get what is missing. */
  remedy: { en: string; zh: string };
}

/**
 * Opens a model of the registry by its id, or any Whisper model in the official ONNX layout by the path of its folder.
 * Never downloads.
 * @throws LingtingError `model-unknown`, `model-missing` with the command that installs it, `model-corrupt` when it does
 *   not load, `usage` when the model does not know the language.
 */
export async function openTranscriber(model: string, options: TranscriberOptions): Promise<Transcriber> {
  const place = await placeOf(model);
  refuseLanguage(place, options.language);
  const { tuned } = await readTuned(place.folder);
  const inFolder = (file: string): string => path.join(place.folder, file);
  const encoder = inFolder(tuned?.encoder.path ?? fileOf('encoder', place.dtype.encoder));
  const decoder = inFolder(tuned?.decoder.path ?? fileOf('decoder', place.dtype.decoder));
  const modelSha256 = tuned ? tunedSha256(tuned) : await sha256OfFile(encoder);
  // Read here and not above: it takes seconds, and most commands recognise nothing.
  const { loadWhisper } = await import('./whisper.ts');
  const files = { folder: place.folder, encoder, decoder };
  const whisper = await loadWhisper(files, options.language, options.threads).catch((cause: unknown) => {
    throw corrupt(place, cause);
  });
  return {
    id: place.id,
    modelSha256,
    ...(tuned && {
      tuned: {
        encoder: tuned.encoder.path,
        decoder: tuned.decoder.path,
        windowsAtOnce: tuned.windowsAtOnce,
      },
    }),
    demo: place.demo,
    transcribe: (channel, participant, speech, signal) =>
      transcribeChannel(whisper, place.packing, channel, participant, speech, signal, tuned?.windowsAtOnce).catch(
        (cause: unknown) => {
          throw broken(place, cause, signal);
        },
      ),
    close: () => whisper.close(),
  };
}

/**
 * Checks that a model can be opened, without loading it. Returns why a choice that was remembered for it is not used; null
 * when there is nothing to say.
 * @throws LingtingError as `openTranscriber`, but for a model that is there and broken.
 */
export async function requireModel(model: string): Promise<Sentence | null> {
  return (await readTuned((await placeOf(model)).folder)).ignored;
}

/**
 * Where a model is, by its id or the path of its folder.
 * @throws LingtingError as `requireModel`.
 */
export async function placeOf(model: string): Promise<ModelPlace> {
  const place = isPath(model)
    ? await placeOfFolder(path.resolve(model))
    : placeOfEntry(findModel(model, recognitionModels()));
  await refuseMissing(place);
  return place;
}

function isPath(model: string): boolean {
  return /[/\\]/.test(model) || model === '.' || model === '..';
}

function placeOfEntry(entry: RecognitionEntry): ModelPlace {
  return {
    ...entry,
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

/** A folder that is not in the registry: the smaller decoder and the exact encoder are preferred, as for ours. */
async function placeOfFolder(folder: string): Promise<ModelPlace> {
  const registered = recognitionModels().find((entry) => modelFolder(entry) === folder);
  const present = new Set(await readdir(path.join(folder, 'onnx')).catch(() => []));
  const first = (part: 'encoder' | 'decoder', order: ModelDtype['encoder'][]) =>
    order.find((dtype) => present.has(path.basename(fileOf(part, dtype)))) ?? order[0]!;
  const dtype = registered?.dtype ?? {
    encoder: first('encoder', ['fp32', 'int8', 'q8']),
    decoder: first('decoder', ['q8', 'int8', 'fp32']),
  };
  return {
    id: path.basename(folder),
    folder,
    demo: registered?.demo ?? false,
    packing: registered?.packing ?? 'window',
    languages: registered?.languages ?? null,
    dtype,
    files: [
      ...[
        'config.json',
        'generation_config.json',
        'preprocessor_config.json',
        'tokenizer.json',
        'tokenizer_config.json',
      ],
      fileOf('encoder', dtype.encoder),
      fileOf('decoder', dtype.decoder),
    ],
    remedy: {
      en: 'Copy the model there as transformers.js lays it out, with its ONNX files in onnx/.',
      zh: '请按 transformers.js 的布局放入模型，ONNX 文件放在 onnx/ 下。',
    },
  };
}

function refuseLanguage({ id, languages }: ModelPlace, language: Language): void {
  if (languages === null || languages.includes(language)) return;
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
    if (!there)
      throw new LingtingError('model-missing', {
        en: `The model ${place.id} is not complete: ${full} is missing. ${place.remedy.en}`,
        zh: `模型 ${place.id} 不完整：缺少 ${full}。${place.remedy.zh}`,
      });
  }
}

function corrupt(place: ModelPlace, cause: unknown): LingtingError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LingtingError(
    'model-corrupt',
    {
      en: `The model ${place.id} in ${place.folder} does not load: ${reason.split('\n')[0]}. Check it with: npx lingting models verify`,
      zh: `模型 ${place.id}（${place.folder}）无法加载：${reason.split('\n')[0]}。请检查：npx lingting models verify`,
    },
    { cause },
  );
}

function broken(place: ModelPlace, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (cause instanceof LingtingError) return cause;
  if (signal?.aborted)
    return new LingtingError('stopped', { en: 'Recognition was stopped.', zh: '语音识别已停止。' }, { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new LingtingError(
    'model-failed',
    {
      en: `The model ${place.id} broke while recognising: ${reason.split('\n')[0]}.`,
      zh: `模型 ${place.id} 识别时出错：${reason.split('\n')[0]}。`,
    },
    { cause },
  );
}
