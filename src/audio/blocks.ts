import type { Channel } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';

/** Samples read at once by everything that walks through a channel: 2^16, 8 s at 8 kHz, 256 KiB. */
const BLOCK_SAMPLES = 65_536;

/** Index of the first and one past the last sample of a span, cut to the channel. */
export function sampleRange(channel: Channel, span: TimeSpan): { start: number; end: number } {
  const at = (seconds: number) => Math.min(channel.length, Math.max(0, Math.round(seconds * channel.sampleRateHz)));
  return { start: at(span.start), end: at(span.end) };
}

/** Walks through `[start, end)` of a channel block by block, so that memory does not grow with length. */
export function* blocks(
  channel: Channel,
  start = 0,
  end = channel.length,
): Generator<{ start: number; samples: Float32Array }> {
  for (let from = start; from < end; from += BLOCK_SAMPLES)
    yield { start: from, samples: channel.read(from, Math.min(end, from + BLOCK_SAMPLES)) };
}
