import { readFileSync } from 'node:fs';
import type { CallAnalysis } from '../../src/analysis.ts';
import type { Checklist } from '../../src/checklist/checklist.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { type Lexicons, loadLexicons } from '../../src/language/lexicon.ts';
import { madeCall } from './calls.ts';

/** Bar: milliseconds to judge one stored call with the whole inbound checklist, at the median, on one core, warm. */
const BAR_MILLISECONDS = 5;
const CALLS = 150;
const WARM_UP = 40;
const MINUTES = 5;
const ERROR_RATE = 0.1;

/** Prints how long judging takes; returns false when the bar is missed. */
export async function benchSpeed(): Promise<boolean> {
  const lexicons = await loadLexicons('seeds/lexicons', 'zh');
  const inbound = await loadChecklist('seeds/checklists/inbound.yaml');
  const outbound = await loadChecklist('seeds/checklists/outbound.yaml');
  const stored = (name: string): CallAnalysis[] =>
    Array.from(
      { length: CALLS },
      () => JSON.parse(readFileSync(`test/golden/${name}.analysis.json`, 'utf8')) as CallAnalysis,
    );
  const made = Array.from({ length: CALLS }, (_, seed) => madeCall(MINUTES, seed, ERROR_RATE));
  const rows = [
    { call: `made, ${MINUTES} minutes, all different`, ...times(inbound, lexicons, made) },
    { call: 'stored, good', ...times(inbound, lexicons, stored('good')) },
    { call: 'stored, rude', ...times(inbound, lexicons, stored('rude')) },
    { call: 'stored, callback', ...times(outbound, lexicons, stored('callback')) },
  ];
  console.log(
    `\nJudging one stored call: ${inbound.items.length} items, ${lexicons.classes.size} phrase classes; bar ${BAR_MILLISECONDS} ms at the median`,
  );
  console.table(rows);
  return rows.every((row) => row['median ms'] < BAR_MILLISECONDS);
}

function times(checklist: Checklist, lexicons: Lexicons, calls: readonly CallAnalysis[]) {
  const took = calls.map((call) => {
    const start = performance.now();
    judge(checklist, lexicons, call);
    return performance.now() - start;
  });
  const warm = took.slice(WARM_UP).sort((a, b) => a - b);
  const at = (share: number): number => Number(warm[Math.floor(share * warm.length)]!.toFixed(2));
  const characters = calls[0]!.transcript.reduce((sum, { text }) => sum + text.length, 0);
  return { characters, 'median ms': at(0.5), 'p95 ms': at(0.95), 'first ms': Number(took[0]!.toFixed(0)) };
}
