import { describe, expect, it } from 'vitest';
import { detectTones } from '../../src/tones/detect.ts';
import { memoryChannel } from '../memory-channel.ts';
import { ALAW, decodeNearest } from './codes.ts';
import { madeMusic } from './made-sound.ts';
import { noise, type Piece, RATE_HZ, signal } from './signals.ts';
import { pinkNoise } from './spoiled.ts';

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = ROWS.flatMap((low) => COLUMNS.map((high) => [low, high]));

const detect = (samples: Float32Array) => detectTones(memoryChannel(samples, RATE_HZ, 1), 'cn');

/** Keys one after the other, a second of silence around them. */
const pressed = (keys: readonly (readonly number[])[], seconds: number, pause: number, levelDbfs = -20): Piece[] => [
  { seconds: 1 },
  ...keys.flatMap((hz) => [{ seconds, hz, levelDbfs }, { seconds: pause }]),
  { seconds: 1 - pause },
];

function noisy(samples: Float32Array, rmsDbfs: number, source: Generator<number>): Float32Array {
  const added = Float32Array.from(samples, () => source.next().value!);
  const gain = 10 ** (rmsDbfs / 20) / Math.sqrt(added.reduce((sum, one) => sum + one * one, 0) / added.length);
  return samples.map((sample, n) => decodeNearest(ALAW, sample + gain * added[n]!));
}

describe('keys', () => {
  it.each([
    ['50 ms, ITU-T Q.24 asks for 40', 0.05, 0.05, 1, -20],
    ['100 ms', 0.1, 0.1, 1, -20],
    ['1.5 % low', 0.08, 0.08, 0.985, -20],
    ['1.5 % high', 0.08, 0.08, 1.015, -20],
    ['quiet', 0.1, 0.1, 1, -40],
    ['loud', 0.1, 0.1, 1, -6],
  ])('all sixteen are one span: %s', (_, seconds, pause, factor, level) => {
    const keys = KEYS.map((key) => key.map((hz) => hz * factor));
    const found = detect(signal(pressed(keys, seconds, pause, level)));
    expect(found).toMatchObject([{ kind: 'dtmf', channel: 1, bursts: 16 }]);
    expect(found[0]!.start).toBeCloseTo(1, 1);
    expect(Math.abs(found[0]!.end - (1 + 16 * (seconds + pause) - pause))).toBeLessThan(0.02);
  });

  it.each([
    ['white', -10, () => noise(3)],
    ['white', -40, () => noise(3)],
    ['pink', -10, () => pinkNoise(3)],
    ['pink', -40, () => pinkNoise(3)],
  ])('are found 10 dB over %s noise at %d dBFS, through A-law', (_, level, source) => {
    const found = detect(noisy(signal(pressed(KEYS, 0.1, 0.1, level)), level - 10, source()));
    expect(found).toMatchObject([{ kind: 'dtmf', bursts: 16 }]);
    expect(Math.abs(found[0]!.start - 1)).toBeLessThan(0.05);
    expect(Math.abs(found[0]!.end - (1 + 16 * 0.2 - 0.1))).toBeLessThan(0.05);
  });

  it.each([
    [-7, 'the low one louder'],
    [4, 'the high one louder'],
  ])('are found with a difference of %d dB (%s)', (twistDb) => {
    const low = signal(
      pressed(
        KEYS.map(([hz]) => [hz!]),
        0.1,
        0.1,
      ),
    );
    const high = signal(
      pressed(
        KEYS.map(([, hz]) => [hz!]),
        0.1,
        0.1,
      ),
    );
    expect(detect(low.map((one, n) => one + 10 ** (twistDb / 20) * high[n]!))).toMatchObject([
      { kind: 'dtmf', bursts: 16 },
    ]);
  });

  it('which keys they were cannot be told from what is found', () => {
    const found = KEYS.map((key) => detect(signal(pressed([key], 0.1, 0.1))));
    for (const [tone] of found) {
      expect(Object.keys(tone!).sort()).toEqual(['bursts', 'channel', 'end', 'frequencyHz', 'kind', 'start']);
      expect(tone!.frequencyHz).toBeNull();
      expect(tone!.bursts).toBe(1);
    }
  });

  it('far apart are spans of their own', () => {
    expect(detect(signal(pressed(KEYS.slice(0, 3), 0.1, 0.9)))).toHaveLength(3);
  });

  it.each<[string, number[]]>([
    ['3.5 % too high', [697 * 1.035, 1209 * 1.035]],
    ['only the row', [697]],
    ['with a harmonic, as voices have them', [697, 1209, 1394]],
    ['two rows', [697, 852]],
  ])('are not there: %s', (_, hz) => {
    expect(detect(signal(pressed([hz, hz, hz], 0.1, 0.1)))).toEqual([]);
  });

  it('are not there in a tune whose notes lie on a row and a column', () => {
    expect(detect(madeMusic(1002, 60)).filter(({ kind }) => kind === 'dtmf')).toEqual([]);
  });
});
