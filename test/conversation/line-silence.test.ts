import { describe, expect, it } from 'vitest';
import type { Participant } from '../../src/analysis.ts';
import { ALAW, encodeMuLaw, MULAW } from '../../src/audio/g711.ts';
import { lineSilences } from '../../src/conversation/line-silence.ts';
import { randomOf } from '../bench/random.ts';
import { memoryChannel } from '../memory-channel.ts';

const RATE_HZ = 8000;
const SECONDS = 30;
const SPEECH = [{ start: 20, end: 26 }];

/** A line with noise of so many steps of 16 bits until it dies, then with `dead` again and again. */
function side(participant: Participant, diesAt: number, dead: readonly number[], noise = 60) {
  const random = randomOf(3);
  const samples = Float32Array.from({ length: SECONDS * RATE_HZ }, (_, n) => {
    const seconds = n / RATE_HZ;
    if (seconds >= diesAt) return dead[n % dead.length]!;
    const speaks = seconds >= 20 && seconds < 26;
    return (random() - 0.5) * (speaks ? 0.4 : (2 * noise) / 32_768);
  });
  return { participant, speech: SPEECH, signal: memoryChannel(samples, RATE_HZ) };
}

const ALAW_SILENCE = [ALAW[0xd5]!, ALAW[0x55]!];
const MULAW_SILENCE = [MULAW[encodeMuLaw(0)]!];

describe('the end of a line', () => {
  it.each([
    ['zeros', [0]],
    ['the silence of A-law', ALAW_SILENCE],
    ['the silence of mu-law', MULAW_SILENCE],
  ])('is found where it becomes %s', (_, dead) => {
    const [found, ...more] = lineSilences([side('agent', 28, dead), side('customer', SECONDS, dead)]);
    expect(found!.participant).toBe('agent');
    expect(Math.abs(found!.start - 28)).toBeLessThanOrEqual(0.02);
    expect(more).toEqual([]);
  });

  it.each([
    ['a line that lives to the end', side('agent', SECONDS, [0])],
    ['the last fifth of a second', side('agent', SECONDS - 0.2, [0])],
    ['a line that is dead whenever nobody speaks', side('agent', 28, [0], 0)],
    ['noise that is quiet and never dead', side('agent', SECONDS, [0], 25)],
  ])('is not %s', (_, one) => {
    expect(lineSilences([one])).toEqual([]);
  });

  it('is not told of a line that is all speech, or of nothing', () => {
    const { signal } = side('agent', 28, [0]);
    expect(lineSilences([{ participant: 'agent', speech: [{ start: 0, end: 28 }], signal }])).toEqual([]);
    expect(
      lineSilences([{ participant: 'agent', speech: [], signal: memoryChannel(new Float32Array(0), RATE_HZ) }]),
    ).toEqual([]);
    expect(
      lineSilences([{ participant: 'agent', speech: [], signal: memoryChannel(new Float32Array(80_000), RATE_HZ) }]),
    ).toEqual([]);
  });
});
