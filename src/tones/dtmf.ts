import type { Channel } from '../analysis.ts';
import { durationSeconds, gapSeconds, type TimeSpan } from '../timespan.ts';
import { refined } from './edges.ts';
import { meanPower } from './quiet.ts';
import { strongestIn } from './sound.ts';
import { FRAME_SECONDS, HOP_SECONDS, type SpectrumFrame } from './spectrum.ts';

/** Rows and columns of the keypad (ITU-T Q.23). */
const LOW_HZ = [697, 770, 852, 941] as const;
const HIGH_HZ = [1209, 1336, 1477, 1633] as const;
/** ± 1.5 % must be taken, ± 3.5 % refused (ITU-T Q.24). */
const TOLERANCE = 0.025;
/** Least share of a frame's energy that the two hold: harmonics, as voices have them, leave less. */
const LEAST_PURITY = 0.85;
/** The high frequency over the low one, as powers: -9 to +6 dB, the limits of Q.24 with a margin. */
const LEAST_TWIST = 10 ** (-9 / 10);
const MOST_TWIST = 10 ** (6 / 10);
/** A key holds its frequencies; a voice passes through them. */
const LARGEST_DRIFT_HZ = 8;
/** 6 dB; how far from a key the line is looked at: 40 ms of pause must do (Q.24). */
const LEAST_DROP = 10 ** (-6 / 10);
const BESIDE_SECONDS = { from: 0.01, to: 0.035 };
/** Keys of 40 ms and more must be taken (Q.24). */
const SHORTEST_SECONDS = 0.035;
/** Keys pressed one after the other are one span. */
const LONGEST_PAUSE_SECONDS = 0.5;

interface Pair {
  row: number;
  column: number;
  lowHz: number;
  highHz: number;
}

/** Where keys are pressed. Which ones is forgotten at once: they may be a card number or a password. */
export class KeyCollector {
  private first = 0;
  private last = 0;
  private held: Pair | null = null;
  private readonly keys: TimeSpan[] = [];

  constructor(private readonly channel: Channel) {}

  push(frame: SpectrumFrame): void {
    const pair = pairIn(frame);
    if (pair === null) return;
    const { held } = this;
    const isHeld =
      held !== null &&
      frame.index === this.last + 1 &&
      held.row === pair.row &&
      held.column === pair.column &&
      Math.abs(held.lowHz - pair.lowHz) <= LARGEST_DRIFT_HZ &&
      Math.abs(held.highHz - pair.highHz) <= LARGEST_DRIFT_HZ;
    if (!isHeld) {
      this.finish();
      this.first = frame.index;
      this.held = pair;
    }
    this.last = frame.index;
  }

  /** Runs of keys, sorted: a span from the first to the last one, and how many there are. */
  runs(): { span: TimeSpan; count: number }[] {
    this.finish();
    const runs: { span: TimeSpan; count: number }[] = [];
    for (const key of this.keys) {
      const run = runs.at(-1);
      if (run && gapSeconds(run.span, key) <= LONGEST_PAUSE_SECONDS) {
        run.span = { start: run.span.start, end: key.end };
        run.count++;
      } else runs.push({ span: key, count: 1 });
    }
    return runs;
  }

  /** A key comes out of quiet and goes back to it; two notes of a chord do not. */
  private standsAlone({ start, end }: TimeSpan): boolean {
    const most = LEAST_DROP * meanPower(this.channel, { start, end });
    const beside = [
      { start: start - BESIDE_SECONDS.to, end: start - BESIDE_SECONDS.from },
      { start: end + BESIDE_SECONDS.from, end: end + BESIDE_SECONDS.to },
    ];
    return beside.every((span) => meanPower(this.channel, span) <= most);
  }

  private finish(): void {
    const { held, first, last } = this;
    this.held = null;
    if (held === null || last === first) return;
    const rough = { start: first * HOP_SECONDS + FRAME_SECONDS / 2, end: last * HOP_SECONDS + FRAME_SECONDS / 2 };
    const key = refined(this.channel, rough, held.lowHz);
    if (durationSeconds(key) >= SHORTEST_SECONDS && this.standsAlone(key)) this.keys.push(key);
  }
}

/** The row and column that a frame holds and nothing else, or null. */
function pairIn({ power, total }: SpectrumFrame): Pair | null {
  const low = strongestIn(power, LOW_GROUP);
  const high = strongestIn(power, HIGH_GROUP);
  if (low.energy + high.energy < LEAST_PURITY * total) return null;
  if (high.energy < LEAST_TWIST * low.energy || high.energy > MOST_TWIST * low.energy) return null;
  const row = LOW_HZ.findIndex((hz) => Math.abs(low.hz - hz) <= TOLERANCE * hz);
  const column = HIGH_HZ.findIndex((hz) => Math.abs(high.hz - hz) <= TOLERANCE * hz);
  return row === -1 || column === -1 ? null : { row, column, lowHz: low.hz, highHz: high.hz };
}

/** All rows, and all columns, with their tolerance. */
const LOW_GROUP = group(LOW_HZ);
const HIGH_GROUP = group(HIGH_HZ);

function group(all: readonly number[]) {
  const least = all[0]! * (1 - TOLERANCE);
  const most = all.at(-1)! * (1 + TOLERANCE);
  return { hz: (least + most) / 2, toleranceHz: (most - least) / 2, spreadHz: 0 };
}
