import type { Channel } from '../analysis.ts';
import { sampleRange } from '../audio/blocks.ts';
import { resampled } from '../audio/resample.ts';
import { pieces, type TimeSpan, totalSeconds } from '../timespan.ts';
import { FRAME_SECONDS, PITCH_RATE_HZ, pitchCandidates } from './pitch-candidates.ts';
import { steadiestPath } from './pitch-path.ts';

/** Frames this far below the level of the speech are its decay, hum, or the other side's leak. */
const GATE_DB = 20;
const BLOCK_SECONDS = 8;

/** The pitch of the frames that have a sure one, in time order: two lists of the same length. */
export interface PitchTrack {
  seconds: Float32Array;
  /** Semitones above 1 Hz: 12 log2(Hz). */
  semitones: Float32Array;
}

/**
 * The fundamental frequency in the spans, for each frame of 20 ms that has a sure one: periodic (see `pitchCandidates`),
 * steady with its neighbours (see `steadiestPath`), and not 20 dB below `levelDbfs`, the level of the speech. Works on
 * telephone speech, which lacks the fundamental. Samples are read in blocks of 8 s; two numbers are kept of a frame.
 */
export function trackPitch(signal: Channel, spans: readonly TimeSpan[], levelDbfs: number): PitchTrack {
  const channel = resampled(signal, PITCH_RATE_HZ);
  const leastPower = 10 ** ((levelDbfs - GATE_DB) / 10);
  const most = Math.ceil(totalSeconds(spans) / FRAME_SECONDS);
  const seconds = new Float32Array(most);
  const semitones = new Float32Array(most);
  let count = 0;
  for (const block of spans.flatMap((span) => pieces(span, BLOCK_SECONDS))) {
    const { start, end } = sampleRange(channel, block);
    const path = steadiestPath(pitchCandidates(channel.read(start, end), leastPower));
    for (const [index, octaves] of path.entries()) {
      if (octaves === null) continue;
      seconds[count] = block.start + index * FRAME_SECONDS;
      semitones[count] = 12 * (Math.log2(PITCH_RATE_HZ) - octaves);
      count++;
    }
  }
  return { seconds: seconds.subarray(0, count), semitones: semitones.subarray(0, count) };
}
