import type { Channel } from '../analysis.ts';
import type { TimeSpan } from '../timespan.ts';
import type { Lobe } from './sound.ts';

/** Long enough to part 440 from 480 Hz and 400 from 450. */
const WINDOW_SECONDS = 0.16;
/** Frequencies may be off by this much (E.180). */
const TOLERANCE = 0.015;
const SCAN_STEP_HZ = 3;
/** The weaker of the two is at most 9 dB below the stronger. */
const LEAST_RATIO = 0.35;

/** True when both frequencies of a lobe sound in the middle of a span; a tone of one frequency has only one of them. */
export function hasBoth(channel: Channel, span: TimeSpan, { hz, spreadHz }: Lobe): boolean {
  const rate = channel.sampleRateHz;
  const count = Math.round(WINDOW_SECONDS * rate);
  const start = Math.round(((span.start + span.end) / 2) * rate - count / 2);
  const samples = channel.read(start, start + count).map((sample, n) => sample * Math.sin((Math.PI * n) / count) ** 2);
  const low = strongestNear(samples, hz - spreadHz / 2, rate);
  const high = strongestNear(samples, hz + spreadHz / 2, rate);
  // A single frequency between the two reaches into both scans, but is strongest in the middle.
  const middle = amplitudeAt(samples, hz, rate);
  return Math.min(low, high) >= Math.max(middle, LEAST_RATIO * Math.max(low, high));
}

function strongestNear(samples: Float32Array, hz: number, rate: number): number {
  let strongest = 0;
  for (let at = hz * (1 - TOLERANCE); at <= hz * (1 + TOLERANCE); at += SCAN_STEP_HZ) {
    strongest = Math.max(strongest, amplitudeAt(samples, at, rate));
  }
  return strongest;
}

/** Amplitude of a frequency, not normalised. */
function amplitudeAt(samples: Float32Array, hz: number, rate: number): number {
  let re = 0;
  let im = 0;
  for (let n = 0; n < samples.length; n++) {
    const angle = (2 * Math.PI * hz * n) / rate;
    re += samples[n]! * Math.cos(angle);
    im += samples[n]! * Math.sin(angle);
  }
  return Math.hypot(re, im);
}
