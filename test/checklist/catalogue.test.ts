import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadItems } from '../../src/checklist/items.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { yamlFilesIn } from '../../src/language/yaml-file.ts';
import { CATALOGUE } from './catalogue.ts';

const files = await yamlFilesIn('seeds/checklists/items');
const { items } = await loadItems(files, 'seeds/checklists/sources.yaml');
const judgedByMachine = CATALOGUE.filter(({ treatment }) => treatment !== 'human');

it('has 182 rules: 122 automatic, 51 assisted, 9 human', () => {
  const rules = CATALOGUE.flatMap(({ id }) => items.get(id) ?? []);
  const count = (of: string) => rules.filter(({ treatment }) => treatment === of).length;
  expect([rules.length, count('automatic'), count('assisted'), count('human')]).toEqual([182, 122, 51, 9]);
});

/** Whether an option of a judgement or a condition is a number. */
const holdsNumber = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'object' && value !== null && Object.values(value).some(holdsNumber));

it('numbers are explained', async () => {
  const unexplained: string[] = [];
  for (const file of files) {
    const { items: raw } = parse(await readFile(file, 'utf8')) as { items: Record<string, unknown>[] };
    for (const { id, judge, partial, when, excusedWhen, reviewWhen, fatalIf, thresholds } of raw)
      if (thresholds === undefined && holdsNumber([judge, partial, when, excusedWhen, reviewWhen, fatalIf]))
        unexplained.push(String(id));
  }
  expect(unexplained).toEqual([]);
});

it('every rule of the catalogue is an item', () => {
  expect(CATALOGUE.filter(({ id }) => !items.has(id)).map(({ id }) => id)).toEqual([]);
});

it('every item is a rule of the catalogue, or a point of the training form that no recording shows', () => {
  const known = new Set([...CATALOGUE.map(({ id }) => id), 'typing-speed']);
  expect([...items.keys()].filter((id) => !known.has(id))).toEqual([]);
});

it('who judges an item, and how much it matters, is what the catalogue says', () => {
  const differing = CATALOGUE.flatMap(({ id, treatment, severity }) => {
    const item = items.get(id);
    return item && (item.treatment !== treatment || item.severity !== severity)
      ? `${id}: ${item.treatment} ${item.severity}, expected ${treatment} ${severity}`
      : [];
  });
  expect(differing).toEqual([]);
});

/** There is no detector for these sounds: words can give them away, and nothing can say that they are not there. */
const NEVER_PASS = ['no-eating-drinking-smoking', 'no-side-activity'];

describe('every rule that the machine judges has examples', () => {
  it.each(['pass', 'fail', 'trap'] as const)('%s', (kind) => {
    const without = judgedByMachine.filter(({ id }) => (items.get(id)?.examples[kind] ?? []).length === 0);
    expect(without.map(({ id }) => id)).toEqual(kind === 'pass' ? NEVER_PASS : []);
  });
});

it('every rule left to people gives its clips on an example', () => {
  const human = CATALOGUE.filter(({ treatment }) => treatment === 'human');
  const without = human.filter(({ id }) => (items.get(id)?.examples.undecided ?? []).length === 0);
  expect(without.map(({ id }) => id)).toEqual([]);
});

it('every rule stands in one of the checklists', async () => {
  const names = readdirSync('seeds/checklists').filter((name) => /^(inbound|outbound|trainee)\.yaml$/.test(name));
  const lists = await Promise.all(names.map((name) => loadChecklist(`seeds/checklists/${name}`)));
  const used = new Set(lists.flatMap((list) => list.items.map(({ id }) => id)));
  expect([...items.keys()].filter((id) => !used.has(id))).toEqual([]);
});
