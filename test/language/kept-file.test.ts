import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadHoldPhrases } from '../../src/conversation/hold.ts';
import { keptOf } from '../../src/language/kept-file.ts';
import { loadRoleCues } from '../../src/speakers/cues.ts';

it('what is made of a file is made once, and anew when the file changed or could not be read', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lingting-kept-'));
  const file = path.join(folder, 'a.yaml');
  let made = 0;
  const make = async () => ++made;
  const failing = () => Promise.reject(new Error('faulty'));
  await writeFile(file, 'one');
  await expect(keptOf(file, 'x', failing)).rejects.toThrow('faulty');
  expect([await keptOf(file, 'x', make), await keptOf(file, 'x', make), await keptOf(file, 'y', make)]).toEqual([
    1, 1, 2,
  ]);
  await utimes(file, 1, 1);
  expect(await keptOf(file, 'x', make)).toBe(3);
  await writeFile(file, 'longer');
  await utimes(file, 1, 1);
  expect(await keptOf(file, 'x', make)).toBe(4);
  await rm(folder, { recursive: true });
  expect([await keptOf(file, 'x', make), await keptOf(file, 'x', make)]).toEqual([5, 6]);
});

it('role cues and announcements of a wait are compiled once for a language', async () => {
  expect(await loadRoleCues('zh')).toBe(await loadRoleCues('zh'));
  expect(await loadHoldPhrases('en')).toBe(await loadHoldPhrases('en'));
  expect(await loadRoleCues('zh')).not.toBe(await loadRoleCues('en'));
});
