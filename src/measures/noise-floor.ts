import { blocks, sampleRange } from '../audio/blocks.ts';
import { complement, padAll, type TimeSpan } from '../timespan.ts';
import type { MeasuredChannel } from './measure.ts';

/** The ends of words and the decay of the room are not the floor. */
const MARGIN_SECONDS = 0.1;
/** Long enough for a stable level, short enough to fit between a click and the next one. */
const FRAME_SECONDS = 0.05;
/** Less than this says nothing about the floor. */
const SHORTEST_SECONDS = 1;
/** Share of the frames that are quieter than the floor. */
const PERCENTILE = 0.1;
/** The smallest codes of A-law, between which an idle line alternates: ±8 of 32768. */
const IDLE = 8.5 / 32_768;

/**
 * Noise floor: the 10th percentile of the RMS levels (dBFS) of the 50 ms frames of a participant's channel in which
 * nobody speaks (0.1 s away from any speech) and no tone sounds. A percentile and not the mean, because breaths, clicks
 * and speech that was not detected are far louder than the floor, and a few of them would be all that is measured. The
 * other's speech is left out too, because it leaks through headsets and lines. Frames of digital silence, in which only
 * one or the two smallest codes occur, do not count. Null with less than 1 s of other frames.
 */
export function noiseFloor(
  channel: MeasuredChannel,
  allSpeech: readonly TimeSpan[],
  tones: readonly TimeSpan[],
  durationSeconds: number,
): number | null {
  const whole = { start: 0, end: durationSeconds };
  const quiet = complement(padAll([...allSpeech, ...tones], MARGIN_SECONDS, whole), whole);
  const levels = quiet.flatMap((span) => frameLevels(channel, span)).sort((a, b) => a - b);
  if (levels.length * FRAME_SECONDS < SHORTEST_SECONDS) return null;
  return levels[Math.floor(levels.length * PERCENTILE)]!;
}

/** Levels of the whole frames inside a span, those of digital silence left out. */
function frameLevels({ signal }: MeasuredChannel, span: TimeSpan): number[] {
  const frame = Math.round(FRAME_SECONDS * signal.sampleRateHz);
  const { start, end } = sampleRange(signal, span);
  const levels: number[] = [];
  for (const { samples } of blocks(signal, start, end))
    for (let from = 0; from + frame <= samples.length; from += frame) {
      const level = frameLevel(samples.subarray(from, from + frame));
      if (level !== null) levels.push(level);
    }
  return levels;
}

function frameLevel(samples: Float32Array): number | null {
  const first = samples[0]!;
  let isConstant = true;
  let isIdle = true;
  let sum = 0;
  for (const sample of samples) {
    if (sample !== first) isConstant = false;
    if (sample === 0 || Math.abs(sample) > IDLE || Math.abs(sample) !== Math.abs(first)) isIdle = false;
    sum += sample * sample;
  }
  return isConstant || isIdle ? null : 10 * Math.log10(sum / samples.length);
}
