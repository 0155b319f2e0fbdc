import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAudio } from '../audio/open.ts';
import { playerAudio } from '../audio/player-audio.ts';
import { AudioBudget } from '../reports/html/call-data.ts';
import type { ReportCall } from '../reports/report-call.ts';

/** One channel of 8 kHz mu-law, as base64. */
const EMBEDDED_BYTES_PER_SECOND = (8000 * 4) / 3;

/**
 * The calls of a run with what the report plays, one at a time. The page embeds the sound while there is room for it,
 * so that it can be moved and mailed; after that it refers to the recordings where they lie.
 */
export async function* withAudio(
  calls: AsyncIterable<{ file: string; result: ReportCall }>,
  folder: string,
): AsyncGenerator<ReportCall> {
  let room = AudioBudget.LIMIT_BYTES;
  for await (const { file, result } of calls) {
    if (!result.ok) {
      yield result;
      continue;
    }
    const href = relativeUrl(folder, path.resolve(file));
    const { durationSeconds, channelCount } = result.analysis.recording;
    const bytes = durationSeconds * channelCount * EMBEDDED_BYTES_PER_SECOND;
    const fits = bytes <= room;
    if (fits) room -= bytes;
    yield { ...result, audioHref: href, audio: fits ? await soundOf(file, href) : { href } };
  }
}

async function soundOf(file: string, href: string) {
  try {
    const audio = await openAudio(file);
    try {
      return playerAudio(audio.channels);
    } finally {
      await audio.close();
    }
  } catch {
    return { href }; // The recording went away between analysis and report; the page says so when it is played.
  }
}

/** Address of a file (a URL, percent-encoded) from a page in a folder. */
export function relativeUrl(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  if (path.isAbsolute(relative)) return pathToFileURL(file).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
