import type { Channel } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';
import { blocks, sampleRange } from './blocks.ts';

/** Most points of an outline. */
const MOST_PEAKS = 4000;
/**
 * Widest swing that still is "no signal": twice the smallest A-law step (8 of 32768), because an idle A-law line
 * alternates between its two smallest codes and never reads 0.
 */
const SILENT_SWING = (2 * 8 + 0.5) / 32_768;

/**
 * Level over the spans in dBFS: RMS re full-scale square, so a full-scale sine reads -3.01. Null without samples and
 * for samples that are all zero (the level of nothing is not a number).
 */
export function levelDbfs(channel: Channel, spans: readonly TimeSpan[]): number | null {
  let sum = 0;
  let count = 0;
  for (const span of spans) {
    const range = sampleRange(channel, span);
    for (const { samples } of blocks(channel, range.start, range.end)) {
      // Indexed: three hours are 86 million samples.
      for (let i = 0; i < samples.length; i++) sum += samples[i]! * samples[i]!;
      count += samples.length;
    }
  }
  return sum > 0 ? 10 * Math.log10(sum / count) : null;
}

/**
 * Outline for drawing: the largest |sample| of each of the equal stretches, 0…255, at most 4000 of them; fewer only
 * when the channel has fewer samples. Empty for an empty channel.
 */
export function peaks(channel: Channel): number[] {
  const count = Math.min(MOST_PEAKS, channel.length);
  const largest = new Float32Array(count);
  const stretchStart = (at: number) => Math.ceil((at * channel.length) / count);
  for (const { start, samples } of blocks(channel)) {
    let at = Math.floor((start * count) / channel.length);
    let next = stretchStart(at + 1);
    for (let i = 0; i < samples.length; i++) {
      if (start + i >= next) next = stretchStart(++at + 1);
      const size = Math.abs(samples[i]!);
      if (size > largest[at]!) largest[at] = size;
    }
  }
  return Array.from(largest, (size) => Math.min(255, Math.round(size * 255)));
}

/** True when nothing was recorded: the signal stays within the smallest A-law steps, with or without an offset. */
export function isDigitalSilence(channel: Channel): boolean {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const { samples } of blocks(channel)) {
    for (const sample of samples) {
      if (sample < lowest) lowest = sample;
      if (sample > highest) highest = sample;
    }
    if (highest - lowest > SILENT_SWING) return false;
  }
  return true;
}
