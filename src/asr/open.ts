import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Sentence } from '../errors.ts';
import { hashOf } from '../hash-of.ts';
import { sha256OfFile } from '../recording/identity.ts';
import { damaged, loadingFault, recognisingFault } from './faults.ts';
import { fileOf } from './files.ts';
import { type ModelPlace, placeOf, refuseLanguage } from './place.ts';
import { transcribeChannel } from './transcribe.ts';
import type { Transcriber, TranscriberOptions } from './transcriber.ts';
import { readTuned, tunedSha256 } from './tuned.ts';
import { type FileCheck, verifyModel } from './verify.ts';
import { hotWordsWarnings } from './warnings.ts';

/** To be raised with every change of how sound is recognised, words are believed, or segments are kept. */
const RECOGNITION_VERSION = 1;

/**
 * Opens a model of the registry by its id, or any Whisper model in the official ONNX layout by the path of its folder.
 * Never downloads.
 * @throws LingtingError `model-unknown`, `model-missing` with the command that installs it, `model-corrupt` when a file is
 *   not what the registry says, or it does not load or is no Whisper model, `model-failed` when there is not enough memory
 *   for it, `usage` when the model does not know the language.
 */
export async function openTranscriber(model: string, options: TranscriberOptions): Promise<Transcriber> {
  const place = await placeOf(model);
  refuseLanguage(place, options.language);
  const hashes = await hashesOf(place);
  const { tuned } = await readTuned(place.folder);
  const inFolder = (file: string): string => path.join(place.folder, file);
  const encoder = inFolder(tuned?.encoder.path ?? fileOf('encoder', place.dtype.encoder));
  const decoder = inFolder(tuned?.decoder.path ?? fileOf('decoder', place.dtype.decoder));
  // Read here and not above: it takes seconds, and most commands recognise nothing.
  const { loadWhisper } = await import('./whisper.ts');
  const files = { folder: place.folder, encoder, decoder };
  // The demo model was trained without prompts, and loses words over one.
  const { hotWords = [] } = options;
  const whisper = await loadWhisper(files, { ...options, hotWords: place.demo ? [] : hotWords }).catch(
    (cause: unknown) => {
      throw loadingFault(place, cause);
    },
  );
  const told = place.demo ? null : whisper.promptWords;
  return {
    id: place.id,
    modelSha256: tuned ? tunedSha256(tuned) : hashes[fileOf('encoder', place.dtype.encoder)]!,
    settingsSha256: hashOf([
      RECOGNITION_VERSION,
      hashes,
      tuned && tunedSha256(tuned),
      place.packing,
      options.language,
      told,
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
    warnings: hotWordsWarnings(place.id, hotWords, told),
    transcribe: (channel, participant, speech, signal) =>
      transcribeChannel(whisper, place.packing, channel, participant, speech, signal, tuned?.windowsAtOnce).catch(
        (cause: unknown) => {
          throw recognisingFault(place, cause, signal);
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
