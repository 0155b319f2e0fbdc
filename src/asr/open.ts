import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sentence } from '../errors.ts';
import { hashOf } from '../hash-of.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { sherpaOnnx } from '../sherpa-onnx.ts';
import { damaged, loadingFault, recognisingFault } from './faults.ts';
import { detectLanguage, oneLanguageWarnings } from './language.ts';
import { loadModel, mainSha256 } from './load.ts';
import { type ModelPlace, placeOf, refuseLanguage } from './place.ts';
import { transcribeChannel } from './transcribe.ts';
import type { Transcriber, TranscriberOptions } from './transcriber.ts';
import { readTuned, tunedSha256 } from './tuned.ts';
import { type FileCheck, verifyModel } from './verify.ts';
import { hotWordsWarnings, timestampsWarnings } from './warnings.ts';

/** To be raised with every change of how sound is recognised, words are believed, or segments are kept. */
const RECOGNITION_VERSION = 1;

/**
 * Opens a model of the registry by its id, or any Whisper or SenseVoice model in the official ONNX layout by the path of its
 * folder. Never downloads.
 * @throws LingtingError `model-unknown`, `model-missing` with the command that installs it or the package that runs it,
 *   `model-corrupt` when a file is not what the registry says, or it does not load or is another kind of model,
 *   `model-failed` when there is not enough memory for it, `usage` when the model does not know the language.
 */
export async function openTranscriber(model: string, options: TranscriberOptions): Promise<Transcriber> {
  const place = await placeOf(model);
  refuseLanguage(place, options.language);
  const hashes = await hashesOf(place);
  const { tuned } = await readTuned(place.folder);
  // The demo model was trained without prompts and times: it loses words over the one, and makes up the others.
  const { hotWords = [], timestamps = false } = options;
  const loading = loadModel(place, tuned, {
    languages: options.language === 'auto' ? place.languages : [options.language],
    threads: options.threads,
    hotWords: place.demo ? [] : hotWords,
    timestamps: timestamps && !place.demo,
  });
  const loaded = await loading.catch((cause: unknown) => {
    throw loadingFault(place, cause);
  });
  const told = place.demo ? null : loaded.promptWords;
  const explained = (signal?: AbortSignal) => (cause: unknown) => {
    throw recognisingFault(place, cause, signal);
  };
  return {
    id: place.id,
    engine: place.engine,
    modelSha256: tuned ? tunedSha256(tuned) : mainSha256(place, hashes),
    languages: loaded.languages,
    settingsSha256: hashOf([
      RECOGNITION_VERSION,
      hashes,
      tuned && tunedSha256(tuned),
      place.packing,
      told,
      ...(loaded.tellsTimes ? ['timestamps'] : []),
    ]),
    ...(tuned && {
      tuned: {
        encoder: tuned.encoder.path,
        decoder: tuned.decoder.path,
        windowsAtOnce: tuned.windowsAtOnce,
      },
    }),
    demo: place.demo,
    hotWords: told ?? [],
    warnings: [
      ...hotWordsWarnings(place.id, hotWords, told),
      ...timestampsWarnings(place.id, timestamps, loaded.tellsTimes),
      ...oneLanguageWarnings(place.id, options.language, loaded.languages),
    ],
    detectLanguage: (voices, signal) => detectLanguage(loaded, voices, signal).catch(explained(signal)),
    transcribe: (channel, participant, speech, language, signal) =>
      transcribeChannel(
        loaded.in(language),
        place.packing,
        channel,
        participant,
        speech,
        signal,
        tuned?.windowsAtOnce,
      ).catch(explained(signal)),
    close: () => loaded.close(),
  };
}

/**
 * Checks that a model can be opened, without loading it. Returns why a choice that was remembered for it is not used; null
 * when there is nothing to say.
 * @throws LingtingError as `openTranscriber`, but for a model that is there and broken.
 */
export async function requireModel(model: string): Promise<Sentence | null> {
  const { engine, folder } = await placeOf(model);
  if (engine === 'sense-voice') await sherpaOnnx((await import('./sense-voice.ts')).PURPOSE);
  return (await readTuned(folder)).ignored;
}

/**
 * Checks a folder that is not in the registry, and so has no hashes to compare with, by loading it.
 * @throws LingtingError as `openTranscriber`.
 */
export async function verifyFolder(folder: string): Promise<FileCheck[]> {
  const transcriber = await openTranscriber(folder, { language: 'zh', threads: 1 });
  await transcriber.close();
  const place = await placeOf(folder);
  const found = Object.entries(await hashesOf(place)).map(async ([file, sha256]) => {
    const { size } = await stat(path.join(place.folder, file));
    return { path: file, state: 'ok' as const, bytes: size, sha256, comparedWith: null };
  });
  return Promise.all(found);
}

/**
 * SHA-256 of each file of a model, by its path inside the folder.
 * @throws LingtingError `model-corrupt` when the registry says otherwise of one.
 */
async function hashesOf({ entry, folder, files }: ModelPlace): Promise<Record<string, string>> {
  if (entry === null)
    return Object.fromEntries(
      await Promise.all(files.map(async (file) => [file, await sha256OfFile(path.join(folder, file))] as const)),
    );
  const checks = await verifyModel(entry);
  const wrong = checks.find(({ state }) => state !== 'ok');
  if (wrong) throw damaged(entry, folder, wrong);
  return Object.fromEntries(checks.map((check) => [check.path, check.sha256!]));
}
