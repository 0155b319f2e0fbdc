import type { Language } from '../analysis.ts';
import { countUnits } from './count.ts';

/** Speech this long is no backchannel whatever is said. */
export const LONGEST_BACKCHANNEL_SECONDS = 1;
/** Most syllables (zh) or words (en) of a backchannel: 嗯, 好的, 是的是; uh huh, I see. */
const MOST_UNITS = 3;

/** True for text short enough for a backchannel, and for no text at all: what was not recognised is not held against anybody. */
export function isShortReply(text: string, language: Language): boolean {
  return countUnits(text, language) <= MOST_UNITS;
}
