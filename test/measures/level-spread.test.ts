import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from '../../src/audio/open.ts';
import { levelSpread } from '../../src/measures/level-spread.ts';
import { available } from '../requires.ts';
import { type Stretch, signal } from './signals.ts';

const spreadOf = (stretches: readonly Stretch[], seconds = 60) =>
  levelSpread({ participant: 'agent', speech: stretches, signal: signal(stretches, seconds) });
const run = (count: number, dbfs: (index: number) => number, seconds = 1): Stretch[] =>
  Array.from({ length: count }, (_, index) => ({ start: 2 * index, end: 2 * index + seconds, dbfs: dbfs(index) }));

describe('level spread', () => {
  it.each([
    ['an even voice', run(20, () => -20), 0],
    ['half loud, half quiet', run(20, (index) => (index % 2 === 0 ? -20 : -32)), 12],
    // 20 levels in steps of 1 dB: the 5th percentile is the second, the 95th the last.
    ['evenly spread over 19 dB', run(20, (index) => -20 - index), 18],
    ['one bang among 21 windows', run(21, (index) => (index === 7 ? -3 : -20)), 0],
    ['words of 0.3 s, joined to windows', run(40, (index) => (index < 20 ? -20 : -26), 0.3), 6],
  ])('of %s', (_, stretches, db) => {
    expect(spreadOf(stretches, 90)).toBeCloseTo(db, 1);
  });

  it('is null with less than ten windows and for digital silence', () => {
    expect(spreadOf(run(9, () => -20))).toBeNull();
    expect(levelSpread({ participant: 'agent', speech: run(20, () => 0), signal: signal([], 60) })).toBeNull();
  });
});

it.runIf(available('sox'))('is what sox made of a tone by its gain', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lingting-spread-'));
  const file = (name: string) => path.join(folder, `${name}.wav`);
  for (const [name, gain] of [
    ['a', '-10'],
    ['b', '-24'],
  ] as const)
    execFileSync('sox', ['-n', '-r', '8000', '-b', '16', file(name), 'synth', '10', 'sine', '300', 'gain', gain]);
  execFileSync('sox', [file('a'), file('b'), file('c')]);
  const audio = await openAudio(file('c'));
  const found = levelSpread({ participant: 'agent', speech: [{ start: 0, end: 20 }], signal: audio.channels[0]! });
  await audio.close();
  rmSync(folder, { recursive: true });
  expect(found).toBeCloseTo(14, 1);
});
