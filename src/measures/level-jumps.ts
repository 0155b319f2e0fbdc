import type { LevelJump, Turn, TurnValue } from '../analysis.ts';
import { levelDbfs } from '../audio/levels.ts';
import { intersect, pieces, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';
import { median } from './median.ts';

/** Rise above the speaker's own median that is audible as a raised voice. House value, see the reference on level. */
const RISE_DB = 6;
/** The turn must hold this much speech … */
const SHORTEST_SECONDS = 2;
/** … and the rise must hold in the median of windows this long, so that one bang is no raised voice. */
const WINDOW_SECONDS = 0.5;
/** Fewer measured turns have no median to rise above. */
const FEWEST_TURNS = 3;

/**
 * Level jumps: turns with at least 2 s of speech whose level lies at least 6 dB above the median of the participant's
 * turn levels, sustained: so does the median over their 0.5 s windows. Relative to the speaker, because a recording
 * has no absolute loudness. Empty with fewer than 3 measured turns.
 */
export function levelJumps(
  channel: MeasuredChannel,
  turns: readonly Turn[],
  turnLevelsDbfs: readonly TurnValue[],
): LevelJump[] {
  const middle = median(turnLevelsDbfs.map(({ value }) => value));
  if (middle === null || turnLevelsDbfs.length < FEWEST_TURNS) return [];
  return turnLevelsDbfs.flatMap(({ turn: index, value }) => {
    const turn = turns[index]!;
    const speech = intersect(turn.speech, channel.speech);
    if (value < middle + RISE_DB || totalSeconds(speech) < SHORTEST_SECONDS) return [];
    const windows = speech
      .flatMap((span) => pieces(span, WINDOW_SECONDS))
      .flatMap((window) => levelDbfs(channel.signal, [window]) ?? []);
    if ((median(windows) ?? Number.NEGATIVE_INFINITY) < middle + RISE_DB) return [];
    return [{ start: turn.start, end: turn.end, meanDbfs: value, riseDb: value - middle }];
  });
}
