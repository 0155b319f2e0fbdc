import path from 'node:path';
import { hashOf } from '../hash-of.ts';
import type { LoadOptions, Model } from './engine.ts';
import { fileOf, isBeside } from './files.ts';
import type { ModelPlace, SenseVoicePlace, WhisperPlace } from './place.ts';
import type { Tuned } from './tuned.ts';

/**
 * Loads a model with what runs it, which is read here and not above: it takes seconds, and most commands recognise nothing.
 * Throws what the runtime throws, and for what is another kind of model.
 */
export function loadModel(place: ModelPlace, tuned: Tuned | null, options: LoadOptions): Promise<Model> {
  return place.engine === 'whisper' ? whisper(place, tuned, options) : senseVoice(place, options);
}

/** The SHA-256 that stands for an untuned model, of those of its files: of the weights, which may lie beside their graph. */
export function mainSha256(place: ModelPlace, hashes: Readonly<Record<string, string>>): string {
  const main = place.engine === 'whisper' ? fileOf('encoder', place.dtype.encoder) : place.files[0]!;
  const beside = place.files.filter((file) => isBeside(file, main));
  return beside.length === 0 ? hashes[main]! : hashOf([main, ...beside].map((file) => hashes[file]));
}

async function whisper(place: WhisperPlace, tuned: Tuned | null, options: LoadOptions): Promise<Model> {
  const { loadWhisper } = await import('./whisper.ts');
  const inFolder = (file: string): string => path.join(place.folder, file);
  const encoder = inFolder(tuned?.encoder.path ?? fileOf('encoder', place.dtype.encoder));
  const decoder = inFolder(tuned?.decoder.path ?? fileOf('decoder', place.dtype.decoder));
  const crossAttention = tuned?.crossAttention ? inFolder(tuned.crossAttention.path) : null;
  return loadWhisper({ folder: place.folder, encoder, decoder, crossAttention }, options);
}

async function senseVoice(place: SenseVoicePlace, options: LoadOptions): Promise<Model> {
  const { loadSenseVoice } = await import('./sense-voice.ts');
  const [weights, tokens] = place.files.map((file) => path.join(place.folder, file));
  const files = { weights: weights!, tokens: tokens! };
  // What the registry knows was compared with its SHA-256.
  if (place.entry === null) await (await import('./sense-voice-files.ts')).requireSenseVoice(files);
  return loadSenseVoice(files, options);
}
