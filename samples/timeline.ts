import type { TimeSpan } from '../src/timespan.ts';
import { type Dialogue, type Role, spokenLine } from './dialogue.ts';
import { randomNumbers } from './signal.ts';
import { type SpokenLine, speak } from './voice.ts';

/** A line at its place in the call. Times are seconds from the first sample. */
export interface PlacedLine extends TimeSpan {
  participant: Role;
  text: string;
  /** Voiced spans. */
  speech: TimeSpan[];
  samples: Float32Array;
}

export interface Timeline {
  lines: PlacedLine[];
  /** Ring-back bursts, one span each. */
  rings: TimeSpan[];
  durationSeconds: number;
}

const FIRST_RING_SECONDS = 0.4;
const RING = { onSeconds: 1, offSeconds: 4 };
/** From the last ring to the first word; from the start without rings. */
const ANSWER_SECONDS = 1.4;
const START_SECONDS = 0.8;
/** People answer within this range unless the script says otherwise. */
const PAUSE_SECONDS = { least: 0.35, most: 0.75 };
/** How much lines of one speaker differ in level. */
const LEVEL_SPREAD_DB = 0.8;

function ringBursts(count: number): TimeSpan[] {
  return Array.from({ length: count }, (_, i) => {
    const start = FIRST_RING_SECONDS + i * (RING.onSeconds + RING.offSeconds);
    return { start, end: start + RING.onSeconds };
  });
}

/** Says every line and puts it where the script wants it. Pauses and levels vary a little, the same way every time. */
export function layOut(dialogue: Dialogue): Timeline {
  const random = randomNumbers(dialogue.id);
  const rings = ringBursts(dialogue.ringback?.bursts ?? 0);
  const lastRing = rings.at(-1);
  const rate = dialogue.file.sampleRateHz;
  let previousEnd = lastRing ? lastRing.end + ANSWER_SECONDS : START_SECONDS;
  const lines: PlacedLine[] = dialogue.lines.map((entry, index) => {
    const pause = PAUSE_SECONDS.least + random() * (PAUSE_SECONDS.most - PAUSE_SECONDS.least);
    const gainDb = (random() * 2 - 1) * LEVEL_SPREAD_DB;
    const { participant, text } = spokenLine(entry);
    const spoken: SpokenLine = speak(dialogue, participant, text, gainDb);
    // On whole samples, so that the truth says where the first sample of the line really is.
    const start = Math.round((previousEnd + (index === 0 ? 0 : (entry.after ?? pause))) * rate) / rate;
    const end = start + spoken.seconds;
    previousEnd = Math.max(end, previousEnd);
    const speech = spoken.speech.map((span) => ({ start: start + span.start, end: start + span.end }));
    return { participant, text, start, end, speech, samples: spoken.samples };
  });
  return { lines, rings, durationSeconds: previousEnd + dialogue.tailSeconds };
}
