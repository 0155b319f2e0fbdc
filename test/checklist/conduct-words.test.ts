import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { loadItems } from '../../src/checklist/items.ts';
import { judgeOrError } from '../../src/checklist/judge.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const { items } = await loadItems(
  ['seeds/checklists/items/conduct.yaml', 'seeds/checklists/items/wording.yaml'],
  'seeds/checklists/sources.yaml',
);
const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const lines = (name: string): string[] =>
  readFileSync(`test/checklist/${name}`, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

type Verdict = ReturnType<typeof judgeOrError>['verdict'];
const isRaised = (verdict: Verdict): boolean =>
  verdict.kind === 'undecided' || (verdict.kind === 'scored' && verdict.outcome !== 'pass');
const isFail = (verdict: Verdict): boolean =>
  verdict.kind === 'undecided' ? verdict.proposal === 'fail' : verdict.kind === 'scored' && verdict.outcome === 'fail';

/** The items that one turn of the agent raises: by default those failed, wholly or in part, or left to a person. */
function raised(turn: string, ids: readonly string[], counts: (verdict: Verdict) => boolean = isRaised): string[] {
  const dialogue = `agent: 您好，请问有什么可以帮您？\ncustomer: 我想问一下。\nagent: ${turn}\ncustomer: 好的。`;
  const call = new CallContext(analysisOfDialogue(dialogue), lexicons, DEFAULT_PROFILE);
  return ids.filter((id) => counts(judgeOrError(items.get(id)!, call).verdict));
}

const CONDUCT = [...items.keys()].filter((id) =>
  readFileSync('seeds/checklists/items/conduct.yaml', 'utf8').includes(`- id: ${id}\n`),
);

/** Further items that forbid words whatever the call is like. */
const WORDS = [
  'no-taboo-phrases',
  'no-dont-know',
  'no-flat-refusal',
  'no-rude-repeat-request',
  'explain-self-centred-check',
  'no-company-rule-excuse',
  'no-perfunctory-answer',
  'no-bad-fillers',
];

it('misconduct of the labelled turns is raised', () => {
  const faults = lines('conduct-faults.txt').map((line) => line.split('\t')[1]!);
  const missed = faults.filter((turn) => raised(turn, [...CONDUCT, 'no-taboo-phrases', 'no-dont-know']).length === 0);
  console.info(`${faults.length - missed.length} of ${faults.length} faults raised; not: ${missed.join(' / ')}`);
  expect(missed.length / faults.length).toBeLessThan(0.08);
});

it('ordinary turns raise none', () => {
  const ordinary = lines('conduct-ordinary.txt');
  const wrong = ordinary.flatMap((turn) => raised(turn, CONDUCT).map((id) => `${id}: ${turn}`));
  console.info(`${wrong.length} alarms on ${ordinary.length} ordinary turns: ${wrong.join(' / ')}`);
  expect(wrong.length / ordinary.length).toBeLessThan(0.03);
});

it('ordinary turns fail nothing for their words', () => {
  const ordinary = lines('conduct-ordinary.txt');
  const ids = [...CONDUCT, ...WORDS];
  const wrong = ordinary.flatMap((turn) => raised(turn, ids, isFail).map((id) => `${id}: ${turn}`));
  console.info(`${wrong.length} fails on ${ordinary.length} ordinary turns: ${wrong.join(' / ')}`);
  expect(wrong.length / ordinary.length).toBeLessThan(0.01);
});
