import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { openAudio } from '../audio/open.ts';
import { playerAudio } from '../audio/player-audio.ts';
import type { ScoredRow } from '../library/score-calls.ts';
import type { ResultStore } from '../library/store.ts';
import type { ReportCall } from '../reports/report-call.ts';

/** A call longer than this is played from its recording instead of from the page. */
const LONGEST_EMBEDDED_SECONDS = 30 * 60;

/**
 * The calls of a run with what the report plays, one at a time. The page embeds the sound while there is room for it,
 * so that it can be moved and mailed; after that it refers to the recordings where they lie.
 */
export async function* withAudio(rows: readonly ScoredRow[], store: ResultStore): AsyncGenerator<ReportCall> {
  for (const { file, result } of rows) {
    if (!result.ok) {
      yield result;
      continue;
    }
    const href = relativeUrl(store.folder, path.resolve(file));
    const analysisFile = path.relative(
      store.folder,
      path.join(store.callFolder(result.scorecard.callId), 'analysis.json'),
    );
    const embed = result.analysis.recording.durationSeconds <= LONGEST_EMBEDDED_SECONDS;
    yield { ...result, analysisFile, audioHref: href, audio: embed ? await soundOf(file, href) : { href } };
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

function relativeUrl(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  if (path.isAbsolute(relative)) return pathToFileURL(file).href;
  return relative.split(path.sep).map(encodeURIComponent).join('/');
}
