import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rooms of `src`, top to bottom: a room imports only from rooms above it. `server` joins the list with the first
 * page it serves.
 */
const ROOMS = [
  'errors.ts',
  'timespan.ts',
  'analysis.ts',
  'recording',
  'audio',
  'tones',
  'vad',
  'language',
  'speakers',
  'asr',
  'conversation',
  'measures',
  'checklist',
  'scorecard',
  'reports',
  'settings.ts',
  'pipeline.ts',
  'library',
  'cli',
  'index.ts',
];

/** Tools without a stage of their own: stages below may use them. */
const TOOLBOXES = ['errors.ts', 'timespan.ts', 'analysis.ts', 'audio', 'language'];
/** Each does one step of the flow; only `pipeline.ts` calls them. */
const STAGES = ['tones', 'vad', 'speakers', 'asr', 'conversation', 'measures'];

const SRC = path.resolve(import.meta.dirname, '../src');

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? filesBelow(full) : /\.m?ts$/.test(name) ? [full] : [];
  });
}

const roomOf = (file: string) => path.relative(SRC, file).split(path.sep)[0]!;

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const imports: Import[] = filesBelow(SRC).flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm,
    ),
  ].map((match) => ({
    from: file,
    to: path.resolve(path.dirname(file), match[3] ?? match[4]!),
    typeOnly: match[2] !== undefined,
  })),
);

const show = (one: Import) => `${path.relative(SRC, one.from)} → ${path.relative(SRC, one.to)}`;

describe('the order of the rooms', () => {
  it('lists every room that is there, and only those', () => {
    expect(readdirSync(SRC).sort()).toEqual([...ROOMS].sort());
  });

  it('reads the imports (a guard against this test going blind)', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports only from rooms above', () => {
    const upwards = imports.filter((one) => ROOMS.indexOf(roomOf(one.to)) > ROOMS.indexOf(roomOf(one.from)));
    expect(upwards.map(show)).toEqual([]);
  });

  it('lets only pipeline.ts call stages', () => {
    const calls = imports.filter(
      (one) =>
        STAGES.includes(roomOf(one.from)) &&
        roomOf(one.to) !== roomOf(one.from) &&
        !TOOLBOXES.includes(roomOf(one.to)) &&
        !one.typeOnly,
    );
    expect(calls.map(show)).toEqual([]);
  });

  it('keeps the fast half free of audio, models and the disk', () => {
    const slow = ['recording', 'audio', ...STAGES, 'library'];
    const calls = imports.filter(
      (one) =>
        ['checklist', 'scorecard', 'reports'].includes(roomOf(one.from)) &&
        slow.includes(roomOf(one.to)) &&
        !one.typeOnly,
    );
    expect(calls.map(show)).toEqual([]);
  });
});
