import { blocks, sampleRange } from '../audio/blocks.ts';
import type { MeasuredChannel } from './measure.ts';

/** Runs this long at the extreme value are flat tops: 3 samples at 8 kHz. */
const SHORTEST_RUN_SECONDS = 3 / 8000;
/** A signal that never gets louder than -20 dBFS is not clipped, its crests are merely coarse. */
const LOWEST_EXTREME = 0.1;
/** Half a step of 16 bit: samples nearer than this are the same value. */
const SAME_VALUE = 0.5 / 32_768;

/**
 * Share of speech samples (0…1) that lie in flat runs at the extreme value: at least 3 samples at 8 kHz (0.4 ms) that equal the
 * largest or the smallest sample of the speech. The observed extreme is used and not full scale, because G.711 tops
 * out at 0.98 and recorders scale. Flat tops do not survive MP3 or AMR: there the share is a lower bound. Null without speech.
 */
export function clippedShare(channel: MeasuredChannel): number | null {
  let highest = 0;
  let lowest = 0;
  let count = 0;
  for (const samples of speechBlocks(channel)) {
    count += samples.length;
    // Indexed: three hours are 86 million samples.
    for (let i = 0; i < samples.length; i++) {
      const sample = samples[i]!;
      if (sample > highest) highest = sample;
      if (sample < lowest) lowest = sample;
    }
  }
  if (count === 0) return null;
  const shortestRun = Math.max(3, Math.round(SHORTEST_RUN_SECONDS * channel.signal.sampleRateHz));
  const top = highest >= LOWEST_EXTREME ? highest - SAME_VALUE : Number.POSITIVE_INFINITY;
  const bottom = lowest <= -LOWEST_EXTREME ? lowest + SAME_VALUE : Number.NEGATIVE_INFINITY;
  let clipped = 0;
  for (const samples of speechBlocks(channel)) {
    let run = 0;
    let side = 0;
    const close = () => {
      if (run >= shortestRun) clipped += run;
      run = 0;
    };
    for (let i = 0; i < samples.length; i++) {
      const now = samples[i]! >= top ? 1 : samples[i]! <= bottom ? -1 : 0;
      if (now !== side) close();
      side = now;
      if (now !== 0) run++;
    }
    close();
  }
  return clipped / count;
}

function* speechBlocks({ signal, speech }: MeasuredChannel): Generator<Float32Array> {
  for (const span of speech) {
    const { start, end } = sampleRange(signal, span);
    for (const { samples } of blocks(signal, start, end)) yield samples;
  }
}
