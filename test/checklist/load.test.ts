import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadChecklist } from '../../src/checklist/load.ts';
import { refuseUnknownClasses } from '../../src/checklist/phrase-classes.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lingting-'));
  cpSync('seeds', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function change(name: string, from: string, to: string): void {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  writeFileSync(file, text.replace(from, to));
}

it.each([
  ['checklists/inbound.yaml', 'sections:', 'colour: red\nsections:', /line \d+, colour: unknown key "colour"/],
  [
    'checklists/inbound.yaml',
    'greeting-hello: 6',
    'greeting-hallo: 6',
    /greeting-hallo: no such item in items\/opening.yaml.*the nearest is "greeting-hello"/,
  ],
  [
    'checklists/inbound.yaml',
    'greeting-hello: 6',
    'greeting-hello: six',
    /line \d+.*greeting-hello: expected.*number.*got "six"/,
  ],
  [
    'checklists/inbound.yaml',
    'items: [no-hang-up-first]',
    'items: [hang-up]',
    /headline.*no such item in sections; expected one of answer-within-three-rings, .*no-hang-up-first/,
  ],
  [
    'checklists/items/opening.yaml',
    '      rings:',
    '      bells:',
    /line \d+.*bells: unknown operator; expected one of/,
  ],
  [
    'checklists/items/opening.yaml',
    'secondsPerRing: 5',
    'secondsPerRing: many',
    /secondsPerRing: expected.*got "many"/,
  ],
  [
    'checklists/items/opening.yaml',
    'when: { direction: inbound }',
    'when: { direction: sideways }',
    /direction: expected one of inbound, outbound; got "sideways"/,
  ],
  ['checklists/items/opening.yaml', 'document: S1', 'document: S9', /document: expected one of S0/],
  [
    'checklists/items/opening.yaml',
    '  - id: late-answer-apology',
    '  - id: answer-within-three-rings',
    /is given twice/,
  ],
])('%s with %j is refused with its line and what was expected', async (name, from, to, message) => {
  change(name, from, to);
  await expect(loadChecklist(join(folder, 'checklists/inbound.yaml'))).rejects.toMatchObject({
    code: 'checklist-invalid',
    message: expect.stringMatching(message),
  });
});

it.each([
  ['match: sound', 'match: smell', /match: expected one of sound, exact; got "smell"/],
  ['phrases:', 'phrasen:', /line \d+/],
  ['这里是{company}', '这里是{firm}', /slot \{firm\}/],
])('a lexicon with %j is refused', async (from, to, message) => {
  change('lexicons/zh/opening.yaml', from, to);
  await expect(loadLexicons(join(folder, 'lexicons'), 'zh')).rejects.toMatchObject({
    code: 'lexicon-invalid',
    message: expect.stringMatching(message),
  });
});

it('every phrase class an item names is in the Chinese lexicons', async () => {
  const lexicons = await loadLexicons('seeds/lexicons', 'zh');
  for (const name of ['inbound', 'outbound', 'trainee'])
    refuseUnknownClasses(await loadChecklist(`seeds/checklists/${name}.yaml`), [lexicons]);
});

it.each([
  [
    'items/opening.yaml',
    'says: { any: [apology',
    'says: { any: [apologie',
    /item "late-answer-apology".*"apologie"; the nearest is "apology"/,
  ],
  [
    'items/complaint.yaml',
    'said: { says: [complaint]',
    'said: { says: [angry-words]',
    /item "complaint-apologise".*"angry-words"; expected one of /,
  ],
  [
    'items/complaint.yaml',
    'near: { says: [complaint]',
    'near: { says: [complaints]',
    /item "complaint-apologise".*"complaints"/,
  ],
])('a phrase class that no lexicon has is refused: %s with %j', async (name, from, to, message) => {
  change(`checklists/${name}`, from, to);
  const checklist = await loadChecklist(join(folder, 'checklists/inbound.yaml'));
  const lexicons = [await loadLexicons('seeds/lexicons', 'zh'), await loadLexicons('seeds/lexicons', 'en')];
  expect(() => refuseUnknownClasses(checklist, lexicons)).toThrow(
    expect.objectContaining({ code: 'checklist-invalid', message: expect.stringMatching(message) }),
  );
});

it('a phrase class of one language alone is no mistake', async () => {
  const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
  const en = await loadLexicons('seeds/lexicons', 'en');
  expect(() => refuseUnknownClasses(checklist, [en])).toThrow();
  const zh = await loadLexicons('seeds/lexicons', 'zh');
  expect(() => refuseUnknownClasses(checklist, [en, zh])).not.toThrow();
});
