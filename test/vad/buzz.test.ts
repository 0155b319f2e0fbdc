import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from '../../src/audio/open.ts';
import { repeatedShare, withoutBuzz } from '../../src/vad/buzz.ts';
import { memoryChannel } from '../memory-channel.ts';
import { phantomSounds } from '../phantoms/sounds.ts';
import { noise, RATE_HZ } from '../tones/signals.ts';

const whole = (samples: Float32Array) => ({ start: 0, end: samples.length / RATE_HZ });

/** A hummed note: three harmonics whose pitch wavers as that of a calm voice does, half a per cent about 217 Hz. */
function hummed(seconds: number): Float32Array {
  let phase = 0;
  return new Float32Array(seconds * RATE_HZ).map((_, n) => {
    phase += (2 * Math.PI * 216.7 * (1 + 0.005 * Math.sin((2 * Math.PI * 5 * n) / RATE_HZ))) / RATE_HZ;
    return 0.1 * (Math.sin(phase) + 0.3 * Math.sin(2 * phase) + 0.2 * Math.sin(9 * phase));
  });
}

describe('buzz of a mobile phone', () => {
  it('is no speech, however short it is', () => {
    for (const { name, channels } of phantomSounds({ 'line noise': 12 * 12 }, 12)) {
      if (!name.startsWith('GSM')) continue;
      const channel = memoryChannel(channels[0]!, RATE_HZ);
      expect(repeatedShare(channel, whole(channels[0]!)), name).toBeGreaterThan(0.8);
      expect(withoutBuzz(channel, [whole(channels[0]!)])).toEqual([]);
    }
  });

  it('is neither silence nor noise, nor a note that somebody hums at its pitch', () => {
    const source = noise(3);
    for (const samples of [
      new Float32Array(RATE_HZ),
      new Float32Array(RATE_HZ).map(() => source.next().value!),
      hummed(1),
    ])
      expect(withoutBuzz(memoryChannel(samples, RATE_HZ), [whole(samples)])).toHaveLength(1);
  });

  it('is not what people say', async () => {
    const audio = await openAudio(path.resolve(import.meta.dirname, '../../samples/calls/complaint.wav'));
    const [channel] = audio.channels;
    for (let start = 0; start + 1 < audio.durationSeconds; start++)
      expect(repeatedShare(channel!, { start, end: start + 1 })).toBeLessThan(0.4);
    await audio.close();
  });
});
