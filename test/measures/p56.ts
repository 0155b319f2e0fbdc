import type { Channel } from '../../src/analysis.ts';

const SMOOTHING_SECONDS = 0.03;
const HANGOVER_SECONDS = 0.2;
const MARGIN_DB = 15.9;
/** Thresholds one bit apart, from 2^-15 of full scale up. */
const THRESHOLDS = Array.from({ length: 15 }, (_, index) => 2 ** (index - 15));

/**
 * Active speech level by method B of ITU-T P.56 (1993), in dBFS (RMS): the level over the time in which the envelope
 * (smoothed twice, 30 ms; hang-over 0.2 s) is above a threshold, for the threshold that lies 15.9 dB below that level,
 * found between two of the thresholds by a straight line. Written from the recommendation to hold other levels against.
 */
export function activeSpeechLevelDbfs(channel: Channel): number | null {
  const samples = channel.read(0, channel.length);
  const decay = Math.exp(-1 / (SMOOTHING_SECONDS * channel.sampleRateHz));
  const hangover = Math.round(HANGOVER_SECONDS * channel.sampleRateHz);
  const active = THRESHOLDS.map(() => 0);
  const since = THRESHOLDS.map(() => hangover);
  let squares = 0;
  let once = 0;
  let twice = 0;
  for (const sample of samples) {
    squares += sample * sample;
    once = decay * once + (1 - decay) * Math.abs(sample);
    twice = decay * twice + (1 - decay) * once;
    for (let j = 0; j < THRESHOLDS.length; j++) {
      if (twice >= THRESHOLDS[j]!) since[j] = 0;
      else if (since[j]! < hangover) since[j]!++;
      else continue;
      active[j]!++;
    }
  }
  let above: { level: number; margin: number } | null = null;
  for (const [j, threshold] of THRESHOLDS.entries()) {
    if (active[j] === 0) break;
    const level = 10 * Math.log10(squares / active[j]!);
    const margin = level - 20 * Math.log10(threshold);
    if (margin <= MARGIN_DB) {
      if (above === null) return level;
      const share = (above.margin - MARGIN_DB) / (above.margin - margin);
      return above.level + share * (level - above.level);
    }
    above = { level, margin };
  }
  return null;
}
