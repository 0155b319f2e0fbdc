import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadItems } from '../../src/checklist/items.ts';
import { tryExamples } from '../../src/checklist/try-examples.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lingting-'));
  cpSync('seeds/checklists/sources.yaml', join(folder, 'sources.yaml'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const item = (id: string, lines: string, examples = '') => `
  - id: ${id}
    title: { zh: 甲, en: A }
    failureTitle: { zh: 甲, en: A }
    why: { zh: 甲, en: A }
    advice: { zh: 甲, en: A }
    source: [{ document: S1, section: 一 }]
    treatment: automatic
    severity: minor
${lines.replace(/^/gm, '    ')}
    examples: {${examples}}`;

async function itemsOf(...texts: string[]) {
  const file = join(folder, 'items.yaml');
  writeFileSync(file, `items:${texts.join('')}\n`);
  return (await loadItems([file], join(folder, 'sources.yaml'))).items;
}

const near = (id: string) => `judge: { says: { any: [thanks], scope: { near: { item: ${id}, side: after } } } }`;
const plain = 'judge: { says: { any: [greeting] } }';

it.each([
  ['itself', [item('a', near('a'))], /line \d+, items.0: items read each other in a circle: a → a/],
  [
    'three, over scopes and conditions',
    [
      item('a', near('b')),
      item('b', `when: { item: { id: c, is: [pass] } }\n${plain}`),
      item('c', `excusedWhen: { item: { id: a, is: [fail] } }\n${plain}`),
    ],
    /in a circle: a → b → c → a/,
  ],
  [
    'a judgement inside a condition',
    [item('a', `when: { judged: { says: { any: [thanks], scope: { near: { item: a, side: after } } } } }\n${plain}`)],
    /in a circle: a → a/,
  ],
  [
    'a condition inside a judgement',
    [item('a', `excusedWhen: { judged: { any: [{ holds: { item: { id: a, is: [pass] } } }] } }\n${plain}`)],
    /in a circle: a → a/,
  ],
])('items that read %s are refused', async (_what, texts, message) => {
  await expect(itemsOf(...texts)).rejects.toMatchObject({
    code: 'checklist-invalid',
    message: expect.stringMatching(message),
  });
});

it('an item that is not there is refused with the nearest name', async () => {
  await expect(itemsOf(item('greet', plain), item('b', near('greets')))).rejects.toMatchObject({
    message: expect.stringMatching(/"b" reads the item "greets", which is not there; the nearest is "greet"/),
  });
});

it('items that share one they read are no circle', async () => {
  const items = await itemsOf(item('a', near('c')), item('b', near('c')), item('c', plain));
  expect(items.size).toBe(3);
});

it('a scope begins at what the other item found', async () => {
  const examples = `
      pass: ["agent: 您好\\ncustomer: 喂\\nagent: 谢谢"],
      fail: ["agent: 谢谢\\ncustomer: 喂\\nagent: 您好\\ncustomer: 喂\\nagent: 好的"],
      notApplicable: ["agent: 谢谢"]`;
  const items = await itemsOf(item('a', near('c'), examples), item('c', plain));
  const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };
  expect(tryExamples(items.get('a')!, items, lexicons).map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['pass', 'pass'],
    ['fail', 'fail'],
    ['notApplicable', 'notApplicable'],
  ]);
});
