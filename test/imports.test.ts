import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The rooms of `src`, top to bottom: a room imports only from rooms above it. `server` joins the list with the first
 * page it serves.
 */
const ROOMS = [
  'errors.ts',
  'hash-of.ts',
  'make-folder.ts',
  'memory.ts',
  'write-whole.ts',
  'timespan.ts',
  'remembered.ts',
  'edits.ts',
  'analysis.ts',
  'onnx.ts',
  'sherpa-onnx-node.d.ts',
  'sherpa-onnx.ts',
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
  'quality',
  'reports',
  'settings.ts',
  'scoring.ts',
  'pipeline.ts',
  'library',
  'cli',
  'index.ts',
];

/** Each does one step of the flow; only `pipeline.ts` calls them. */
const STAGES = ['tones', 'vad', 'speakers', 'asr', 'conversation', 'measures'];

/** Tables and arithmetic without disk or model, which the fast half shares with the rooms that hold them. */
const PURE = ['recording/case-columns.ts', 'recording/fields.ts', 'recording/time.ts', 'measures/median.ts'];

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
    const rooms = readdirSync(SRC).filter((name) => name !== 'README.md');
    expect(rooms.sort()).toEqual([...ROOMS].sort());
  });

  it('reads the imports (a guard against this test going blind)', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('imports only from rooms above', () => {
    const upwards = imports.filter((one) => ROOMS.indexOf(roomOf(one.to)) > ROOMS.indexOf(roomOf(one.from)));
    expect(upwards.map(show)).toEqual([]);
  });

  it('lets no stage call another', () => {
    const calls = imports.filter(
      (one) =>
        STAGES.includes(roomOf(one.from)) && STAGES.includes(roomOf(one.to)) && roomOf(one.to) !== roomOf(one.from),
    );
    expect(calls.filter((one) => !one.typeOnly).map(show)).toEqual([]);
  });

  it('keeps the fast half free of stages, models and processes', () => {
    const fast = imports.filter(
      (one) => ['checklist', 'scorecard', 'quality', 'reports'].includes(roomOf(one.from)) && !one.typeOnly,
    );
    const slow = fast.filter(
      (one) =>
        ['recording', 'library', ...STAGES].includes(roomOf(one.to)) && !PURE.includes(path.relative(SRC, one.to)),
    );
    expect(slow.map(show)).toEqual([]);
    const heavy = filesBelow(SRC)
      .filter((file) => ['checklist', 'scorecard', 'quality', 'reports'].includes(roomOf(file)))
      .filter((file) => /from '(node:(fs|child_process|http)|onnxruntime|@xenova)/.test(readFileSync(file, 'utf8')));
    expect(heavy.map((file) => path.relative(SRC, file))).toEqual([]);
  });
});
