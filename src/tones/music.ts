import { durationSeconds, type TimeSpan } from '../timespan.ts';
import { NoteFinder, type NoteFrame } from './notes.ts';
import { FRAME_SECONDS, HOP_SECONDS, type SpectrumFrame } from './spectrum.ts';

/**
 * Least share of a frame's energy in held notes, and of the frames of a second that have it. In eight seconds of real
 * voices at most 0.14 of the frames do, of synthetic ones that hardly move their pitch 0.25, of a tune over chords 0.6
 * and more.
 */
const LEAST_HELD = 0.3;
const LEAST_FRAMES = 0.4;
/** Music does not pause as people do: least share of a second that is not silent. */
const LEAST_SOUND = 0.8;
/** One second that does not look like music, a drum alone for example, is passed over. */
const LONGEST_DOUBT_SECONDS = 1;
const SHORTEST_SECONDS = 8;
/** A tune has several notes, hum one: least number of pitches that are once the strongest, largest share of one of them. */
const LEAST_PITCHES = 4;
const LARGEST_PITCH_SHARE = 0.6;
/** Frames between two notes that belong together. */
const LONGEST_BREAK_FRAMES = 6;

const FRAMES_IN_SECOND = 1 / HOP_SECONDS;

/** What is kept of one second. */
interface Second {
  frames: number;
  music: number;
  /** How often each semitone was the strongest held one. */
  pitches: Map<number, number>;
}

/**
 * Finds hold music: notes held one after the other for at least eight seconds, without a voice over them. Music that
 * hides its notes (dense, with drums or singing) is not found: speech must never be called music.
 */
export class MusicCollector {
  private readonly seconds: Second[] = [];
  /** Runs of frames with held notes: first and last frame. */
  private readonly runs: [first: number, last: number][] = [];
  private readonly notes = new NoteFinder((frame) => this.take(frame));

  push(frame: SpectrumFrame): void {
    this.notes.push(frame);
  }

  /** The spans of music, sorted. */
  spans(): TimeSpan[] {
    this.notes.finish();
    return stretches(this.seconds.map(isMusic))
      .filter(([first, last]) => this.isTune(first, last))
      .map(([first, last]) => this.spanOf(first, last))
      .filter((span) => durationSeconds(span) >= SHORTEST_SECONDS);
  }

  private take({ index, total, held, strongest }: NoteFrame): void {
    const at = Math.floor(index * HOP_SECONDS);
    while (this.seconds.length <= at) this.seconds.push({ frames: 0, music: 0, pitches: new Map() });
    const second = this.seconds[at]!;
    second.frames++;
    if (held < LEAST_HELD * total) return;
    second.music++;
    const pitch = Math.round(12 * Math.log2(strongest.hz));
    second.pitches.set(pitch, (second.pitches.get(pitch) ?? 0) + 1);
    const run = this.runs.at(-1);
    if (run && index - run[1] <= LONGEST_BREAK_FRAMES) run[1] = index;
    else this.runs.push([index, index]);
  }

  private isTune(first: number, last: number): boolean {
    const counts = new Map<number, number>();
    for (const { pitches } of this.seconds.slice(first, last + 1))
      for (const [pitch, count] of pitches) counts.set(pitch, (counts.get(pitch) ?? 0) + count);
    const all = [...counts.values()];
    const sum = all.reduce((total, count) => total + count, 0);
    return all.length >= LEAST_PITCHES && Math.max(...all) <= LARGEST_PITCH_SHARE * sum;
  }

  /** The span of a stretch of seconds: from the notes that sound into its first one to those that sound out of its last. */
  private spanOf(first: number, last: number): TimeSpan {
    const from = this.runs.find(([, end]) => end >= first * FRAMES_IN_SECOND)!;
    const to = this.runs.findLast(([start]) => start < (last + 1) * FRAMES_IN_SECOND)!;
    const middle = FRAME_SECONDS / 2;
    return { start: from[0] * HOP_SECONDS + middle, end: to[1] * HOP_SECONDS + middle };
  }
}

function isMusic({ frames, music }: Second): boolean {
  return frames >= LEAST_SOUND * FRAMES_IN_SECOND && music >= LEAST_FRAMES * frames;
}

/** First and last index of the stretches that are true, short doubts between them passed over. */
function stretches(seconds: readonly boolean[]): [first: number, last: number][] {
  const found: [first: number, last: number][] = [];
  for (const [index, is] of seconds.entries()) {
    if (!is) continue;
    const latest = found.at(-1);
    if (latest && index - latest[1] <= 1 + LONGEST_DOUBT_SECONDS) latest[1] = index;
    else found.push([index, index]);
  }
  return found;
}
