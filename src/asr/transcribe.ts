import type { Channel, Participant, Segment } from '../analysis.ts';
import { resampled } from '../audio/resample.ts';
import type { TimeSpan } from '../timespan.ts';
import { allot } from './allot.ts';
import { allotTimed } from './allot-timed.ts';
import type { Engine, Manner, Recognition } from './engine.ts';
import { type Doubt, doubt } from './guard.ts';
import type { Transcription } from './transcriber.ts';
import { packedWindows, placesIn, singleWindows, usableSpans, type Window, windowSamples } from './windows.ts';

/** The rate that Whisper and SenseVoice know. */
const RATE_HZ = 16_000;
/** Windows recognised side by side: a token costs a third of what it costs alone, and more at once gain little more. */
export const WINDOWS_AT_ONCE = 4;
/** Tried in turn where the likeliest text is not believed; openai/whisper takes five steps up to 1. */
const TEMPERATURES = [0.4, 0.8];
/** Where nobody speaks a second try would only make up something less known. */
const WORTH_A_TRY: ReadonlySet<Doubt> = new Set(['loop', 'too-dense', 'unsure']);

/** What became of a window: its text, and why that is not believed, if it is not. */
interface Heard {
  window: Window;
  recognition: Recognition;
  doubt: Doubt | null;
}

/**
 * Recognises the speech of a channel. A packed window whose text is not believed is recognised again span by span and
 * without prompt, so that one bad span does not take its neighbours along; so is a text that echoes the prompt. A span that
 * goes round in circles, holds too many words, or of which the model is unsure is tried again with tokens drawn at rising
 * temperatures, and a text that is then believed taken. What is still not believed is dropped with the reason; what the
 * model is merely unsure of stays.
 */
export async function transcribeChannel(
  engine: Engine,
  packing: 'span' | 'window',
  channel: Channel,
  participant: Participant,
  speech: readonly TimeSpan[],
  signal?: AbortSignal,
  windowsAtOnce = WINDOWS_AT_ONCE,
): Promise<Transcription> {
  const wide = resampled(channel, RATE_HZ);
  const hear = (windows: readonly Window[], manner: Manner) =>
    heardIn(engine, windowsAtOnce, wide, windows, manner, signal);
  const usable = usableSpans(speech);
  const windows = packing === 'window' ? packedWindows(usable) : singleWindows(usable);
  const first = await hear(windows, { temperature: 0, isPrompted: true });
  const again = first.filter(
    ({ window, doubt }) => doubt === 'prompt-echo' || (doubt !== null && window.spans.length > 1),
  );
  const apart = await hear(
    again.flatMap(({ window }) => singleWindows(window.spans)),
    { temperature: 0, isPrompted: false },
  );
  let settled = [...first.filter((heard) => !again.includes(heard)), ...apart];
  for (const temperature of engine.draws ? TEMPERATURES : []) {
    const open = settled.filter(({ doubt }) => doubt !== null && WORTH_A_TRY.has(doubt));
    const tried = await hear(
      open.map(({ window }) => window),
      { temperature, isPrompted: false },
    );
    const better = new Map(tried.flatMap((heard) => (heard.doubt === null ? [[heard.window, heard]] : [])));
    settled = settled.map((heard) => better.get(heard.window) ?? heard);
  }

  const segment = (span: TimeSpan, text: string, { meanLogProbability }: Recognition): Segment => ({
    start: span.start,
    end: span.end,
    participant,
    channel: channel.index,
    text,
    meanLogProbability,
  });
  const result: Transcription = { segments: [], dropped: [] };
  for (const { window, recognition, doubt } of settled) {
    const { spans } = window;
    const { text, phrases } = recognition;
    const parts = phrases ? allotTimed(phrases, placesIn(window)) : allot(text, spans);
    const segments = spans.map((span, index) => segment(span, parts[index]!, recognition));
    if (doubt === null || doubt === 'unsure') result.segments.push(...segments.filter(({ text }) => text !== ''));
    else result.dropped.push(...segments.map((one) => ({ ...one, reason: doubt })));
  }
  result.segments.sort(byStart);
  result.dropped.sort(byStart);
  return result;
}

const byStart = (a: TimeSpan, b: TimeSpan): number => a.start - b.start;

/** Recognises windows, some side by side, those of like length together. Windows without a word are left out. */
async function heardIn(
  engine: Engine,
  windowsAtOnce: number,
  channel: Channel,
  windows: readonly Window[],
  manner: Manner,
  signal: AbortSignal | undefined,
): Promise<Heard[]> {
  const promptWords = manner.isPrompted ? (engine.promptWords ?? []) : [];
  const queue = windows.toSorted((a, b) => b.speechSeconds - a.speechSeconds);
  const found: Heard[] = [];
  for (let from = 0; from < queue.length; from += windowsAtOnce) {
    signal?.throwIfAborted();
    const together = queue.slice(from, from + windowsAtOnce);
    const sounds = together.map((window) => ({
      samples: windowSamples(channel, window),
      speechSeconds: window.speechSeconds,
    }));
    for (const [at, recognition] of (await engine.recognise(sounds, manner, signal)).entries()) {
      const window = together[at]!;
      if (recognition.text !== '')
        found.push({ window, recognition, doubt: doubt(recognition, window.speechSeconds, promptWords) });
    }
  }
  return found;
}
