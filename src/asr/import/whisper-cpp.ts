import { Malformed } from './malformed.ts';
import type { Place, RawSegment } from './types.ts';

/**
 * Reads whisper.cpp (`-oj`, `-ojf`): `transcription[]` with `offsets` in milliseconds. With `-di` on a stereo file
 * `speaker` is the louder channel, "0" or "1", and "?" when neither is. The full form has a probability per token.
 */
export function readWhisperCpp(transcription: readonly unknown[]): RawSegment[] {
  return transcription.map((entry, index) => {
    const place: Place = ['transcription', index];
    const { offsets, text, speaker, tokens } = asObject(entry, place);
    const { from, to } = asObject(offsets, [...place, 'offsets']);
    const channel = speaker === '0' || speaker === '1' ? Number(speaker) : null;
    return {
      start: seconds(from),
      end: seconds(to),
      text,
      speaker: channel === null && speaker !== '?' ? speaker : null,
      channel,
      meanLogProbability: Array.isArray(tokens) ? meanLog(tokens) : null,
      place,
    };
  });
}

/** Milliseconds to seconds; anything else stays what it is and is refused later. */
export function seconds(milliseconds: unknown): unknown {
  return typeof milliseconds === 'number' ? milliseconds / 1000 : milliseconds;
}

/** @throws Malformed when the value is no object. */
export function asObject(value: unknown, place: Place): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Malformed(place, { en: 'an object', zh: '一个对象' }, value);
}

/** Mean log of `p` over the tokens that are text; `[_BEG_]` and `[_TT_50]` are not. */
function meanLog(tokens: readonly unknown[]): number | null {
  const logs = tokens.flatMap((token) => {
    const { text, p } = (token ?? {}) as { text?: unknown; p?: unknown };
    const isText = typeof text === 'string' && !/^\[_.*\]$/.test(text);
    return isText && typeof p === 'number' && p > 0 && p <= 1 ? [Math.log(p)] : [];
  });
  return logs.length > 0 ? logs.reduce((sum, log) => sum + log, 0) / logs.length : null;
}
