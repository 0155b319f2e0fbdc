import type { Channel } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';

/** Level of the tone is read over this long, and every so many samples. */
const WINDOW_SECONDS = 0.008;
const STEP_SAMPLES = 8;
/** How far around its rough place an edge is looked for. */
const REACH_SECONDS = 0.04;

/**
 * The span with its ends where the tone comes and goes: where a sine of the frequency first reaches half of its largest
 * amplitude around the edge, looked at from outside. A few milliseconds exact where nothing else sounds; two frequencies
 * together swell, which costs up to 10 ms.
 */
export function refined(channel: Channel, span: TimeSpan, hz: number): TimeSpan {
  const start = edgeFrom(channel, span.start, hz, 1);
  const end = edgeFrom(channel, span.end, hz, -1);
  return { start: Math.min(start, end), end };
}

/** The edge near a moment: with `direction` 1 the tone begins there, with -1 it ends. */
function edgeFrom(channel: Channel, seconds: number, hz: number, direction: 1 | -1): number {
  const rate = channel.sampleRateHz;
  const reach = Math.round(REACH_SECONDS * rate);
  const middle = Math.round(seconds * rate);
  const first = Math.max(0, middle - reach);
  const last = Math.min(channel.length, middle + reach);
  const levels = amplitudes(channel.read(first, last), (2 * Math.PI * hz) / rate, Math.round(WINDOW_SECONDS * rate));
  const half = Math.max(...levels) / 2;
  const at =
    direction === 1 ? levels.findIndex((level) => level >= half) : levels.findLastIndex((level) => level >= half);
  if (at === -1) return seconds;
  // A tone that is there from the first sample on, or to the last one, has no edge.
  if (direction === 1 && at === 0 && first === 0) return 0;
  if (direction === -1 && at === levels.length - 1 && last === channel.length) return last / rate;
  return (first + at * STEP_SAMPLES) / rate + WINDOW_SECONDS / 2;
}

/** Amplitude of a sine (radians a sample) in windows that begin every `STEP_SAMPLES`. */
function amplitudes(samples: Float32Array, radians: number, windowSamples: number): number[] {
  const real = new Float64Array(samples.length + 1);
  const imaginary = new Float64Array(samples.length + 1);
  const turnRe = Math.cos(radians);
  const turnIm = Math.sin(radians);
  let cosine = 1;
  let sine = 0;
  for (let n = 0; n < samples.length; n++) {
    real[n + 1] = real[n]! + samples[n]! * cosine;
    imaginary[n + 1] = imaginary[n]! - samples[n]! * sine;
    [cosine, sine] = [cosine * turnRe - sine * turnIm, sine * turnRe + cosine * turnIm];
  }
  const levels: number[] = [];
  for (let n = 0; n + windowSamples <= samples.length; n += STEP_SAMPLES)
    levels.push(Math.hypot(real[n + windowSamples]! - real[n]!, imaginary[n + windowSamples]! - imaginary[n]!));
  return levels;
}
