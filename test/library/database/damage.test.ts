import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { asDatabaseError, openDatabase } from '../../../src/library/database/open.ts';
import { canMountDisks, mountDisk, mountReadOnly, unmountDisk } from '../../disks.ts';
import { ENGINES } from './engines.ts';
import { aCall } from './rows.ts';

const { fresh, remove } = ENGINES[0]!;
afterAll(remove);

const BYTES = 4096;

describe('a file that is no library', () => {
  it.each([
    ['text', Buffer.from('这不是数据库。'.repeat(500))],
    ['noise', Buffer.from(Array.from({ length: BYTES }, (_, at) => (at * 7919) % 251))],
  ])('(%s) is named in one sentence and stays as it is', async (_, content) => {
    const location = await fresh();
    await writeFile(location, content);
    await expect(openDatabase(location)).rejects.toMatchObject({
      code: 'library-corrupt',
      sentence: { en: expect.stringContaining(location), zh: expect.stringContaining('请恢复备份') },
    });
    expect(await readFile(location)).toEqual(content);
  });

  it('(a damaged one) is named when what is damaged is read', async () => {
    const location = await fresh();
    const made = await openDatabase(location);
    for (let at = 0; at < 200; at++)
      await made.query
        .insertInto('calls')
        .values(aCall(`call-${at}`, { reason: 'x'.repeat(500) }))
        .execute();
    await made.close();
    const bytes = await readFile(location);
    bytes.fill(0xa5, 20 * BYTES, bytes.length - BYTES);
    await writeFile(location, bytes);
    const reading = async (): Promise<void> => {
      const { query, close } = await openDatabase(location);
      await query.selectFrom('calls').selectAll().execute().finally(close);
    };
    const failure = asDatabaseError(await reading().catch((error: unknown) => error), location);
    expect(failure.code).toBe('library-corrupt');
  });

  it('(a folder) is named, too', async () => {
    const location = await fresh();
    await mkdir(location);
    await expect(openDatabase(location)).rejects.toMatchObject({
      code: 'usage',
      sentence: { en: expect.stringContaining(`such as ${path.join(location, 'library.db')}.`) },
    });
  });
});

describe.skipIf(!canMountDisks())('a disk', () => {
  it('that is full keeps what was stored and is named', async () => {
    const disk = path.dirname(await fresh());
    mountDisk(disk, 1024);
    try {
      const location = path.join(disk, 'library.db');
      const { query, close } = await openDatabase(location);
      let stored = 0;
      const filling = async (): Promise<never> => {
        for (; ; stored++)
          await query
            .insertInto('analyses')
            .values({
              audio_sha256: String(stored),
              settings_sha256: '',
              document: new Uint8Array(20_000),
              created_at: '',
            })
            .execute();
      };
      const failure = asDatabaseError(await filling().catch((error: unknown) => error), location);
      await close();
      expect(failure.code).toBe('disk-full');
      expect(failure.sentence.zh).toContain('磁盘已满');
      expect(stored).toBeGreaterThan(5);
    } finally {
      unmountDisk(disk);
    }
  });

  it('that is full from the start is named', async () => {
    const disk = path.dirname(await fresh());
    mountDisk(disk, 16);
    try {
      await expect(openDatabase(path.join(disk, 'library.db'))).rejects.toMatchObject({ code: 'disk-full' });
    } finally {
      unmountDisk(disk);
    }
  });

  it('that may only be read is named', async () => {
    const location = await fresh();
    await (await openDatabase(location)).close();
    const disk = path.dirname(await fresh());
    mountReadOnly(path.dirname(location), disk);
    try {
      const readOnly = path.join(disk, path.basename(location));
      const writing = async (): Promise<void> => {
        const { query, close } = await openDatabase(readOnly);
        await query.insertInto('calls').values(aCall('x')).execute().finally(close);
      };
      const failure = asDatabaseError(await writing().catch((error: unknown) => error), readOnly);
      expect(failure.code).toBe('no-permission');
      expect(failure.sentence.en).toContain(readOnly);
      expect(failure.sentence.zh).toContain('无法写入');
    } finally {
      unmountDisk(disk);
    }
  });
});
