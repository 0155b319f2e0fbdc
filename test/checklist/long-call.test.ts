import { expect, it } from 'vitest';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { madeCall } from '../bench/calls.ts';

/** Work that grows with the square of the call takes many minutes here. */
const LIMIT_MILLISECONDS = 240_000;

it('judges a call of four hours', { timeout: LIMIT_MILLISECONDS }, async () => {
  const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
  const lexicons = await loadLexicons('seeds/lexicons', 'zh');
  const call = madeCall(240, 3, 0.1);
  expect(call.transcript.length).toBeGreaterThan(2000);
  const { verdicts } = judge(checklist, lexicons, call);
  expect(verdicts.length).toBeGreaterThan(140);
  expect(verdicts.filter(({ verdict }) => verdict.kind === 'error')).toEqual([]);
});
