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
/**
 * A faint leak drowns in line noise, and an echo from far comes late: their envelopes follow nothing. Those of people
 * behind the one who listens (colleagues, a television) never did. Such speech is known by its level: this much under the
 * other channel at that moment, …
 */
const FAINT_BELOW_OTHER_DB = 12;
/** … and this much under the voice that belongs to the channel: nobody who takes the floor speaks so low. */
const FAINT_BELOW_OWN_DB = 12;
/** A voice is known after this much speech during which its channel is the louder one. */
const VOICE_FRAMES = 1 / FRAME_SECONDS;
/** Acoustic and network paths delay the leak by up to this. */
const LARGEST_LAG_SECONDS = 0.2;
/** What is left of a span at the edge of a removed leak is leak as well up to this length, or while it is as faint. */
const REST_SECONDS = 0.3;
/** A voice sets in where it is not faint over this long: a syllable. Single frames of a leak stand out of it. */
const SYLLABLE_FRAMES = 0.2 / FRAME_SECONDS;
/** An initial (是, 好, 清) is as faint as a leak, but rises towards its vowel: it begins where going on gets no quieter by this. */
const QUIETER_DB = 3;

/**
 * Removes leaked speech: what one participant says, heard faintly on the other's channel, would count as talk and
 * crosstalk of the other. Where both channels have speech, pieces of about 1 s are taken out of the quieter channel's
 * speech when their envelope follows the other channel's (correlation at least 0.8, up to 0.2 s apart) and they are at
 * least 6 dB quieter, or when they are at least 12 dB quieter than the other channel and than the voice of their own (without
 * which a faint voice is not told from a leak, and stays). People really talking at once have unrelated envelopes
 * and like levels and stay. Answers one span list per channel; anything but two channels comes back as it is.
 */
export function withoutLeak(channels: readonly Channel[], speech: readonly (readonly TimeSpan[])[]): TimeSpan[][] {
  const [a, b] = channels;
  const [speechA, speechB] = speech;
  if (!a || !b || !speechA || !speechB || channels.length > 2) return speech.map((spans) => [...spans]);
  const both = intersect(speechA, speechB).flatMap((span) => pieces(span, PIECE_SECONDS));
  if (both.length === 0) return [[...speechA], [...speechB]];
  const envelopes = [envelopeDbfs(a), envelopeDbfs(b)] as const;
  const voices = [
    voiceDbfs(speechA, envelopes[0], envelopes[1]),
    voiceDbfs(speechB, envelopes[1], envelopes[0]),
  ] as const;
  const leaked: [TimeSpan[], TimeSpan[]] = [[], []];
  for (const piece of both) {
    const quieter = leakingSide(piece, envelopes, voices);
    if (quieter !== null) leaked[quieter].push(piece);
  }
  return [
    withoutRests(speechA, leaked[0], envelopes[0], voices[0]),
    withoutRests(speechB, leaked[1], envelopes[1], voices[1]),
  ];
}

/** The channel whose part of the piece is a leak of the other one, or null. */
function leakingSide(
  piece: TimeSpan,
  envelopes: readonly [Float32Array, Float32Array],
  voices: readonly [number | null, number | null],
): 0 | 1 | null {
  const [a, b] = [framesOf(envelopes[0], piece), framesOf(envelopes[1], piece)];
  const levels = [levelOf(a), levelOf(b)] as const;
  const difference = levels[0] - levels[1];
  if (Math.abs(difference) < LEAKED_BELOW_DB) return null;
  const quieter = difference < 0 ? 0 : 1;
  const isFaint = levels[quieter] <= (voices[quieter] ?? Number.NEGATIVE_INFINITY) - FAINT_BELOW_OWN_DB;
  if (Math.abs(difference) >= FAINT_BELOW_OTHER_DB && isFaint) return quieter;
  if (durationSeconds(piece) < SHORTEST_PIECE_SECONDS) return null;
  if (bestCorrelation(a, b, Math.round(LARGEST_LAG_SECONDS / FRAME_SECONDS)) < LEAKED_CORRELATION) return null;
  return quieter;
}

/** Level of the voice that belongs to a channel: over its speech while it is the louder one; null when it hardly ever is. */
function voiceDbfs(speech: readonly TimeSpan[], own: Float32Array, other: Float32Array): number | null {
  const louder = speech.flatMap((span) => {
    const others = framesOf(other, span);
    return [...framesOf(own, span)].filter((level, frame) => level > others[frame]!);
  });
  return louder.length < VOICE_FRAMES ? null : levelOf(Float32Array.from(louder));
}

function framesOf(envelope: Float32Array, span: TimeSpan): Float32Array {
  return envelope.subarray(Math.floor(span.start / FRAME_SECONDS), Math.ceil(span.end / FRAME_SECONDS));
}

/**
 * The speech without its leaked pieces. Where speech touches a removed leak, what is too low for the channel's own voice
 * is the rest of that leak (the detectors of the two channels do not end in the same frame) and goes with it.
 */
function withoutRests(
  speech: readonly TimeSpan[],
  leaked: readonly TimeSpan[],
  envelope: Float32Array,
  voice: number | null,
): TimeSpan[] {
  const isVoice = (level: number) => voice === null || level > voice - FAINT_BELOW_OWN_DB;
  return subtract(speech, leaked).flatMap((span) => {
    const touchesBefore = leaked.some((leak) => gapSeconds(leak, span) === 0);
    const touchesAfter = leaked.some((leak) => gapSeconds(span, leak) === 0);
    if (!touchesBefore && !touchesAfter) return [span];
    const frames = framesOf(envelope, span);
    const isSyllable = (frame: number) =>
      isVoice(frames[frame]!) && isVoice(levelOf(frames.subarray(frame, frame + SYLLABLE_FRAMES)));
    const endsSyllable = (frame: number) =>
      isVoice(frames[frame]!) && isVoice(levelOf(frames.subarray(Math.max(0, frame + 1 - SYLLABLE_FRAMES), frame + 1)));
    const all = [...frames.keys()];
    const first = touchesBefore ? (all.find(isSyllable) ?? -1) : 0;
    const last = touchesAfter ? (all.findLast(endsSyllable) ?? -1) : frames.length - 1;
    if (first < 0 || last < first || !isVoice(levelOf(frames))) return [];
    const from = faintest(frames, first, -1);
    const to = faintest(frames, last, 1);
    const rest = {
      start: from === 0 ? span.start : Math.min(span.end, span.start + from * FRAME_SECONDS),
      end: to === frames.length - 1 ? span.end : Math.max(span.start, span.start + (to + 1) * FRAME_SECONDS),
    };
    return durationSeconds(rest) > REST_SECONDS ? [rest] : [];
  });
}

/** The frame up to a syllable's length before (-1) or after (1) an edge of the voice at which the sound is down. */
function faintest(framesDbfs: Float32Array, edge: number, step: -1 | 1): number {
  let lowest = edge;
  for (let frame = edge; Math.abs(frame - edge) <= SYLLABLE_FRAMES && frame in framesDbfs; frame += step) {
    if (framesDbfs[frame]! < framesDbfs[lowest]! - QUIETER_DB) lowest = frame;
  }
  return lowest;
}

/** Level of the frames together: the mean of their energies, in dBFS. */
function levelOf(framesDbfs: Float32Array): number {
  return 10 * Math.log10(framesDbfs.reduce((sum, level) => sum + 10 ** (level / 10), 0) / framesDbfs.length);
}
