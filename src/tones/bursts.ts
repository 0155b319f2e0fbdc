import type { Channel } from '../analysis.ts';
import { durationSeconds, type TimeSpan } from '../timespan.ts';
import { refined } from './edges.ts';
import { soundIn, type ToneSound } from './sound.ts';
import { FRAME_SECONDS, HOP_SECONDS, type SpectrumFrame } from './spectrum.ts';

/** An unbroken stretch of tone. */
export interface Burst extends TimeSpan {
  /** Of the lowest frequency in it; the middle of two that lie close together. */
  frequencyHz: number;
}

/** A dropout of one frame does not end a burst. */
const LONGEST_STEP_FRAMES = 2;
/** The frequency of a tone stays put; that of a voice or a melody does not. */
const LARGEST_DRIFT_HZ = 12;
const SHORTEST_BURST_SECONDS = 0.06;

/** Collects the bursts of one sound from frames in order. A jump in frequency starts a new burst. */
export class BurstCollector {
  private first = 0;
  private last = 0;
  private count = 0;
  private sumHz = 0;
  private readonly found: Burst[] = [];

  constructor(
    private readonly channel: Channel,
    readonly sound: ToneSound,
  ) {}

  push(frame: SpectrumFrame): void {
    const hz = soundIn(frame, this.sound);
    if (hz === null) return;
    const isNext = this.count > 0 && frame.index - this.last <= LONGEST_STEP_FRAMES;
    if (!isNext || Math.abs(hz - this.sumHz / this.count) > LARGEST_DRIFT_HZ) {
      this.finish();
      this.first = frame.index;
    }
    this.last = frame.index;
    this.count++;
    this.sumHz += hz;
  }

  /** The bursts of all frames pushed, sorted. */
  bursts(): readonly Burst[] {
    this.finish();
    return this.found;
  }

  private finish(): void {
    const { count } = this;
    const frequencyHz = this.sumHz / count;
    this.count = 0;
    this.sumHz = 0;
    // The shortest burst fills two frames; single ones are chance, and looking at their edges would be dear.
    if (count < 2) return;
    // An edge lies near the middle of the first frame that is tone, and of the last one.
    const rough = {
      start: this.first * HOP_SECONDS + FRAME_SECONDS / 2,
      end: this.last * HOP_SECONDS + FRAME_SECONDS / 2,
    };
    const burst = { ...refined(this.channel, rough, frequencyHz), frequencyHz };
    if (durationSeconds(burst) >= SHORTEST_BURST_SECONDS) this.found.push(burst);
  }
}
