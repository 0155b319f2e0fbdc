import wav from 'node-wav';

/** A whole 16-bit PCM WAV file of the channels (-1…1, equal lengths), encoded by node-wav. For short signals. */
export function encodeWav(channels: readonly Float32Array[], sampleRateHz: number): Buffer {
  return wav.encode(channels, { sampleRate: sampleRateHz, float: false, bitDepth: 16 });
}
