import { describe, expect, it } from 'vitest';
import { importedTranscript } from '../../../src/asr/transcript.ts';
import { memoryChannel } from '../../memory-channel.ts';
import { folderWith } from '../../recording/files.ts';

const cue = (start: number, end: number, text: string) => ({ start, end, text, speaker: 'agent' });
const LONG = '您好，很高兴为您服务，请问有什么可以帮您的吗？';

/** Spans of the transcript as it comes out for a recording of 5 s. */
function spans(cues: unknown[]): Promise<[number, number][]> {
  return spansOf(JSON.stringify({ segments: cues }));
}

async function spansOf(content: string): Promise<[number, number][]> {
  const folder = folderWith({ 'call.json': content });
  const channel = memoryChannel(new Float32Array(40_000), 8000);
  const voice = { channel, speech: [{ start: 0, end: 5 }], sentToRecognition: [] };
  const transcript = await importedTranscript(`${folder}/call.json`, [voice], 5, false);
  return transcript.segments(() => 'agent').map(({ start, end }) => [start, end]);
}

describe('a transcript and the length of its recording', () => {
  it.each<{ name: string; cues: unknown[]; expected: [number, number][] }>([
    { name: 'keeps what lies within', cues: [cue(0, 5, LONG)], expected: [[0, 5]] },
    { name: 'cuts a cue that ends late', cues: [cue(1, 30, LONG)], expected: [[1, 5]] },
    {
      name: 'cuts a cue that starts up to 2 s late',
      cues: [cue(0, 4, '您好'), cue(6.9, 8, '再见')],
      expected: [
        [0, 4],
        [4.9, 5],
      ],
    },
    {
      name: 'leaves out a word far beyond the end',
      cues: [cue(0, 4, LONG), cue(4, 5, LONG), cue(600, 601, '嗯')],
      expected: [
        [0, 4],
        [4, 5],
      ],
    },
  ])('$name', async ({ cues, expected }) => {
    expect(await spans(cues)).toEqual(expected);
  });

  it.each([
    ['all of it', [cue(600, 604, LONG)], '600 s'],
    ['the second half', [cue(1, 4, LONG), cue(7.5, 9, LONG)], '7.5 s'],
  ])('refuses one with %s after the end, naming file, time and length', async (_, cues, time) => {
    const refusal = await spans(cues).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'transcript-invalid' });
    for (const part of ['call.json', time, '5 s']) expect((refusal as Error).message).toContain(part);
  });

  it.each(['', '[]', '{"segments": []}', 'WEBVTT\n', '1\n00:00:01,000 --> 00:00:02,000\n\n'])(
    'refuses %j, which has no text, where somebody speaks',
    async (content) => {
      await expect(spansOf(content)).rejects.toMatchObject({
        code: 'transcript-invalid',
        message: expect.stringMatching(/call\.json has no text, though somebody speaks/),
      });
    },
  );
});
