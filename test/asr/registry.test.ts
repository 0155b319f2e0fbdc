import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { fileOf } from '../../src/asr/files.ts';
import { findModel, loadRegistry, MODELS_FOLDER, modelFolder, recognitionModels } from '../../src/asr/registry.ts';
import { listModels } from '../../src/asr/verify.ts';
import type { LingtingError } from '../../src/errors.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-registry-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the registry', () => {
  it('lists the files that its number types ask for', () => {
    for (const entry of recognitionModels()) {
      if (entry.engine !== 'whisper') continue;
      const { files, dtype } = entry;
      const paths = files.map((file) => file.path);
      expect(paths).toContain(fileOf('encoder', dtype.encoder));
      expect(paths).toContain(fileOf('decoder', dtype.decoder));
      for (const name of ['config.json', 'generation_config.json', 'preprocessor_config.json', 'tokenizer.json'])
        expect(paths).toContain(name);
    }
  });

  it('pins every model that is downloaded to a commit, sizes and SHA-256', () => {
    const remote = loadRegistry().filter(({ repository }) => repository !== null);
    expect(remote.map(({ id }) => id)).toContain('whisper-small');
    expect(remote.map(({ id }) => id)).toContain('sensevoice-small');
    expect(remote.map(({ id }) => id)).toContain('speaker-separation');
    for (const entry of remote) {
      const { revision, files } = entry;
      expect(revision).not.toBeNull();
      expect(entry.task === 'recognition' && entry.demo).toBe(false);
      for (const file of files) expect([typeof file.bytes, typeof file.sha256]).toEqual(['number', 'string']);
    }
  });

  it('has the demo model installed, and says that it is one', async () => {
    const demo = (await listModels()).find(({ entry }) => entry.id === 'lingting-demo-zh')!;
    expect([demo.entry, demo.installed]).toEqual([expect.objectContaining({ demo: true }), true]);
    expect(demo.bytesOnDisk).toBeGreaterThan(1e6);
    expect(modelFolder(demo.entry, '/elsewhere')).toBe(path.join(MODELS_FOLDER, 'lingting-demo-zh'));
    expect(modelFolder(findModel('whisper-small', loadRegistry()), '/elsewhere')).toBe(
      path.join('/elsewhere', 'whisper-small'),
    );
  });

  it('names the models there are when asked for another', () => {
    expect(() => findModel('whisper-huge', loadRegistry())).toThrow(
      /"whisper-huge".*whisper-tiny, whisper-base, whisper-small.*or the path of a model folder/,
    );
  });

  it.each([
    ['an unknown key', 'packing: window', 'packing: window\n    colour: red', /colour/],
    ['a path upwards', 'path: config.json', 'path: ../config.json', /relative path without/],
    ['a short hash', /sha256: \w+/, 'sha256: abc', /64 hexadecimal digits/],
    ['a branch for a commit', /revision: \w+/, 'revision: main', /full commit hash/],
    ['an id twice', 'id: whisper-base', 'id: whisper-tiny', /whisper-tiny is used twice/],
    ['broken YAML', 'models:', 'models: [', /cannot be used/],
  ])('refuses %s', (_name, old, changed, sentence) => {
    const text = readFileSync(path.join(MODELS_FOLDER, 'registry.yaml'), 'utf8');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'registry.yaml');
    writeFileSync(file, text.replace(old, changed));
    try {
      loadRegistry(file);
      expect.unreachable();
    } catch (error) {
      expect((error as LingtingError).code).toBe('settings-invalid');
      expect((error as LingtingError).message).toMatch(sentence);
    } finally {
      rmSync(path.dirname(file), { recursive: true });
    }
  });
});
