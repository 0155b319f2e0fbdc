import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Language, Segment, Silence, Turn } from '../analysis.ts';
import { LingtingError } from '../errors.ts';
import { gapSeconds, intersect, merge, totalSeconds } from '../timespan.ts';
import type { ParticipantSpeech } from './build.ts';

const LEXICONS = fileURLToPath(new URL('../../seeds/lexicons', import.meta.url));

const schema = z.strictObject({ announcements: z.array(z.string().trim().min(1)).min(1) });

/** Words by which somebody announces a wait, from `seeds/lexicons/<language>/hold.yaml`. */
export type HoldPhrases = readonly string[];

/**
 * Reads the words by which an agent announces a wait.
 * @throws LingtingError `lexicon-invalid` with the file and what is wrong in it.
 */
export async function loadHoldPhrases(
  language: Language,
  file: string = path.join(LEXICONS, language, 'hold.yaml'),
): Promise<HoldPhrases> {
  try {
    return schema.parse(parse(await readFile(file, 'utf8'))).announcements;
  } catch (cause) {
    const what = cause instanceof z.ZodError ? z.prettifyError(cause) : (cause as Error).message;
    throw new LingtingError(
      'lexicon-invalid',
      {
        en: `${file} must hold a list of phrases named "announcements": ${what}`,
        zh: `${file} 应包含名为 announcements 的短语列表：${what}`,
      },
      { cause },
    );
  }
}

/** The words must come in the last stretch of what the agent said before the silence. */
const LAST_WORDS_SECONDS = 15;
/** The customer may answer (好的) and the silence is still the announced one; after more talk than this it is not. */
const MOST_REPLY_SECONDS = 3;

export interface AnnouncementContext {
  turns: readonly Turn[];
  transcript: readonly Segment[];
  speech: readonly ParticipantSpeech[];
  holdPhrases: HoldPhrases;
}

/**
 * The agent's words that asked to wait, when they are the last thing the agent said before a silence; null otherwise.
 * On a mixed channel anybody's last words count, because only an agent would say them.
 */
export function announcementBefore(silenceStart: number, context: AnnouncementContext): Silence['announcedBy'] {
  const { turns, transcript, speech, holdPhrases } = context;
  const moment = { start: silenceStart, end: silenceStart };
  const last = turns.findLast((turn) => turn.participant !== 'customer' && turn.start < silenceStart);
  if (!last) return null;
  const between = merge(speech.filter((own) => own.participant === 'customer').flatMap((own) => own.speech));
  if (totalSeconds(intersect(between, [{ start: last.end, end: silenceStart }])) > MOST_REPLY_SECONDS) return null;
  for (const index of last.segments.toReversed()) {
    const segment = transcript[index]!;
    if (gapSeconds(segment, { start: last.end, end: last.end }) > LAST_WORDS_SECONDS || segment.start >= moment.start)
      break;
    if (holdPhrases.some((phrase) => plain(segment.text).includes(plain(phrase))))
      return { quote: segment.text.trim(), span: { start: segment.start, end: segment.end } };
  }
  return null;
}

/** Letters and digits only, lower case. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
