import type { Channel, ToneSpan } from '../analysis.ts';

/** Call-progress tones of a channel, sorted by start. */
export function detectTones(_channel: Channel): ToneSpan[] {
  return [];
}
