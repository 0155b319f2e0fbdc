import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import { readAnalysis } from '../../src/library/analyses.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import type { JsonReport } from '../../src/reports/json.ts';
import { encodeWav } from '../wav.ts';
import { lingting, ROOT } from './run.ts';

const DEMO = ['--model', 'lingting-demo-zh'];
const SAMPLE = path.join(ROOT, 'samples/calls/agent-hangs-up.wav');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-cli-'));
  await writeFile(path.join(folder, 'other.csv'), 'filename\na.wav\n');
  await symlink('gone.wav', path.join(folder, 'lost.wav'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const out = (name: string) => path.join(folder, name);
const silence = (seconds: number, channels = 1) =>
  encodeWav(
    Array.from({ length: channels }, () => new Float32Array(seconds * 8000)),
    8000,
  );
/** 450 Hz, one second on and four off: nothing but ringback. */
const ringing = encodeWav(
  [
    Float32Array.from({ length: 120_000 }, (_, i) =>
      i % 40_000 < 8000 ? 0.2 * Math.sin((2 * Math.PI * 450 * i) / 8000) : 0,
    ),
  ],
  8000,
);

describe('a folder with good and bad recordings', () => {
  let report: JsonReport;
  let code: number | null;
  let stderr: string;

  beforeAll(async () => {
    const calls = out('recordings');
    await mkdir(calls);
    await cp(SAMPLE, path.join(calls, '-客户 "张" 的\'录音.wav'));
    await writeFile(path.join(calls, 'empty.wav'), '');
    await writeFile(path.join(calls, 'text.wav'), 'these are words, not sound\n'.repeat(50));
    await writeFile(path.join(calls, 'silence.wav'), silence(5));
    await writeFile(path.join(calls, 'short.wav'), silence(0.3));
    await writeFile(path.join(calls, 'ringing.wav'), ringing);
    await writeFile(path.join(calls, 'three.wav'), silence(2, 3));
    await writeFile(path.join(calls, 'playlist.wav'), '#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n');
    await writeFile(path.join(calls, 'side.wav'), silence(2));
    await writeFile(path.join(calls, 'side.json'), '{ "agent_id": 1001, ');
    const truncated = (await readFile(SAMPLE)).subarray(0, 300_001);
    await writeFile(path.join(calls, 'truncated.wav'), truncated);
    const run = await lingting(['score', calls, out('missing.wav'), ...DEMO, '--out', out('bad'), '--json']);
    ({ code, stderr } = run);
    report = JSON.parse(run.stdout) as JsonReport;
  });

  it('exits with 1 because some failed', () => expect(code, stderr).toBe(1));

  it('names the recording of each call in the progress, of one that failed too', () => {
    expect(stderr).toMatch(/^\[\d+\/\d+\] recordings\/truncated\.wav {2}[\d–]/m);
    expect(stderr).toMatch(/^\[\d+\/\d+\] recordings\/empty\.wav {2}\w/m);
  });

  it.each([
    ['empty.wav', 'file-empty'],
    ['text.wav', 'not-audio'],
    ['silence.wav', 'digital-silence'],
    ['short.wav', 'too-short'],
    ['ringing.wav', 'nobody-speaks'],
    ['three.wav', 'too-many-channels'],
    ['playlist.wav', 'not-audio'],
    ['side.wav', 'sidecar-invalid'],
    ['missing.wav', 'file-missing'],
  ])('gives %s a row that says %s in one sentence', (file, expected) => {
    const row = report.calls.find((call) => path.basename(call.file) === file);
    expect(row).toMatchObject({ ok: false, error: { code: expected } });
    if (row?.ok !== false) return;
    for (const sentence of [row.error.sentence.en, row.error.sentence.zh]) {
      expect(sentence.length).toBeGreaterThan(10);
      expect(sentence).not.toContain('\n');
    }
  });

  it('still scores the others, whatever their names', () => {
    const scored = report.calls.filter((call) => call.ok);
    expect(scored.map((call) => call.callId).sort()).toEqual(['-客户 "张" 的\'录音', 'truncated']);
    for (const call of scored) expect(call.scorecard.items.length).toBeGreaterThan(10);
  });

  it('says of a truncated recording that it is one', () => {
    const truncated = report.calls.find((call) => call.callId === 'truncated');
    expect(truncated?.ok && truncated.warnings.map((warning) => warning.code)).toContain('truncated');
  });

  it.each([
    ['ringing', true],
    ['short', true],
    ['silence', false],
    ['text', false],
  ])('says of %s whether it was excluded (%s) or failed', (callId, excluded) => {
    expect(report.calls.find((call) => call.callId === callId)).toMatchObject({ ok: false, excluded });
    expect(report.totals).toMatchObject({ scored: 2, excluded: 2, failed: 7 });
  });

  it('writes a report and a library, and nothing else', async () => {
    expect((await readdir(out('bad'))).sort()).toEqual(['library.db', 'report.html']);
    const html = await readFile(path.join(out('bad'), 'report.html'), 'utf8');
    expect(html).toContain('<!doctype html>');
    expect(html).toContain('empty.wav 是空文件');
  });

  it('keeps the invariants of an analysis', async () => {
    const database = await openDatabase(path.join(out('bad'), 'library.db'));
    const analysis = (await readAnalysis(database.query, 'truncated')) as CallAnalysis;
    await database.close();
    const { durationSeconds } = analysis.recording;
    for (const spans of [analysis.transcript, analysis.conversation.turns, ...analysis.channels.map((c) => c.speech)])
      for (const span of spans) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(durationSeconds + 1e-6);
        expect(span.start).toBeLessThan(span.end);
      }
    const { talkSeconds, silenceSeconds, toneSeconds } = analysis.measures.call;
    expect(talkSeconds + silenceSeconds + toneSeconds).toBeCloseTo(durationSeconds, 1);
  });
});

describe('a second run', () => {
  it('takes finished calls from the library and gives the same scores', async () => {
    const args = ['score', SAMPLE, ...DEMO, '--out', out('twice'), '--json'];
    const first = await lingting(args);
    const second = await lingting(args);
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toContain('1 call was finished before and is not done again');
    expect(JSON.parse(second.stdout)).toEqual(JSON.parse(first.stdout));
  });
});

describe('LINGTING_LIBRARY', () => {
  it('says where the library is, as it does for every other command', async () => {
    await writeFile(out('quiet.wav'), silence(2));
    const library = out('of-environment.db');
    await lingting(['score', out('quiet.wav'), ...DEMO, '--out', out('elsewhere')], {
      env: { LINGTING_LIBRARY: library },
    });
    expect(await readdir(out('elsewhere'))).toEqual([]);
    const info = await lingting(['db', 'info', '--library', library, '--json']);
    expect(info.stdout).toContain('"failed": 1');
  });
});

describe('wrong usage', () => {
  it.each([
    [['score', SAMPLE, '--bananas'], /unknown option '--bananas'/],
    [['score'], /missing required argument/],
    [
      ['score', 'nosuch.csv', 'nor.wav', '--out', 'nowhere'],
      /^There is no file or folder nosuch\.csv, nor\.wav\. Check the path\.\n$/,
    ],
    [
      ['score', 'other.csv', '--out', 'nowhere'],
      /^The call list other\.csv needs a column "file" .* found: filename\./,
    ],
    [['score', 'lost.wav'], /^The link lost\.wav leads to no file\./],
    [['score', 'other.csv/x.wav'], /^There is no file or folder other\.csv\/x\.wav\./],
    [['score', SAMPLE, '--workers', '0'], /whole number from 1 to 256, got "0"/],
    [['score', SAMPLE, '--channels', 'agent,boss'], /got "agent,boss"/],
    [['score', SAMPLE, '--pipeline', 'sales'], /no pipeline "sales".*inbound, outbound, trainee/],
    [['score', SAMPLE, '--model', 'whisper-gigantic', '--out', 'OUT'], /no model "whisper-gigantic".*whisper-small/],
    [
      [
        'score',
        SAMPLE,
        '--transcript',
        `${ROOT}/samples/calls/english-billing.vtt`,
        '--model',
        'whisper-gigantic',
        '--out',
        'OUT',
      ],
      /no model "whisper-gigantic"/,
    ],
    [['models', 'pull', 'whisper-gigantic'], /no model "whisper-gigantic"/],
    [['frobnicate'], /unknown command 'frobnicate'/],
  ])('%j is refused with exit code 2 and a sentence', async (args, sentence) => {
    const { code, stderr } = await lingting(
      args.map((arg) => (arg === 'OUT' ? out('usage') : arg)),
      { cwd: folder },
    );
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
    expect(existsSync(out('nowhere'))).toBe(false);
  });

  it('says which command fetches a model that is not there, and fetches nothing', async () => {
    const { code, stderr } = await lingting(['score', SAMPLE, '--model', 'whisper-tiny', '--out', out('no-model')], {
      env: { LINGTING_MODELS: out('no-models') },
    });
    expect(stderr).toContain('npx lingting models pull whisper-tiny');
    expect(code).toBe(2);
  });

  it('refuses a model that is damaged like one that is not there', async () => {
    const model = out('damaged-model');
    await cp(path.join(ROOT, 'models/lingting-demo-zh'), model, { recursive: true });
    for (const name of await readdir(path.join(model, 'onnx'))) await writeFile(path.join(model, 'onnx', name), '');
    const { code, stderr } = await lingting(['score', SAMPLE, '--model', model, '--out', out('damaged')]);
    expect(stderr).toContain(model);
    expect(code).toBe(2);
  });

  it.each([
    ['an unknown key', 'name: x\ntitle: { zh: x, en: x }\nlanguage: zh\nmodell: y\n', /mine\.yaml, line 4, modell/],
    [
      'a wrong value',
      'name: x\ntitle: { zh: x, en: x }\nlanguage: fr\nmodel: m\nchannels: auto\nchecklist: inbound\n',
      /mine\.yaml, line 3, language.*"fr"/,
    ],
    [
      'a checklist that is not there',
      'name: x\ntitle: { zh: x, en: x }\nlanguage: zh\nmodel: m\nchannels: auto\nchecklist: nix\n',
      /mine\.yaml, line 6, checklist.*"nix"/,
    ],
    ['no YAML', 'name: [', /mine\.yaml, line 1/],
  ])('a pipeline file with %s is refused with file, line and key', async (_, text, sentence) => {
    await writeFile(out('mine.yaml'), text);
    const { code, stderr } = await lingting([
      'score',
      SAMPLE,
      '--pipeline',
      out('mine.yaml'),
      '--out',
      out('pipeline'),
    ]);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  it.each([
    ['an unknown key', 'version: ', 'versoin: ', /checklist\.yaml, line 3, versoin/],
    ['an item that is not there', '[greeting-hello, ', '[greeting-helo, ', /checklist\.yaml, line \d+.*greeting-helo/],
  ])('a checklist with %s is refused with file and line', async (_, right, wrong, sentence) => {
    const copy = out('checklists');
    await mkdir(copy, { recursive: true });
    const text = await readFile(path.join(ROOT, 'seeds/checklists/inbound.yaml'), 'utf8');
    expect(text).toContain(right);
    await writeFile(path.join(copy, 'checklist.yaml'), text.replace(right, wrong));
    const settings = ['name: x', 'title: { zh: x, en: x }', 'language: zh', 'model: m', 'channels: auto'];
    await writeFile(path.join(copy, 'mine.yaml'), [...settings, 'checklist: checklist.yaml', ''].join('\n'));
    const args = ['score', SAMPLE, '--pipeline', path.join(copy, 'mine.yaml'), '--out', out('checklist')];
    const { code, stderr } = await lingting(args);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  it('an output folder that cannot be written is refused before any work', async () => {
    await writeFile(out('a-file'), '');
    const { code, stderr } = await lingting(['score', SAMPLE, ...DEMO, '--out', path.join(out('a-file'), 'below')]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });
});
