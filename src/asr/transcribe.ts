import type { Channel, DroppedSegment, Participant, Segment } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import { durationSeconds, equalParts, type TimeSpan } from '../timespan.ts';
import { allot } from './allot.ts';
import { doubt } from './guard.ts';
import type { Transcription } from './transcriber.ts';
import type { Recognition, Whisper } from './whisper.ts';
import { MAX_WINDOW_SECONDS, packedWindows, singleWindows, type Window, windowSamples } from './windows.ts';

/** Whisper's rate. */
const RATE_HZ = 16_000;
/** Shorter spans hold no word, and Whisper writes one all the same. */
const MIN_SPAN_SECONDS = 0.3;

/**
 * Recognises the speech of a channel window by window. A packed window whose text is not believed is recognised again
 * span by span, so that one bad span does not take its neighbours along; what is still not believed is dropped with the
 * reason.
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

  const queue = packing === 'window' ? packedWindows(usable) : singleWindows(usable);
  for (let window = queue.shift(); window; window = queue.shift()) {
    signal?.throwIfAborted();
    const recognition = await whisper.recognise(windowSamples(wide, window), window.speechSeconds, signal);
    if (recognition.text === '') continue;
    const reason = doubt(recognition, window.speechSeconds);
    if (reason === null) result.segments.push(...segments(window, recognition, segment));
    else if (window.spans.length > 1) queue.unshift(...singleWindows(window.spans));
    else result.dropped.push({ ...segment(window.spans[0]!, recognition.text, recognition), reason } as DroppedSegment);
  }
  return result;
}

function segments(
  window: Window,
  recognition: Recognition,
  segment: (span: TimeSpan, text: string, recognition: Recognition) => Segment,
): Segment[] {
  return allot(recognition.text, window.spans).flatMap((text, index) =>
    text === '' ? [] : [segment(window.spans[index]!, text, recognition)],
  );
}
