import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openTranscriber } from '../../src/asr/open.ts';
import { openAudio } from '../../src/audio/open.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { available } from '../requires.ts';
import { RATE_HZ } from '../tones/signals.ts';
import { type Codec, heardIn, writeRecording } from './heard.ts';
import { phantomSounds } from './sounds.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-phantoms-'));
const tools = {
  voiceActivity: await loadVoiceActivity(),
  transcriber: await openTranscriber('lingting-demo-zh', { language: 'zh', threads: 1 }),
};
afterAll(async () => {
  await Promise.all([tools.voiceActivity.close(), tools.transcriber.close()]);
  rmSync(folder, { recursive: true });
});

/** Two minutes and a half in all; `npm run bench:phantoms` listens to an hour. */
const SECONDS = { silence: 10, 'line noise': 60, tones: 20, beeps: 10, 'hold music': 30, 'desk noise': 20 };
const CODECS: Codec[] = available('ffmpeg') ? ['pcm_alaw', 'libgsm_ms', 'pcm_s16le'] : ['pcm_s16le'];

describe('a recording in which nobody speaks', () => {
  it('has no text, whatever sounds in it', async () => {
    let number = 0;
    for (const sound of phantomSounds(SECONDS, 5, 7)) {
      const codec = CODECS[number++ % CODECS.length]!;
      const { transcript } = await heardIn(writeRecording(sound, codec, folder), tools);
      expect(transcript, `${sound.kind}, ${sound.name}, ${codec}`).toEqual([]);
    }
    expect(number).toBe(30);
  });

  it('is told from one in which somebody does', async () => {
    const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav'));
    const channels = audio.channels.map((channel) => channel.read(0, 10 * RATE_HZ));
    await audio.close();
    const file = writeRecording({ kind: 'talk', name: 'a sample call', channels }, 'pcm_s16le', folder);
    const { transcript, passedSeconds } = await heardIn(file, tools);
    expect(passedSeconds).toBeGreaterThan(5);
    expect(transcript.length).toBeGreaterThan(1);
  });
});
