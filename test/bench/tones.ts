import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Channel, ToneSpan } from '../../src/analysis.ts';
import { openAudio } from '../../src/audio/open.ts';
import { detectTones } from '../../src/tones/detect.ts';
import { TONE_PLANS } from '../../src/tones/plans.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { loadTruths, recordingOf } from '../samples/truth-files.ts';
import { madeBeeps, madeMusic, madeSpeech } from '../tones/made-sound.ts';
import { nameOf, OFFICIAL_TONES } from '../tones/official.ts';
import { RATE_HZ } from '../tones/signals.ts';
import { type Spoiling, spoiled } from '../tones/spoiled.ts';

/** Bars: every official tone found on every line; no tone in an hour of other sound; seconds for a second of 8 kHz sound. */
const BAR_SECONDS_A_SECOND = 1 / 1000;
const BAR_EDGE_SECONDS = 0.05;
const SPEECH_MINUTES = 40;
const MUSIC_MINUTES = 10;
const BEEP_MINUTES = 10;

/** Prints how tones are found, missed and invented, and what looking for them costs; returns false when a bar is missed. */
export async function benchTones(): Promise<boolean> {
  const missed = missedTones();
  const invented = await inventedTones();
  const cost = costOf();
  console.log(
    `\nTones: cost ${(1000 * cost).toFixed(2)} ms a second of one channel (bar ${1000 * BAR_SECONDS_A_SECOND})`,
  );
  return !missed && !invented && cost < BAR_SECONDS_A_SECOND;
}

function missedTones(): boolean {
  const missed: string[] = [];
  const lines = linesTried();
  let largestSeconds = 0;
  for (const tone of OFFICIAL_TONES)
    for (const line of lines) {
      const { samples, span } = spoiled(tone, line);
      const found = detectTones(memoryChannel(samples, RATE_HZ), tone.plan);
      const [first] = found;
      const error = first ? Math.max(Math.abs(first.start - span.start), Math.abs(first.end - span.end)) : 1;
      if (found.length !== 1 || first!.kind !== tone.kind || error > BAR_EDGE_SECONDS)
        missed.push(`${nameOf(tone)}: ${JSON.stringify(line)} ${summary(found)}`);
      else largestSeconds = Math.max(largestSeconds, error);
    }
  const tried = OFFICIAL_TONES.length * lines.length;
  console.log(
    `\nTones: ${tried - missed.length} of ${tried} found, edges within ${(1000 * largestSeconds).toFixed(0)} ms`,
  );
  for (const line of missed) console.log(`  missed ${line}`);
  return missed.length > 0;
}

function linesTried(): Spoiling[] {
  return (['white', 'pink'] as const).flatMap((noise) =>
    [-10, -25, -40].flatMap((levelDbfs) =>
      [0.985, 1, 1.015].flatMap((frequency) =>
        [0.9, 1, 1.1].map((cadence) => ({ levelDbfs, snrDb: 10, noise, frequency, cadence })),
      ),
    ),
  );
}

async function inventedTones(): Promise<boolean> {
  const invented: string[] = [];
  let seconds = 0;
  const look = (name: string, channel: Channel, isMusic = false) => {
    seconds += channel.length / channel.sampleRateHz;
    for (const plan of TONE_PLANS) {
      const found = detectTones(channel, plan).filter(({ kind }) => !isMusic || kind !== 'music');
      if (found.length > 0) invented.push(`${plan} in ${name}: ${summary(found)}`);
    }
  };
  if (available('espeak-ng') && available('sox'))
    for (const { voice, samples } of madeSpeech(2026, 60 * SPEECH_MINUTES))
      look(voice, memoryChannel(samples, RATE_HZ));
  for (let seed = 0; seed < MUSIC_MINUTES; seed++)
    look(`tune ${seed}`, memoryChannel(madeMusic(5000 + seed, 60), RATE_HZ), true);
  for (const { name, samples } of madeBeeps(60 * BEEP_MINUTES)) look(name, memoryChannel(samples, RATE_HZ));
  for (const file of await spokenFiles()) {
    const audio = await openAudio(file);
    for (const channel of audio.channels) look(path.basename(file), channel, /music/.test(file));
    await audio.close();
  }
  console.log(`Tones: ${invented.length} invented in ${(seconds / 60).toFixed(0)} minutes of speech, music and beeps`);
  for (const line of invented) console.log(`  ${line}`);
  return invented.length > 0;
}

/** Recordings without tones: the sample calls that have none, and those of others where they are at hand. */
async function spokenFiles(): Promise<string[]> {
  const files = [...loadTruths().values()].filter(({ rings }) => rings.length === 0).map(recordingOf);
  if (!available('shared-audio')) return files;
  const others = await readdir(SHARED_AUDIO, { recursive: true });
  return [
    ...files,
    ...others
      .filter((name) => /^(aws-lca|azure|faster-whisper|google|ina|mfa|watson|wenet)\/.*\.(wav|flac|mp3)$/.test(name))
      .map((name) => path.join(SHARED_AUDIO, name)),
  ];
}

/** Seconds that one second of a telephone channel takes, the quickest of several times: others use this machine too. */
function costOf(): number {
  const source = available('espeak-ng') && available('sox') ? [...madeSpeech(1, 120)][0]!.samples : madeMusic(1, 60);
  const channel = memoryChannel(source, RATE_HZ);
  const times = Array.from({ length: 8 }, () => {
    const start = performance.now();
    detectTones(channel, 'us');
    return (performance.now() - start) / 1000;
  });
  return Math.min(...times) / (source.length / RATE_HZ);
}

const summary = (found: readonly ToneSpan[]): string =>
  found.map(({ kind, start, end }) => `${kind} ${start.toFixed(2)}-${end.toFixed(2)}`).join(', ') || 'nothing';
