import type { Channel } from '../analysis.ts';
import { contains, gapSeconds, intersect, merge, subtract, type TimeSpan } from '../timespan.ts';

/** Two speakers of one channel as if each had a channel. */
export interface SpeakersApart {
  /** The signal of each, silent while only the other one speaks. */
  channels: [Channel, Channel];
  speech: [TimeSpan[], TimeSpan[]];
  sentToRecognition: [TimeSpan[], TimeSpan[]];
}

/** A channel with where somebody speaks on it, for measuring and for recognition. */
export interface SpokenChannel {
  channel: Channel;
  speech: readonly TimeSpan[];
  sentToRecognition: readonly TimeSpan[];
}

/**
 * Parts a channel between the two speakers that a separation found (`speakers`: a span list each). Where speech is stays
 * as speech activity has it; what the separation gives to nobody goes to the nearer speaker. Words said at once are sent to
 * recognition once, with who began first. Null unless both speak.
 */
export function speakersApart(
  { channel, speech, sentToRecognition }: SpokenChannel,
  speakers: readonly (readonly TimeSpan[])[],
): SpeakersApart | null {
  const [one, other] = speakers;
  if (!one || !other || speakers.length > 2) return null;
  const parted = part(speech, one, other);
  if (parted.some((spans) => spans.length === 0)) return null;
  const heard = part(sentToRecognition, one, other);
  const [sentOne, sentOther] = [subtract(heard[0], bothAfter(heard, 1)), subtract(heard[1], bothAfter(heard, 0))];
  return {
    channels: [
      silencedIn(channel, 0, subtract(parted[1], parted[0])),
      silencedIn(channel, 1, subtract(parted[0], parted[1])),
    ],
    speech: parted,
    sentToRecognition: [sentOne, sentOther],
  };
}

function part(
  speech: readonly TimeSpan[],
  one: readonly TimeSpan[],
  other: readonly TimeSpan[],
): [TimeSpan[], TimeSpan[]] {
  const rest = subtract(speech, merge([...one, ...other]));
  const nearerOne = rest.filter((piece) => distance(piece, one) <= distance(piece, other));
  const nearerOther = rest.filter((piece) => !nearerOne.includes(piece));
  return [merge([...intersect(speech, one), ...nearerOne]), merge([...intersect(speech, other), ...nearerOther])];
}

function distance(piece: TimeSpan, spans: readonly TimeSpan[]): number {
  return Math.min(...spans.map((span) => Math.max(gapSeconds(piece, span), gapSeconds(span, piece))));
}

/** Where both speak and the one of that place (0 or 1) began first. */
function bothAfter(parted: readonly [TimeSpan[], TimeSpan[]], first: 0 | 1): TimeSpan[] {
  const startOf = (side: 0 | 1, moment: number) => parted[side].find((span) => contains(span, moment))!.start;
  return intersect(...parted).filter(({ start }) => {
    const isOneFirst = startOf(0, start) <= startOf(1, start);
    return isOneFirst === (first === 0);
  });
}

/** The channel with other samples set to 0 inside `muted`. */
function silencedIn(channel: Channel, index: number, muted: readonly TimeSpan[]): Channel {
  const rate = channel.sampleRateHz;
  return {
    index,
    sampleRateHz: rate,
    length: channel.length,
    read(start, end) {
      const samples = channel.read(start, end);
      for (const span of intersect(muted, [{ start: start / rate, end: end / rate }]))
        samples.fill(0, Math.round(span.start * rate) - start, Math.round(span.end * rate) - start);
      return samples;
    },
  };
}
