import type { Channel } from '../analysis.ts';
import { blocks } from './blocks.ts';

/** A smaller offset (-60 dBFS) changes no level that matters: the channel stays as it is. */
const LEAST_OFFSET = 0.001;

/**
 * The channel without its constant offset. Nobody hears what a cheap converter adds to every sample, but as level it would
 * make the line noisy and the voice loud. Runs of exactly 0 (packets that never came, a line that is down, what lies outside
 * of the channel) have none and stay 0. Comes back as it is where there is no offset to speak of. Reads the channel once.
 */
export function withoutOffset(channel: Channel): Channel {
  const offset = meanOf(channel);
  if (Math.abs(offset) < LEAST_OFFSET) return channel;
  return {
    ...channel,
    read(start, end) {
      const around = channel.read(start - 1, Math.max(start, end) + 1);
      const samples = around.slice(1, -1);
      for (let i = 0; i < samples.length; i++) {
        // A single 0 is where the wave crosses it.
        const isGap = samples[i] === 0 && (around[i] === 0 || around[i + 2] === 0);
        if (!isGap) samples[i]! -= offset;
      }
      return samples;
    },
  };
}

/** Mean over the samples that are not exactly 0. */
function meanOf(channel: Channel): number {
  let sum = 0;
  let count = 0;
  for (const { samples } of blocks(channel)) {
    // Indexed: three hours are 86 million samples.
    for (let i = 0; i < samples.length; i++) {
      if (samples[i] === 0) continue;
      sum += samples[i]!;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
