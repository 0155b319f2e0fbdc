import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import { loadFlows } from '../../src/checklist/flows.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';

const flows = await loadFlows('seeds/checklists/flows.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');

/** Stored analyses and the scorecards they gave. After a wanted change: `npx vitest run test/golden -u`, and read the difference. */
it.each([
  ['good', 'inbound'],
  ['rude', 'inbound'],
  ['callback', 'outbound'],
])('the stored call %s gives the stored scorecard', async (name, list) => {
  const analysis = JSON.parse(readFileSync(`test/golden/${name}.analysis.json`, 'utf8')) as CallAnalysis;
  const checklist = { ...(await loadChecklist(`seeds/checklists/${list}.yaml`)), sha256: '' };
  const card = scoreVerdicts(checklist, judge(checklist, lexicons, analysis), analysis, flows);
  await expect(`${JSON.stringify(card, null, 1)}\n`).toMatchFileSnapshot(`${name}.scorecard.json`);
});
