import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAudio } from '../../src/audio/open.ts';
import { totalSeconds } from '../../src/timespan.ts';
import { loadVoiceActivity, type VoiceActivity } from '../../src/vad/silero.ts';
import { MEASURING, speechSpans } from '../../src/vad/spans.ts';
import { memoryChannel } from '../memory-channel.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { madeMusic } from '../tones/made-sound.ts';
import { OFFICIAL_TONES } from '../tones/official.ts';
import { RATE_HZ } from '../tones/signals.ts';
import { spoiled } from '../tones/spoiled.ts';
import { type Accuracy, accuracyOn, together } from './accuracy.ts';
import { type Labelled, labelledPeople, labelledSamples } from './labelled.ts';

let detector: VoiceActivity;
beforeAll(async () => {
  detector = await loadVoiceActivity();
});
afterAll(() => detector.close());

async function accuracies(recordings: AsyncGenerator<Labelled>): Promise<Map<string, Accuracy>> {
  const found = new Map<string, Accuracy>();
  for await (const recording of recordings) {
    found.set(recording.name, await accuracyOn(recording, detector));
    await recording.close();
  }
  return found;
}

describe('speech activity against known speech', () => {
  it('is right on the sample calls', async () => {
    const found = await accuracies(labelledSamples());
    expect(found.size).toBeGreaterThanOrEqual(20);
    for (const [name, { f1 }] of found) expect(f1, name).toBeGreaterThan(0.975);
    const { f1, trueSeconds, missedSeconds, falseSeconds } = together([...found.values()]);
    expect(f1).toBeGreaterThan(0.99);
    expect(missedSeconds / trueSeconds).toBeLessThan(0.015);
    expect(falseSeconds / trueSeconds).toBeLessThan(0.005);
  });

  it.runIf(available('shared-audio'))('is right on recorded people', async () => {
    const found = await accuracies(labelledPeople());
    expect(found.size).toBe(13);
    // What counts as the edge of a word by level alone is a matter of taste; short files show it most.
    for (const [name, { f1 }] of found) expect(f1, name).toBeGreaterThan(0.83);
    const { f1, trueSeconds, falseSeconds } = together([...found.values()]);
    expect(f1).toBeGreaterThan(0.955);
    expect(falseSeconds / trueSeconds).toBeLessThan(0.02);
  });
});

describe('sound that is no speech, with no tone taken out', () => {
  const speechSeconds = async (channel: Parameters<VoiceActivity['probabilities']>[0]) =>
    totalSeconds(speechSpans(await detector.probabilities(channel), MEASURING));

  it('has 0 s of speech in the tones of every network', async () => {
    for (const tone of OFFICIAL_TONES) {
      const { samples } = spoiled(tone, { levelDbfs: -20, snrDb: 30, noise: 'pink', frequency: 1, cadence: 1 });
      expect(await speechSeconds(memoryChannel(samples, RATE_HZ))).toBe(0);
    }
  });

  it('has 0 s of speech in music', async () => {
    for (const seed of [1, 2, 3]) expect(await speechSeconds(memoryChannel(madeMusic(seed, 30), RATE_HZ))).toBe(0);
  });

  it.runIf(available('shared-audio'))('has 0 s of speech in recorded tones', async () => {
    const files = readdirSync(path.join(SHARED_AUDIO, 'sat-tones'));
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const name of files) {
      const { channels, close } = await openAudio(path.join(SHARED_AUDIO, 'sat-tones', name));
      expect(await speechSeconds(channels[0]!), name).toBe(0);
      await close();
    }
  });
});
