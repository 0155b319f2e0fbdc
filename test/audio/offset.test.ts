import { describe, expect, it } from 'vitest';
import { levelDbfs } from '../../src/audio/levels.ts';
import { withoutOffset } from '../../src/audio/offset.ts';
import { randomOf } from '../bench/random.ts';
import { memoryChannel } from '../memory-channel.ts';

const RATE_HZ = 8000;
const WHOLE = [{ start: 0, end: 20 }];

/** Noise around an offset, with packets of 20 ms missing four times a second. */
function line(offset: number, amplitude = 0.1) {
  const random = randomOf(5);
  return Float32Array.from({ length: 20 * RATE_HZ }, (_, n) =>
    n % 2000 < 160 ? 0 : offset + amplitude * (2 * random() - 1),
  );
}

describe('a constant offset', () => {
  it('is no level', () => {
    const clean = levelDbfs(memoryChannel(line(0), RATE_HZ), WHOLE)!;
    for (const offset of [0.3, -0.06, 0.01])
      expect(levelDbfs(withoutOffset(memoryChannel(line(offset), RATE_HZ)), WHOLE)).toBeCloseTo(clean, 1);
  });

  it('is not put where nothing came, before the channel and after it', () => {
    const read = withoutOffset(memoryChannel(line(0.06), RATE_HZ)).read(-100, 20 * RATE_HZ + 100);
    expect(read.subarray(0, 100 + 160).every((sample) => sample === 0)).toBe(true);
    expect(read.subarray(-100).every((sample) => sample === 0)).toBe(true);
  });

  it('is taken off a sample that happens to be 0', () => {
    const samples = line(0.06);
    samples[1000] = 0;
    expect(withoutOffset(memoryChannel(samples, RATE_HZ)).read(1000, 1001)[0]).toBeCloseTo(-0.06, 2);
  });

  it('leaves a channel without one untouched', () => {
    const channel = memoryChannel(line(0), RATE_HZ);
    expect(withoutOffset(channel)).toBe(channel);
  });
});
