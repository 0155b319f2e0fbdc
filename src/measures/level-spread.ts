import { levelDbfs } from '../audio/levels.ts';
import { pieces, type TimeSpan, totalSeconds } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';
import { percentile } from './percentile.ts';

const WINDOW_SECONDS = 1;
/** Fewer windows have no outer twentieths. */
const FEWEST_WINDOWS = 10;

/**
 * Spread of a participant's level in dB: the 95th minus the 5th percentile of the levels (RMS) of windows of 1 s of
 * their speech. A window may join several short runs of speech. Percentiles, so that one cough or bang does not count.
 * Null with less than 10 s of speech, and for digital silence.
 */
export function levelSpread({ signal, speech }: MeasuredChannel): number | null {
  const levels = windowsOf(speech)
    .flatMap((window) => levelDbfs(signal, window) ?? [])
    .sort((a, b) => a - b);
  return levels.length < FEWEST_WINDOWS ? null : percentile(levels, 0.95) - percentile(levels, 0.05);
}

/** The speech in groups of about one second, in order; what is left at the end is dropped. */
function windowsOf(speech: readonly TimeSpan[]): TimeSpan[][] {
  const windows: TimeSpan[][] = [];
  let open: TimeSpan[] = [];
  for (const piece of speech.flatMap((span) => pieces(span, WINDOW_SECONDS))) {
    open.push(piece);
    if (totalSeconds(open) < WINDOW_SECONDS / 2) continue;
    windows.push(open);
    open = [];
  }
  return windows;
}
