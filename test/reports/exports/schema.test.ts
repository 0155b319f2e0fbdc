import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CallAnalysis } from '../../../src/analysis.ts';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import { scoreCall } from '../../../src/pipeline.ts';
import type { CallFile } from '../../../src/reports/exports/call-file.ts';
import { checklistRow } from '../../../src/scorecard/checklist-row.ts';
import { withHumanVerdicts } from '../../../src/scorecard/human-verdicts.ts';
import { loadScoring } from '../../../src/scoring.ts';
import { loadPipeline } from '../../../src/settings.ts';
import { generatedSchema, SCHEMA_FILE } from '../../generated-schema.ts';

const text = readFileSync(SCHEMA_FILE, 'utf8');
const validate = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(text));
const faultsOf = (file: unknown) => {
  // As it is written: what is undefined is not there.
  validate(JSON.parse(JSON.stringify(file)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

it('is what the types say (npm run docs)', () => {
  expect(text).toBe(generatedSchema());
}, 120_000);

const analyses: CallAnalysis[] = [
  ...readdirSync('test/golden')
    .filter((name) => name.endsWith('.analysis.json'))
    .map((name) => JSON.parse(readFileSync(`test/golden/${name}`, 'utf8')) as CallAnalysis),
  ...readdirSync('samples/transcripts')
    .filter((name, index) => name.endsWith('.yaml') && index % 6 === 0)
    .map((name) => parse(readFileSync(`samples/transcripts/${name}`, 'utf8')) as { dialogue: string })
    .map(({ dialogue }) => analysisOfDialogue(dialogue)),
];

it.each(['inbound', 'outbound', 'trainee'])(
  'describes every call of the fixtures, judged as %s',
  async (name) => {
    expect(analyses.length).toBeGreaterThan(3);
    const pipeline = await loadPipeline(name);
    const scorings = { zh: await loadScoring(pipeline, 'zh'), en: await loadScoring(pipeline, 'en') };
    for (const analysis of analyses) {
      const scoring = scorings[analysis.language];
      const { callId } = analysis.call;
      const machine = scoreCall(analysis, scoring);
      const said = { outcome: 'fail', rating: null, by: '周', why: '听过', at: '2026-03-01T00:00:00Z' } as const;
      const itemId = machine.items[0]!.itemId;
      const scorecard = withHumanVerdicts(machine, checklistRow(scoring.checklist), [{ ...said, itemId }]);
      for (const card of [machine, scorecard]) {
        const file: CallFile = { version: 1, callId, file: `/in/${callId}.wav`, analysis, scorecard: card };
        expect(faultsOf(file), callId).toEqual([]);
      }
    }
  },
  300_000,
);

it.each([
  ['no version', { version: undefined }],
  ['another version', { version: 2 }],
  ['an analysis of nothing', { analysis: {} }],
  ['a score in words', { scorecard: { score: 'good' } }],
])('refuses %s', (_, change) => {
  const [analysis] = analyses;
  expect(faultsOf({ version: 1, callId: 'x', analysis, scorecard: {}, ...change })).not.toEqual([]);
});
