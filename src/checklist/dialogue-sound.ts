import type { ToneSpan } from '../analysis.ts';
import { contains, type TimeSpan } from '../timespan.ts';
import type { DialogueFacts } from './dialogue-notation.ts';

/** Tones of a dialogue: `ringback` bursts that end at `answered`; `busy` seconds of tone at the end. */
export function tonesOf({ ringback, answered, busy }: DialogueFacts, callEnd: number): ToneSpan[] {
  const tone = { frequencyHz: 450, channel: 0 } as const;
  const tones: ToneSpan[] = [];
  if (ringback !== undefined)
    tones.push({ ...tone, kind: 'ringback', bursts: Number(ringback), start: 0, end: Number(answered ?? 0) });
  if (busy !== undefined) {
    const seconds = Number(busy);
    tones.push({
      ...tone,
      kind: 'busy',
      channel: 1,
      bursts: Math.round(seconds / 0.7),
      start: callEnd - seconds,
      end: callEnd,
    });
  }
  return tones;
}

const PEAK_SECONDS = 0.02;
/** The end of a handset call: a little noise, and the click half-way through the last so many seconds. */
const CLICK_SECONDS = 0.4;
const NOISE = 2;
/** Peaks of speech stand so far above its level. */
const CREST_DB = 12;

/**
 * The outline of the agent's channel, drawn only for a dialogue with a `click`: so many dB above the agent's level, near
 * the end of the recording; `click: none` is a channel on which nothing at all is recorded outside of speech.
 */
export function peaksOf(
  speech: readonly TimeSpan[],
  levelDbfs: number,
  { click }: DialogueFacts,
  callEnd: number,
): number[] {
  if (click === undefined) return [];
  const size = (dbfs: number): number => Math.min(255, Math.round(255 * 10 ** (dbfs / 20)));
  const count = Math.ceil(callEnd / PEAK_SECONDS);
  const clickAt = Math.floor((callEnd - CLICK_SECONDS / 2) / PEAK_SECONDS);
  return Array.from({ length: count }, (_, index) => {
    if (speech.some((span) => contains(span, index * PEAK_SECONDS))) return size(levelDbfs + CREST_DB);
    if (click === 'none') return 0;
    return index === clickAt ? size(levelDbfs + Number(click)) : NOISE;
  });
}
