import type { WavHeader } from './wav-header.ts';

/** Name of the sample format for people and for `Recording.codec`, in ffmpeg's words: `pcm_s16le`, `pcm_alaw`, … */
export function wavCodec({ encoding, bitsPerSample, bigEndian }: WavHeader): string {
  if (encoding === 'alaw' || encoding === 'mulaw') return `pcm_${encoding}`;
  const bits = 8 * Math.ceil(bitsPerSample / 8);
  if (encoding === 'pcm' && bits === 8) return 'pcm_u8';
  return `pcm_${encoding === 'float' ? 'f' : 's'}${bits}${bigEndian ? 'be' : 'le'}`;
}
