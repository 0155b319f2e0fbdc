import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { prepareFolder } from '../src/cli/output-folder.ts';
import { asLingtingError } from '../src/errors.ts';
import { openDatabase } from '../src/library/database/open.ts';
import { makeFolder } from '../src/make-folder.ts';
import { canMountDisks, mountReadOnly, unmountDisk } from './disks.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the folders above, and is content with one that is there', () => {
  const deep = path.join(folder, 'a/b/c');
  makeFolder(deep);
  makeFolder(deep);
  expect(existsSync(deep)).toBe(true);
});

it('says what is in the way', () => {
  writeFileSync(path.join(folder, 'file'), '');
  symlinkSync('gone', path.join(folder, 'link'));
  for (const inTheWay of ['file', 'file/below', 'link'])
    expect(() => makeFolder(path.join(folder, inTheWay))).toThrow(/^(EEXIST|ENOTDIR)/);
});

// Node's recursive mkdir never returns there.
it.skipIf(process.platform !== 'linux')('refuses in a sentence what the system lets nobody make', async () => {
  const refusal = { code: 'no-permission', sentence: { zh: expect.stringMatching(/^\/proc.* 处无法写入/) } };
  for (const place of ['/proc/nothing', '/proc/self/nothing/here', '/proc'])
    await expect(prepareFolder(place)).rejects.toMatchObject(refusal);
  await expect(openDatabase('/proc/nothing/library.db')).rejects.toMatchObject(refusal);
});

it.skipIf(!canMountDisks())('names the folder in which nothing may be written', async () => {
  const place = path.join(folder, 'read-only');
  makeFolder(place);
  mountReadOnly(place, place);
  try {
    const error = asLingtingError(await prepareFolder(place).catch((refused: unknown) => refused));
    expect(error.message).toBe(`No permission for ${place} (EROFS). Change its permissions or choose another folder.`);
  } finally {
    unmountDisk(place);
  }
});
