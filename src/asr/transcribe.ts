import type { Channel, Participant, Segment } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import { durationSeconds, equalParts, type TimeSpan } from '../timespan.ts';
import { allot } from './allot.ts';
import { doubt } from './guard.ts';
import type { Transcription } from './transcriber.ts';
import type { Recognition, Whisper } from './whisper.ts';
import { MAX_WINDOW_SECONDS, packedWindows, singleWindows, type Window, windowSamples } from './windows.ts';

/** Whisper's rate. */
const RATE_HZ = 16_000;
/** Windows recognised side by side: a token costs a third of what it costs alone, and more at once gain little more. */
const WINDOWS_AT_ONCE = 4;
/** Shorter spans hold no word, and Whisper writes one all the same. */
const MIN_SPAN_SECONDS = 0.3;

/**
 * Recognises the speech of a channel, some windows side by side, those of like length together. A packed window whose
 * text is not believed is recognised again span by span, so that one bad span does not take its neighbours along; what is
 * still not believed is dropped with the reason.
 */
export async function transcribeChannel(
  whisper: Whisper,
  packing: 'span' | 'window',
  channel: Channel,
  participant: Participant,
  speech: readonly TimeSpan[],
  signal?: AbortSignal,
): Promise<Transcription> {
  const wide = resampled(channel, RATE_HZ);
  const usable = speech
    .filter((span) => durationSeconds(span) >= MIN_SPAN_SECONDS)
    .flatMap((span) => equalParts(span, MAX_WINDOW_SECONDS));
  const result: Transcription = { segments: [], dropped: [] };
  const segment = (span: TimeSpan, text: string, { meanLogProbability }: Recognition): Segment => ({
    start: span.start,
    end: span.end,
    participant,
    channel: channel.index,
    text,
    meanLogProbability,
  });

  let queue = packing === 'window' ? packedWindows(usable) : singleWindows(usable);
  while (queue.length > 0) {
    const again: Window[] = [];
    queue.sort((a, b) => b.speechSeconds - a.speechSeconds);
    for (let from = 0; from < queue.length; from += WINDOWS_AT_ONCE) {
      signal?.throwIfAborted();
      const windows = queue.slice(from, from + WINDOWS_AT_ONCE);
      const sounds = windows.map((window) => ({
        samples: windowSamples(wide, window),
        speechSeconds: window.speechSeconds,
      }));
      (await whisper.recognise(sounds, signal)).forEach((recognition, at) => {
        const window = windows[at]!;
        if (recognition.text === '') return;
        const reason = doubt(recognition, window.speechSeconds);
        if (reason === null) result.segments.push(...segments(window, recognition, segment));
        else if (window.spans.length > 1) again.push(...singleWindows(window.spans));
        else result.dropped.push({ ...segment(window.spans[0]!, recognition.text, recognition), reason });
      });
    }
    queue = again;
  }
  result.segments.sort(byStart);
  result.dropped.sort(byStart);
  return result;
}

const byStart = (a: TimeSpan, b: TimeSpan): number => a.start - b.start;

function segments(
  window: Window,
  recognition: Recognition,
  segment: (span: TimeSpan, text: string, recognition: Recognition) => Segment,
): Segment[] {
  return allot(recognition.text, window.spans).flatMap((text, index) =>
    text === '' ? [] : [segment(window.spans[index]!, text, recognition)],
  );
}
