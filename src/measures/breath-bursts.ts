import { sampleRange } from '../audio/blocks.ts';
import { durationSeconds, merge, padAll, pieces, type TimeSpan, totalSeconds } from '../timespan.ts';
import { butterworth, filtered } from './biquad.ts';
import { speechLevel } from './level.ts';
import type { MeasuredChannel } from './measure.ts';
import { percentile } from './percentile.ts';

/** Puffs of air at a microphone lie below voices. */
const BELOW_HZ = 150;
/** Offsets and rumble of the building are no breath. */
const ABOVE_HZ = 20;
const FRAME_SECONDS = 0.02;
/** A burst rises so far over the loud voiced frames in its band, and is not much quieter than the speech itself. */
const RISE_DB = 10;
const UNDER_SPEECH_DB = 6;
/** Frames this close are one burst; a longer run is hum or wind. */
const GAP_SECONDS = 0.1;
const LONGEST_SECONDS = 0.6;
/** Breath comes before the first word and after the last. */
const MARGIN_SECONDS = 0.2;
/** Where even loud frames have less than this in the band, the line has cut it off and nothing can be heard there. */
const LEAST_BAND_DB = -30;
const SHORTEST_SECONDS = 10;
const BLOCK_SECONDS = 8;

/**
 * Breath and plosive bursts per minute of a participant's speech: runs of 20 ms frames (up to 0.6 s, in and 0.2 s around
 * the speech) whose energy between 20 and 150 Hz lies 10 dB above the 90th percentile of that of the speech, and is at
 * most 6 dB below the level of the speech. That is the sound of a microphone in the stream of breath. Null with less
 * than 10 s of speech, and where the line passes nothing that low (band energy 30 dB below the speech), as narrow
 * telephone lines do.
 */
export function breathBurstsPerMinute(channel: MeasuredChannel, durationOfCallSeconds: number): number | null {
  const level = speechLevel(channel);
  const minutes = totalSeconds(channel.speech) / 60;
  if (level === null || minutes * 60 < SHORTEST_SECONDS) return null;
  const around = padAll(channel.speech, MARGIN_SECONDS, { start: 0, end: durationOfCallSeconds });
  const most = Math.ceil(totalSeconds(around) / FRAME_SECONDS);
  const starts = new Float64Array(most);
  const levels = new Float32Array(most);
  let count = 0;
  for (const block of around.flatMap((span) => pieces(span, BLOCK_SECONDS)))
    for (const { start, dbfs } of lowFrames(channel, block)) {
      starts[count] = start;
      levels[count] = dbfs;
      count++;
    }
  const loud = percentile(levels.slice(0, count).sort(), 0.9);
  if (!(loud > level + LEAST_BAND_DB)) return null;
  const limit = Math.max(loud + RISE_DB, level - UNDER_SPEECH_DB);
  const frames: TimeSpan[] = [];
  for (let at = 0; at < count; at++)
    if (levels[at]! >= limit) frames.push({ start: starts[at]!, end: starts[at]! + FRAME_SECONDS });
  const bursts = merge(frames, GAP_SECONDS).filter((burst) => durationSeconds(burst) <= LONGEST_SECONDS);
  return bursts.length / minutes;
}

/** The level below 150 Hz of each frame. */
function lowFrames({ signal }: MeasuredChannel, block: TimeSpan): { start: number; dbfs: number }[] {
  const rate = signal.sampleRateHz;
  const { start, end } = sampleRange(signal, block);
  const low = butterworth('lowPass', BELOW_HZ, rate);
  const samples = filtered(signal.read(start, end), [butterworth('highPass', ABOVE_HZ, rate), low, low]);
  const size = Math.round(FRAME_SECONDS * rate);
  return Array.from({ length: Math.floor(samples.length / size) }, (_, index) => {
    let sum = 0;
    for (let i = index * size; i < (index + 1) * size; i++) sum += samples[i]! * samples[i]!;
    return { start: (start + index * size) / rate, dbfs: 10 * Math.log10(sum / size) };
  });
}
