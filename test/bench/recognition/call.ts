import { packedWindows, type Window } from '../../../src/asr/windows.ts';
import { openAudio } from '../../../src/audio/open.ts';
import { resampled } from '../../../src/audio/resample.ts';
import type { TimeSpan } from '../../../src/timespan.ts';
import { loadVoiceActivity } from '../../../src/vad/silero.ts';
import { RECOGNISING, speechSpans } from '../../../src/vad/spans.ts';

const RATE_HZ = 16_000;
/** Tokens that every engine writes for a second of speech: unhurried Mandarin. */
export const TOKENS_PER_SECOND = 4;
/** Sample calls that follow each other in the one that is recognised: some two minutes, with the silence of real calls. */
const FILES = ['complaint.wav', 'outbound-poor.wav', 'inbound-exemplary.wav'];

/** One side of the call at 16 kHz, and where somebody speaks in it. */
export interface Side {
  samples: Float32Array;
  speech: TimeSpan[];
}

/** The two sides of the call. */
export async function benchCall(): Promise<[Side, Side]> {
  const detector = await loadVoiceActivity();
  const sides: [Side, Side] = [
    { samples: new Float32Array(0), speech: [] },
    { samples: new Float32Array(0), speech: [] },
  ];
  for (const file of FILES) {
    const audio = await openAudio(`samples/calls/${file}`);
    for (const [at, side] of sides.entries()) {
      const channel = audio.channels[at]!;
      const from = side.samples.length / RATE_HZ;
      const spans = speechSpans(await detector.probabilities(channel), RECOGNISING);
      side.speech.push(...spans.map(({ start, end }) => ({ start: from + start, end: from + end })));
      const wide = resampled(channel, RATE_HZ);
      const read = wide.read(0, Math.floor(audio.durationSeconds * RATE_HZ));
      const longer = new Float32Array(side.samples.length + read.length);
      longer.set(side.samples);
      longer.set(read, side.samples.length);
      side.samples = longer;
    }
    await audio.close();
  }
  await detector.close();
  return sides;
}

/** The windows of a side as we pack them, those with most speech first, and the tokens that are written for each. */
export function windowsOf(speech: readonly TimeSpan[]): (Window & { tokens: number })[] {
  return packedWindows(speech)
    .map((window) => ({ ...window, tokens: Math.round(TOKENS_PER_SECOND * window.speechSeconds) }))
    .toSorted((a, b) => b.speechSeconds - a.speechSeconds);
}
