import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import { ResultStore } from '../../src/library/store.ts';

const KEY = { audioSha256: 'a1', settingsSha256: 's1' };

function analysis(callId: string): CallAnalysis {
  return {
    version: 1,
    call: { callId, source: 'none' },
    recording: { sha256: KEY.audioSha256 },
    provenance: { settingsSha256: KEY.settingsSha256 },
  } as CallAnalysis;
}

let folder: string;
let store: ResultStore;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-store-'));
  store = new ResultStore(folder);
  await store.prepare();
});
afterEach(() => rm(folder, { recursive: true }));

describe('ResultStore', () => {
  it('gives back an analysis under the key it was stored with', async () => {
    await store.writeAnalysis(analysis('call 1'));
    expect((await store.readAnalysis('call 1', KEY))?.call.callId).toBe('call 1');
  });

  it.each([
    ['other audio', { ...KEY, audioSha256: 'b' }],
    ['other settings', { ...KEY, settingsSha256: 'b' }],
  ])('gives nothing for %s', async (_, key) => {
    await store.writeAnalysis(analysis('call'));
    expect(await store.readAnalysis('call', key)).toBeNull();
  });

  it.each(['', '{"version":1', '{"version":99,"recording":{"sha256":"a1"}}', 'null'])(
    'gives nothing for a broken file: %j',
    async (text) => {
      await store.writeAnalysis(analysis('call'));
      await writeFile(path.join(store.callFolder('call'), 'analysis.json'), text);
      expect(await store.readAnalysis('call', KEY)).toBeNull();
    },
  );

  it.each(['../../etc', 'a/b', '..', '.', 'a\\b', 'con:', '\u0000', 'x'.repeat(300), '客户"来电"'])(
    'keeps the call %j inside its folder, apart from others',
    async (callId) => {
      await store.writeAnalysis(analysis(callId));
      expect(path.dirname(store.callFolder(callId))).toBe(path.join(folder, 'calls'));
      expect(await store.readAnalysis(callId, KEY)).not.toBeNull();
      expect(store.callFolder(callId)).not.toBe(store.callFolder(`${callId}/`));
    },
  );

  it('keeps a readable name for a plain call id', () => {
    expect(path.basename(store.callFolder('2026-11-03_张伟_001'))).toBe('2026-11-03_张伟_001');
  });

  it('leaves no partial file when writing fails midway', async () => {
    async function* broken() {
      yield 'half';
      throw new Error('the source ended');
    }
    await expect(store.writeReport('report.html', broken())).rejects.toThrow('the source ended');
    expect(await readdir(folder)).toEqual(['calls']);
  });
});
