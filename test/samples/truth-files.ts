import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import type { Truth } from '../../samples/truth.ts';

/** Path of a sample recording. */
export function recordingOf(truth: Truth): string {
  return join(SAMPLES_FOLDER, 'calls', truth.file);
}

/** Every truth file, by call id. */
export function loadTruths(): Map<string, Truth> {
  const folder = join(SAMPLES_FOLDER, 'truth');
  if (!existsSync(folder)) return new Map();
  const truths = readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Truth);
  return new Map(truths.map((truth) => [truth.id, truth]));
}
