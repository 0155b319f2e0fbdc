import type { Channel } from '../analysis.ts';
import { blocks } from '../audio/blocks.ts';
import type { Sentence } from '../errors.ts';
import type { SpeechProbabilities, VoiceActivity } from './silero.ts';

const FRAME_SECONDS = 0.01;
const FRAMES_PER_SECOND = 100;
/** The background is the quietest tenth of a second of the ten seconds before and after: people pause, noise does not. */
const FLOOR_FRAMES = 10;
const FLOOR_REACH_SECONDS = 10;
/** A line quieter than this is silent: nothing has to be much louder than nothing. */
const LEAST_FLOOR_DBFS = -60;
/** How far over the background makes a value of 1: speech starts (0.5) 10 dB over it and ends (0.35) 7 dB over it. */
const CERTAIN_DB = 20;

/**
 * Speech activity by level alone, for when the model cannot be used: whatever rises out of the background counts as
 * speech, so clicks, coughs, music and noise that comes and goes do too; a sound that holds its level does not. What looks
 * like a probability is how far each 10 ms lie over the background. Memory: 4 bytes for each of them. `fault`: why the model
 * cannot be used.
 */
export function voiceActivityByLevel(fault: Sentence): VoiceActivity {
  return {
    detector: 'level',
    fault,
    models: {},
    async probabilities(channel, signal): Promise<SpeechProbabilities> {
      const levels = frameLevels(channel, signal);
      const floors = floorsOf(levels);
      const values = levels.map((level, frame) =>
        Math.max(0, Math.min(1, (level - floors[Math.floor(frame / FRAMES_PER_SECOND)]!) / CERTAIN_DB)),
      );
      return {
        frameSeconds: FRAME_SECONDS,
        values,
        lag: { startSeconds: 0, endSeconds: 0 },
        durationSeconds: channel.length / channel.sampleRateHz,
      };
    },
    close: async () => {},
  };
}

/** Level of each frame in dBFS; digital silence is -Infinity. */
function frameLevels(channel: Channel, signal: AbortSignal | undefined): Float32Array {
  const rate = channel.sampleRateHz;
  const squares = new Float32Array(Math.ceil(channel.length / rate / FRAME_SECONDS));
  for (const { start, samples } of blocks(channel)) {
    signal?.throwIfAborted();
    for (let i = 0; i < samples.length; i++) {
      const frame = Math.min(squares.length - 1, Math.floor(((start + i) * FRAMES_PER_SECOND) / rate));
      squares[frame]! += samples[i]! * samples[i]!;
    }
  }
  return squares.map((sum) => 10 * Math.log10(sum / (rate * FRAME_SECONDS)));
}

/** The background around each second. */
function floorsOf(levels: Float32Array): Float32Array {
  const quietest = new Float32Array(Math.ceil(levels.length / FRAMES_PER_SECOND)).fill(Number.POSITIVE_INFINITY);
  for (let first = 0; first + FLOOR_FRAMES <= levels.length; first += FLOOR_FRAMES) {
    const power = levels.subarray(first, first + FLOOR_FRAMES).reduce((sum, level) => sum + 10 ** (level / 10), 0);
    const second = Math.floor(first / FRAMES_PER_SECOND);
    quietest[second] = Math.min(quietest[second]!, 10 * Math.log10(power / FLOOR_FRAMES));
  }
  return quietest.map((_, second) => {
    const around = quietest.subarray(Math.max(0, second - FLOOR_REACH_SECONDS), second + FLOOR_REACH_SECONDS + 1);
    return Math.max(LEAST_FLOOR_DBFS, Math.min(...around));
  });
}
