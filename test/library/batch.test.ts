import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ScoreRequest, scoreCalls } from '../../src/library/score-calls.ts';
import { ResultStore } from '../../src/library/store.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../samples/calls/too-fast.wav');
const QUIET = { start: () => {}, step: () => {} };

let folder: string;
let request: ScoreRequest;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-batch-'));
  await cp(SAMPLE, path.join(folder, 'call.wav'));
  await writeFile(
    path.join(folder, 'call.srt'),
    '1\n00:00:00,500 --> 00:00:03,000\n坐席：您好，请问有什么可以帮您？\n',
  );
  request = {
    inputs: [path.join(folder, 'call.wav')],
    pipeline: null,
    profile: null,
    model: null,
    language: null,
    channels: null,
    transcriptFile: null,
    fileNamePattern: null,
    workers: null,
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a batch of one call', () => {
  it('reports that its result could not be written', async () => {
    const store = new ResultStore(path.join(folder, 'out'));
    await store.prepare();
    await writeFile(store.callFolder('call'), 'in the way');
    await expect(scoreCalls(request, store, QUIET, new AbortController().signal)).rejects.toThrow();
  });

  it('judges with the names a company gives itself', async () => {
    const item = async (names: string) => {
      const pipeline = path.join(folder, `${names}.yaml`);
      const text = `name: mine\ntitle: { zh: 我, en: mine }\nlanguage: zh\nmodel: none\nchannels: [agent, customer]\nchecklist: inbound\nprofile: ${names}-profile.yaml\n`;
      await writeFile(pipeline, text);
      await writeFile(path.join(folder, `${names}-profile.yaml`), `organisationNames: [${names}]\n`);
      await writeFile(
        path.join(folder, 'call.srt'),
        '1\n00:00:00,500 --> 00:00:04,000\n坐席：您好，这里是晨光家电，请问有什么可以帮您？\n',
      );
      const store = new ResultStore(path.join(folder, `out-${names}`));
      await mkdir(store.folder, { recursive: true });
      await store.prepare();
      const run = await scoreCalls({ ...request, pipeline }, store, QUIET, new AbortController().signal);
      const [row] = run.rows;
      if (!row?.result.ok) throw new Error(JSON.stringify(row));
      const verdict = row.result.scorecard.items.find(({ itemId }) => itemId === 'announce-organization')!.verdict;
      return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
    };
    expect(await item('晨光家电')).toBe('pass');
    expect(await item('远山旅行')).not.toBe('pass');
  });

  it('has no row for a call that was left when the run was stopped', async () => {
    const store = new ResultStore(path.join(folder, 'stopped'));
    await store.prepare();
    const run = await scoreCalls(request, store, QUIET, AbortSignal.abort());
    expect(run).toEqual({ rows: [], left: 1 });
  });
});
