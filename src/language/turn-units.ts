import type { Language, Participant, Segment, Turn } from '../analysis.ts';
import { intersect, overlapSeconds, totalSeconds } from '../timespan.ts';
import { countUnits } from './count.ts';

/** Shorter turns say nothing about a rate: it climbs steeply over the first words (Yuan, Liberman & Cieri 2006). */
export const LEAST_TURN_UNITS: Readonly<Record<Language, number>> = { zh: 7, en: 5 };

/**
 * Units of speech (see `countUnits`) in each turn of a participant. A text stands whole in the turn it overlaps most, but
 * a recogniser may have made one segment of several turns: a segment gives every turn of the participant the share of its
 * speech that lies there.
 */
export function turnUnits(
  turns: readonly Turn[],
  transcript: readonly Segment[],
  participant: Participant,
  language: Language,
): Map<Turn, number> {
  const own = turns.filter((turn) => turn.participant === participant);
  const units = new Map(own.map((turn) => [turn, 0]));
  const add = (turn: Turn, count: number) => units.set(turn, units.get(turn)! + count);
  own.forEach((home, index) => {
    for (const segmentIndex of home.segments) {
      const segment = transcript[segmentIndex]!;
      const count = countUnits(segment.text, language);
      const shares = turnsUnder(segment, own, index).map((turn) => ({
        turn,
        seconds: totalSeconds(intersect(turn.speech, [segment])),
      }));
      const all = shares.reduce((sum, { seconds }) => sum + seconds, 0);
      if (all === 0) add(home, count);
      else for (const { turn, seconds } of shares) add(turn, (count * seconds) / all);
    }
  });
  return units;
}

/** The turns of a participant that a segment overlaps: its home (by index) and those next to it, on both sides. */
export function turnsUnder(segment: Segment, own: readonly Turn[], home: number): Turn[] {
  let first = home;
  while (first > 0 && own[first - 1]!.end > segment.start) first--;
  let last = home;
  while (last + 1 < own.length && own[last + 1]!.start < segment.end) last++;
  return own.slice(first, last + 1).filter((turn) => overlapSeconds(turn, segment) > 0);
}
