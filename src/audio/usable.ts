import { isDigitalSilence } from './levels.ts';
import type { OpenAudio } from './open.ts';
import { digitalSilence, tooShort } from './refusals.ts';

/** Shorter recordings hold nothing to judge. */
const SHORTEST_SECONDS = 0.5;

/** Throws `too-short` or `digital-silence` for a recording that opened but holds nothing to judge. */
export function checkUsable(audio: Pick<OpenAudio, 'durationSeconds' | 'channels'>, fileName: string): void {
  if (audio.durationSeconds < SHORTEST_SECONDS) throw tooShort(fileName, audio.durationSeconds);
  if (audio.channels.every(isDigitalSilence)) throw digitalSilence(fileName);
}
