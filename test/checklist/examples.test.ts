import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Checklist, type ChecklistItem, DEFAULT_PROFILE } from '../../src/checklist/checklist.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import type { Lexicons } from '../../src/language/lexicon.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { outcomeOf } from '../../src/scorecard/score.ts';

const NAMES = readdirSync('seeds/checklists').filter((name) => name.endsWith('.yaml') && name !== 'sources.yaml');
const checklists = await Promise.all(NAMES.map((name) => loadChecklist(`seeds/checklists/${name}`)));
const items = new Map(
  checklists.flatMap((one) => one.items.map((item) => [item.id, { item, checklist: one }] as const)),
);
const lexicons = new Map<string, Lexicons>();

beforeAll(async () => {
  for (const language of ['zh', 'en'] as const) lexicons.set(language, await loadLexicons('seeds/lexicons', language));
});

function outcome(checklist: Checklist, item: ChecklistItem, dialogue: string) {
  const analysis = analysisOfDialogue(dialogue);
  const only = { ...checklist, items: [item] };
  const [judged] = judge(only, lexicons.get(analysis.language)!, analysis, DEFAULT_PROFILE);
  return { outcome: outcomeOf(judged!.verdict), verdict: judged!.verdict };
}

describe('every item judges its own examples as it says', () => {
  for (const { item, checklist } of items.values())
    for (const kind of ['pass', 'partial', 'fail', 'undecided', 'notApplicable'] as const)
      for (const [index, dialogue] of (item.examples[kind] ?? []).entries())
        it(`${item.id}: ${kind} ${index + 1}`, () => {
          const result = outcome(checklist, item, dialogue);
          expect(result.outcome, `${dialogue}\n${JSON.stringify(result.verdict, null, 1)}`).toBe(kind);
        });
});

describe('what only looks like a fault is none', () => {
  for (const { item, checklist } of items.values())
    for (const [index, dialogue] of item.examples.trap.entries())
      it(`${item.id}: trap ${index + 1}`, () => {
        const result = outcome(checklist, item, dialogue);
        expect(['pass', 'notApplicable'], `${dialogue}\n${JSON.stringify(result.verdict, null, 1)}`).toContain(
          result.outcome,
        );
      });
});

describe('every fail carries a quote or a value with its threshold', () => {
  for (const { item, checklist } of items.values())
    it(item.id, () => {
      for (const dialogue of item.examples.fail) {
        const { verdict } = outcome(checklist, item, dialogue);
        const evidence = verdict.kind === 'scored' ? verdict.evidence : [];
        expect(evidence.length).toBeGreaterThan(0);
        for (const one of evidence) expect(one.quote !== undefined || (one.measured && one.threshold)).toBeTruthy();
      }
    });
});
