import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { analyseCall } from '../../src/pipeline.ts';
import { overlapSeconds } from '../../src/timespan.ts';
import { encodeWav } from '../wav.ts';
import { madeMusic } from './made-sound.ts';
import { cadence, noise, type Piece, RATE_HZ, signal } from './signals.ts';

const SECONDS = 30;
const FRAME_SECONDS = 0.032;

/** A call of 30 s in which the speech detector hears the agent (a hiss) from 15 to 20 s, and the customer all the time. */
async function callWith(customer: Float32Array) {
  const hiss = noise(5);
  const agent = new Float32Array(SECONDS * RATE_HZ).map((_, n) =>
    n >= 15 * RATE_HZ && n < 20 * RATE_HZ ? 0.3 * hiss.next().value! : 0,
  );
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'lingting-tones-')), 'call.wav');
  writeFileSync(file, encodeWav([agent, customer], RATE_HZ));
  return analyseCall(
    {
      file,
      call: { callId: 'call', source: 'none' },
      transcriptFile: null,
      language: 'zh',
      channels: ['agent', 'customer'],
      tones: 'cn',
      pipeline: 'inbound',
    },
    {
      voiceActivity: {
        detector: 'silero-v6.2',
        models: {},
        probabilities: async ({ index }) => ({
          frameSeconds: FRAME_SECONDS,
          values: Float32Array.from({ length: SECONDS / FRAME_SECONDS }, (_, frame) =>
            index === 1 || (frame * FRAME_SECONDS >= 15 && frame * FRAME_SECONDS < 20) ? 1 : 0,
          ),
          lag: { startSeconds: 0, endSeconds: 0 },
          durationSeconds: SECONDS,
        }),
        close: async () => {},
      },
      transcriber: {
        id: 'nothing',
        engine: 'whisper',
        modelSha256: '',
        languages: ['zh'],
        settingsSha256: '',
        demo: false,
        hotWords: [],
        warnings: [],
        detectLanguage: async () => null,
        transcribe: async () => ({ segments: [], dropped: [] }),
        close: async () => {},
      },
    },
  );
}

/** Pieces, and silence up to the end of the call. */
function filled(pieces: readonly Piece[]): Float32Array {
  const samples = new Float32Array(SECONDS * RATE_HZ);
  samples.set(signal(pieces));
  return samples;
}

it('hold music is neither speech nor silence, and the agent may speak meanwhile', async () => {
  const { tones, channels, measures, conversation } = await callWith(madeMusic(3, SECONDS));
  expect(tones).toMatchObject([{ kind: 'music', channel: 1 }]);
  expect(measures.customer!.talkSeconds).toBeLessThan(0.5);
  expect(channels[0]!.speech).toHaveLength(1);
  expect(measures.agent!.talkSeconds).toBeCloseTo(5, 1);
  expect(measures.call.toneSeconds).toBeGreaterThan(24);
  expect(measures.call.silenceSeconds).toBeLessThan(0.5);
  expect(conversation.silences).toEqual([]);
});

it('keys cut no hole into what the other says', async () => {
  const keys = Array.from({ length: 10 }, () => [{ seconds: 0.1, hz: [770, 1336] }, { seconds: 0.1 }]).flat();
  const { tones, channels } = await callWith(filled([{ seconds: 16 }, ...keys]));
  expect(tones).toMatchObject([{ kind: 'dtmf', channel: 1, frequencyHz: null }]);
  expect(channels[0]!.speech).toHaveLength(1);
  expect(channels[1]!.speech.filter((span) => overlapSeconds(span, tones[0]!) > 0)).toEqual([]);
});

it('what is said while it rings is said to nobody', async () => {
  const { tones, channels } = await callWith(filled([{ seconds: 10 }, ...cadence(1, 4, 3)]));
  expect(tones).toMatchObject([{ kind: 'ringback', channel: 1, bursts: 3 }]);
  expect(channels[0]!.speech).toEqual([]);
});
