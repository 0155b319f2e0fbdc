import { merge, type TimeSpan } from '../src/timespan.ts';

/** Seeded random numbers in 0…1 (mulberry32), so that the same script gives the same bytes. */
export function randomNumbers(seed: string): () => number {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function amplitude(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** RMS of the samples inside the spans, in dBFS (a full-scale sine reads -3.01). */
export function levelDbfs(samples: Float32Array, sampleRateHz: number, spans: readonly TimeSpan[]): number {
  let energy = 0;
  let count = 0;
  for (const span of spans) {
    const part = samples.subarray(Math.round(span.start * sampleRateHz), Math.round(span.end * sampleRateHz));
    for (const sample of part) energy += sample * sample;
    count += part.length;
  }
  return 10 * Math.log10(energy / count);
}

const FRAME_SECONDS = 0.01;
/** Below the loudest frame of a line of synthetic speech there is nothing but decay. */
const SPEECH_FLOOR_DB = -38;
/** Shorter holes belong to plosives, not to pauses. */
const HOLE_SECONDS = 0.2;

/** Where a clean synthetic line is voiced: frames of 10 ms within 38 dB of the loudest, holes of 0.2 s closed. */
export function speechIn(samples: Float32Array, sampleRateHz: number): TimeSpan[] {
  const frame = Math.round(FRAME_SECONDS * sampleRateHz);
  const levels: number[] = [];
  for (let start = 0; start + frame <= samples.length; start += frame) {
    let energy = 0;
    for (const sample of samples.subarray(start, start + frame)) energy += sample * sample;
    levels.push(10 * Math.log10(energy / frame + 1e-12));
  }
  const floor = Math.max(...levels) + SPEECH_FLOOR_DB;
  const voiced = levels.flatMap((level, i) =>
    level > floor ? [{ start: i * FRAME_SECONDS, end: (i + 1) * FRAME_SECONDS }] : [],
  );
  return merge(voiced, HOLE_SECONDS);
}

/** Adds `samples` times `gain` into `target` from sample `at`; what does not fit is dropped. */
export function addInto(target: Float32Array, samples: Float32Array, at: number, gain: number): void {
  const end = Math.min(samples.length, target.length - at);
  for (let i = 0; i < end; i++) target[at + i]! += samples[i]! * gain;
}

/** Adds hiss of the given RMS: white noise through a gentle low-pass. */
export function addNoise(target: Float32Array, noiseDbfs: number, random: () => number): void {
  const hiss = new Float32Array(target.length);
  let last = 0;
  for (let i = 0; i < hiss.length; i++) {
    last = 0.4 * last + (random() * 2 - 1);
    hiss[i] = last;
  }
  const level = levelDbfs(hiss, 1, [{ start: 0, end: hiss.length }]);
  addInto(target, hiss, 0, amplitude(noiseDbfs - level));
}

/** Adds a tone with 10 ms ramps. */
export function addTone(target: Float32Array, sampleRateHz: number, span: TimeSpan, hertz: number, dbfs: number): void {
  const first = Math.round(span.start * sampleRateHz);
  const last = Math.round(span.end * sampleRateHz);
  const ramp = 0.01 * sampleRateHz;
  const peak = amplitude(dbfs) * Math.SQRT2;
  for (let i = first; i < last; i++) {
    const gain = Math.min(1, (i - first) / ramp, (last - i) / ramp);
    target[i]! += peak * gain * Math.sin((2 * Math.PI * hertz * i) / sampleRateHz);
  }
}
