import type { Channel } from '../analysis.ts';
import { durationSeconds, gapSeconds, intersect, pieces, subtract, type TimeSpan } from '../timespan.ts';
import { bestCorrelation, envelopeDbfs, FRAME_SECONDS } from './envelope.ts';

/** Overlap is judged in pieces about this long: a few syllables. */
const PIECE_SECONDS = 1;
/** Shorter pieces hold too few frames to compare. */
const SHORTEST_PIECE_SECONDS = 0.3;
/** Envelopes of leaked speech follow the other's this well; those of two people talking at once rarely reach 0.6. */
const LEAKED_CORRELATION = 0.8;
/** A leak is at least this much quieter than its source. */
const LEAKED_BELOW_DB = 6;
/** Acoustic and network paths delay the leak by up to this. */
const LARGEST_LAG_SECONDS = 0.2;
/** What is left of a span at the edge of a removed leak is leak as well up to here. */
const REST_SECONDS = 0.3;

/**
 * Removes leaked speech: what one participant says, heard faintly on the other's channel, would count as talk and
 * crosstalk of the other. Where both channels have speech, pieces of about 1 s whose envelope follows the other
 * channel's (correlation at least 0.8, up to 0.2 s apart) and that are at least 6 dB quieter are taken out of the
 * quieter channel's speech. People really talking at once have unrelated envelopes and stay. Answers one span list per
 * channel; anything but two channels comes back as it is.
 */
export function withoutLeak(channels: readonly Channel[], speech: readonly (readonly TimeSpan[])[]): TimeSpan[][] {
  const [a, b] = channels;
  const [speechA, speechB] = speech;
  if (!a || !b || !speechA || !speechB || channels.length > 2) return speech.map((spans) => [...spans]);
  const both = intersect(speechA, speechB).flatMap((span) => pieces(span, PIECE_SECONDS));
  if (both.length === 0) return [[...speechA], [...speechB]];
  const envelopes = [envelopeDbfs(a), envelopeDbfs(b)] as const;
  const leaked: [TimeSpan[], TimeSpan[]] = [[], []];
  for (const piece of both) {
    const quieter = leakingSide(piece, envelopes);
    if (quieter !== null) leaked[quieter].push(piece);
  }
  return [withoutRests(speechA, leaked[0]), withoutRests(speechB, leaked[1])];
}

/** The channel whose part of the piece is a leak of the other one, or null. */
function leakingSide(piece: TimeSpan, envelopes: readonly [Float32Array, Float32Array]): 0 | 1 | null {
  if (durationSeconds(piece) < SHORTEST_PIECE_SECONDS) return null;
  const [a, b] = envelopes.map((envelope) =>
    envelope.subarray(Math.floor(piece.start / FRAME_SECONDS), Math.ceil(piece.end / FRAME_SECONDS)),
  ) as [Float32Array, Float32Array];
  const difference = meanOf(a) - meanOf(b);
  if (Math.abs(difference) < LEAKED_BELOW_DB) return null;
  if (bestCorrelation(a, b, Math.round(LARGEST_LAG_SECONDS / FRAME_SECONDS)) < LEAKED_CORRELATION) return null;
  return difference < 0 ? 0 : 1;
}

function withoutRests(speech: readonly TimeSpan[], leaked: readonly TimeSpan[]): TimeSpan[] {
  return subtract(speech, leaked).filter(
    (span) =>
      durationSeconds(span) > REST_SECONDS ||
      !leaked.some((leak) => gapSeconds(leak, span) === 0 || gapSeconds(span, leak) === 0),
  );
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
