import { describe, expect, it } from 'vitest';
import { detectTones } from '../../src/tones/detect.ts';
import { memoryChannel } from '../memory-channel.ts';
import { nameOf, OFFICIAL_TONES } from './official.ts';
import { RATE_HZ } from './signals.ts';
import { type Spoiling, spoiled } from './spoiled.ts';

/** A tone 10 dB above the noise, on loud and quiet lines, off in frequency and length as far as standards allow. */
const LINES: readonly Spoiling[] = [
  { levelDbfs: -10, snrDb: 10, noise: 'white', frequency: 1, cadence: 1 },
  { levelDbfs: -40, snrDb: 10, noise: 'pink', frequency: 1, cadence: 1 },
  { levelDbfs: -25, snrDb: 10, noise: 'white', frequency: 0.985, cadence: 0.9 },
  { levelDbfs: -25, snrDb: 10, noise: 'pink', frequency: 1.015, cadence: 1.1 },
  { levelDbfs: -40, snrDb: 10, noise: 'white', frequency: 1.015, cadence: 0.9 },
  { levelDbfs: -10, snrDb: 10, noise: 'pink', frequency: 0.985, cadence: 1.1 },
  { levelDbfs: -20, snrDb: 40, noise: 'white', frequency: 1, cadence: 1 },
];

describe.each(OFFICIAL_TONES.map((tone) => [nameOf(tone), tone] as const))('%s', (_, tone) => {
  it.each(LINES)(
    'is found at $levelDbfs dBFS, $snrDb dB over $noise noise, frequency × $frequency, cadence × $cadence',
    (line) => {
      const { samples, span } = spoiled(tone, line);
      const found = detectTones(memoryChannel(samples, RATE_HZ, 1), tone.plan);
      expect(found).toMatchObject([{ kind: tone.kind, channel: 1, bursts: tone.bursts * tone.periods }]);
      expect(Math.abs(found[0]!.start - span.start)).toBeLessThan(0.05);
      expect(Math.abs(found[0]!.end - span.end)).toBeLessThan(0.05);
      const lowestHz = tone.steps[0]!.hz[0]! * line.frequency;
      expect(Math.abs(found[0]!.frequencyHz! - lowestHz)).toBeLessThan(0.01 * lowestHz);
    },
  );
});
