/** ITU-T G.711: telephone companding. Decoded values are those of 16-bit PCM, so full scale is 32768. */
const MULAW_BIAS = 0x84;
const MULAW_LARGEST = 32_635;

/** A-law code → sample in -1…1. */
export const ALAW: Float32Array = Float32Array.from({ length: 256 }, (_, code) => decodeALaw(code) / 32_768);
/** Mu-law code → sample in -1…1. */
export const MULAW: Float32Array = Float32Array.from({ length: 256 }, (_, code) => decodeMuLaw(code) / 32_768);

function decodeALaw(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits & 0x70) >> 4;
  const mantissa = (bits & 0x0f) << 4;
  const size = exponent === 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
  return bits & 0x80 ? size : -size;
}

function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const size = ((((bits & 0x0f) << 3) + MULAW_BIAS) << ((bits & 0x70) >> 4)) - MULAW_BIAS;
  return bits & 0x80 ? -size : size;
}

/** Sample in -1…1 → mu-law code. Larger samples are clipped. */
export function encodeMuLaw(sample: number): number {
  const size = Math.min(MULAW_LARGEST, Math.round(Math.abs(sample) * 32_768)) + MULAW_BIAS;
  const exponent = 31 - Math.clz32(size) - 7;
  const mantissa = (size >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
