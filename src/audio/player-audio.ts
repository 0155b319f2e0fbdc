import type { Channel } from '../analysis.ts';
import { blocks } from './blocks.ts';
import { encodeMuLaw } from './g711.ts';
import { resampled } from './resample.ts';

/** Sound for the report's player: telephone quality, so that a page with a call in it stays small. */
export interface PlayerAudio {
  sampleRateHz: number;
  /** 1 or 2. */
  channelCount: number;
  /** G.711 mu-law, one byte a sample, channels interleaved. */
  muLaw: Uint8Array;
}

const PLAYER_RATE_HZ = 8000;

/** The first two channels at 8 kHz mu-law: 8000 bytes a second and channel. Empty without channels. */
export function playerAudio(channels: readonly Channel[]): PlayerAudio {
  const heard = channels.slice(0, 2).map((channel) => resampled(channel, PLAYER_RATE_HZ));
  const length = Math.max(0, ...heard.map((channel) => channel.length));
  const muLaw = new Uint8Array(length * heard.length);
  heard.forEach((channel, index) => {
    for (const { start, samples } of blocks(channel, 0, length))
      for (let i = 0; i < samples.length; i++) muLaw[(start + i) * heard.length + index] = encodeMuLaw(samples[i]!);
  });
  return { sampleRateHz: PLAYER_RATE_HZ, channelCount: heard.length, muLaw };
}
