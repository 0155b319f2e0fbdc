declare module 'node-wav' {
  /** Decodes a complete WAV file in memory. */
  export function decode(file: Uint8Array): { sampleRate: number; channelData: Float32Array[] };
  /** Encodes channels of equal length; values outside -1…1 are clipped. */
  export function encode(
    channelData: readonly Float32Array[],
    options: { sampleRate: number; float: boolean; bitDepth: number },
  ): Buffer;
  const wav: { decode: typeof decode; encode: typeof encode };
  export default wav;
}
