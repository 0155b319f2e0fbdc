import { blocks, sampleRange } from '../audio/blocks.ts';
import { complement, padAll, type TimeSpan } from '../timespan.ts';
import { butterworth, runningFilter } from './biquad.ts';
import type { MeasuredChannel } from './measure.ts';

/** The ends of words and the decay of the room are not the floor. */
const MARGIN_SECONDS = 0.1;
/** Long enough for a stable level, short enough to fit between a click and the next one. */
const FRAME_SECONDS = 0.05;
/** Less than this says nothing about the floor. */
const SHORTEST_SECONDS = 1;
/** Share of the frames that are quieter than the floor. */
const PERCENTILE = 0.1;
/** RFC 7874 measures levels from here on, where the telephone begins: the hum of the mains and rumble are no noise on it. */
const LOWEST_HZ = 300;
/** The smallest codes of A-law, between which an idle line alternates: ±8 of 32768. */
const IDLE = 8.5 / 32_768;

/**
 * Noise floor: the 10th percentile of the RMS levels (dBFS, from 300 Hz on) of the 50 ms frames of a participant's
 * channel in which nobody speaks (0.1 s away from any speech) and no tone sounds. A percentile and not the mean, because
 * breaths, clicks and speech that was not detected are far louder than the floor, and a few of them would be all that is
 * measured. The other's speech is left out too, because it leaks through headsets and lines. Frames of digital silence, in which only
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
  const highPass = runningFilter([butterworth('highPass', LOWEST_HZ, signal.sampleRateHz)]);
  for (const { samples } of blocks(signal, start, end)) {
    const telephone = highPass(samples.slice());
    for (let from = 0; from + frame <= samples.length; from += frame)
      if (!isDigitalSilence(samples.subarray(from, from + frame)))
        levels.push(levelOf(telephone.subarray(from, from + frame)));
  }
  return levels;
}

function isDigitalSilence(samples: Float32Array): boolean {
  const first = samples[0]!;
  let isConstant = true;
  let isIdle = true;
  for (const sample of samples) {
    if (sample !== first) isConstant = false;
    if (sample === 0 || Math.abs(sample) > IDLE || Math.abs(sample) !== Math.abs(first)) isIdle = false;
  }
  return isConstant || isIdle;
}

function levelOf(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
