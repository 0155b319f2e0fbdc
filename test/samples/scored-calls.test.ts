import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SAMPLES_FOLDER } from '../../samples/dialogue.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import { readReportCall } from '../../src/library/report-calls.ts';
import { scoreCalls } from '../../src/library/score-calls.ts';
import type { ScoredCall } from '../../src/reports/report-call.ts';
import { characterErrors, itemsNotJudged, speechMatch, spokenBy, verdictDifferences } from './compare.ts';
import { loadTruths } from './truth-files.ts';

/** All calls, two at a time on a slow machine. */
const RUN_MILLISECONDS = 20 * 60_000;

const truths = loadTruths();
const ids = [...truths.keys()];
const scored = new Map<string, ScoredCall>();
const folder = mkdtempSync(join(tmpdir(), 'lingting-samples-'));

beforeAll(async () => {
  const request = {
    inputs: [join(SAMPLES_FOLDER, 'calls.csv')],
    pipeline: null,
    profile: null,
    model: 'lingting-demo-zh',
    language: null,
    channels: null,
    transcriptFile: null,
    fileNamePattern: null,
    swap: false,
    workers: null,
  };
  const database = await openDatabase(join(folder, 'library.db'));
  const { rows } = await scoreCalls(
    request,
    database,
    { start: () => {}, turns: () => {}, note: () => {}, step: () => {} },
    new AbortController().signal,
  );
  for (const { callId, sentence } of rows) {
    const result = await readReportCall(database.query, callId);
    if (result?.ok) scored.set(callId, result);
    else console.error(`${callId}: ${sentence?.en}`);
  }
  await database.close();
}, RUN_MILLISECONDS);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('sample calls, recognised with the demo model and scored', () => {
  it('scores every call', () => {
    expect([...scored.keys()].sort()).toEqual(ids.toSorted());
  });

  it('comes to the expected verdict on every call and item', () => {
    const differences = [...scored].flatMap(([id, { scorecard }]) => verdictDifferences(truths.get(id)!, scorecard));
    expect(differences.join('\n')).toBe('');
  });

  it('judges every item that a script has a verdict for', () => {
    const missing = [...scored].flatMap(([id, { scorecard }]) => itemsNotJudged(truths.get(id)!, scorecard));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('finds speech where it is spoken, and rings where they ring', () => {
    const table = [...scored].flatMap(([id, { analysis }]) =>
      analysis.channels.flatMap(({ participant, speech }) => {
        const spoken = spokenBy(truths.get(id)!, participant);
        // Who never speaks has no precision: nothing may be found.
        if (spoken.length === 0 && speech.length === 0) return [];
        const { precision, recall, f1 } = speechMatch(speech, spoken);
        return [{ id, participant, precision, recall, f1 }];
      }),
    );
    const figures = ({ id, participant, precision, recall, f1 }: (typeof table)[number]) =>
      `${id} ${participant}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`;
    console.info(`Speech found, against truth:\n${table.map(figures).join('\n')}`);
    expect(table.filter(({ f1 }) => !(f1 > 0.9)).map(figures)).toEqual([]);
    for (const [id, { analysis }] of scored) {
      const bursts = analysis.tones.filter(({ kind }) => kind === 'ringback').map((tone) => tone.bursts);
      expect(`${id}: ${Math.max(0, ...bursts)} rings`).toBe(`${id}: ${truths.get(id)!.rings.length} rings`);
    }
  });

  it('reports the character error rate of the demo model', () => {
    const counts = [...scored]
      .filter(([, { analysis }]) => analysis.transcriptSource.kind === 'recognised')
      .map(([id, { analysis }]) => ({ id, ...characterErrors(truths.get(id)!, analysis) }));
    const errors = counts.reduce((sum, count) => sum + count.errors, 0);
    const characters = counts.reduce((sum, count) => sum + count.characters, 0);
    const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
    const lines = counts.map((count) => `${count.id}: ${percent(count.errors, count.characters)}`);
    console.info(`Character errors of the demo model:\n${lines.join('\n')}\nall: ${percent(errors, characters)}`);
    expect(errors / characters).toBeLessThan(0.3);
  });
});
