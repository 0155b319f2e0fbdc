import type { TimeSpan } from '../timespan.ts';
import { FRAME_SECONDS, HOP_SECONDS, LEAST_PURITY, type ToneFrame } from './frames.ts';

/** An unbroken stretch of tone. */
export interface Burst extends TimeSpan {
  frequencyHz: number;
}

/** A dropout this short does not end a burst. */
const LONGEST_DROPOUT_SECONDS = 0.03;
/** The frequency of a tone stays put; that of a voice or a melody does not. */
const LARGEST_DRIFT_HZ = 12;
const SHORTEST_BURST_SECONDS = 0.06;

/** Joins tone frames to bursts. A jump in frequency starts a new burst. */
export function* bursts(frames: Iterable<ToneFrame>): Generator<Burst> {
  let run: ToneFrame[] = [];
  let sumHz = 0;
  for (const frame of frames) {
    const last = run.at(-1);
    const isNext = last !== undefined && frame.seconds - last.seconds <= HOP_SECONDS + LONGEST_DROPOUT_SECONDS;
    if (isNext && Math.abs(frame.frequencyHz - sumHz / run.length) <= LARGEST_DRIFT_HZ) {
      run.push(frame);
      sumHz += frame.frequencyHz;
      continue;
    }
    yield* finished(run, sumHz);
    run = [frame];
    sumHz = frame.frequencyHz;
  }
  yield* finished(run, sumHz);
}

/**
 * The burst of a run of frames. A frame counts as tone as soon as the tone fills `LEAST_PURITY` of it, so the burst
 * begins that much before the end of its first frame, and ends that much after the start of its last.
 */
function* finished(run: readonly ToneFrame[], sumHz: number): Generator<Burst> {
  const first = run[0];
  if (!first) return;
  const start = first.seconds === 0 ? 0 : first.seconds + (1 - LEAST_PURITY) * FRAME_SECONDS;
  const end = run.at(-1)!.seconds + LEAST_PURITY * FRAME_SECONDS;
  if (end - start >= SHORTEST_BURST_SECONDS) yield { start, end, frequencyHz: sumHz / run.length };
}
