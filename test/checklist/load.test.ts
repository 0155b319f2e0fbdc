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

function change(name: string, from: string | RegExp, to: string): void {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(file, text.replace(from, to));
}

it.each<[string, string | RegExp, string, RegExp]>([
  ['checklists/inbound.yaml', 'sections:', 'colour: red\nsections:', /line \d+, colour: unknown key "colour"/],
  [
    'checklists/inbound.yaml',
    'items: [no-interruption',
    'items: [no-interuption',
    /sections\.\d+\.items\.0: no such id in the item files: "no-interuption"; the nearest is "no-interruption"/,
  ],
  [
    'checklists/inbound.yaml',
    'items: [no-interruption',
    'items: [no-interruption, no-interruption',
    /items\.1: "no-interruption" is given twice/,
  ],
  ['checklists/inbound.yaml', /items: \[no-interruption[^\]]*\]/, 'items: []', /items: expected at least one item/],
  ['checklists/inbound.yaml', 'weight: 8', 'weight: eight', /line \d+.*weight: expected.*number.*got "eight"/],
  ['checklists/inbound.yaml', 'weight: 8', 'weight: 9', /sections: expected weights that add up to 100; .* up to 101/],
  [
    'checklists/inbound.yaml',
    'replaces: [need',
    'replaces: [knead',
    /replaces: no such id in sections: "knead"; the nearest is "need"/,
  ],
  [
    'checklists/inbound.yaml',
    /( {6}- id: soothing[\s\S]*?weight: )\d+/,
    '$150',
    /overlays\.\d\.sections: expected weights that add up to 100/,
  ],
  ['checklists/inbound.yaml', 'callType: complaint', 'callType: grumble', /callType: expected one of complaint, /],
  [
    'checklists/inbound.yaml',
    'items: [no-hang-up-first]',
    'items: [hang-up]',
    /headline\.2\.items\.0: no such id in sections: "hang-up"; the nearest are "/,
  ],
  [
    'checklists/items/opening.yaml',
    'treatment: automatic',
    'treatment: magic',
    /treatment: expected one of automatic, assisted, human; got "magic"/,
  ],
  [
    'checklists/items/opening.yaml',
    'severity: major',
    'severity: huge',
    /severity: expected one of fatal, major, minor, info; got "huge"/,
  ],
  [
    'checklists/items/opening.yaml',
    '      rings:',
    '      ringss:',
    /line \d+.*ringss: unknown operator "ringss"; the nearest is "rings"/,
  ],
  [
    'checklists/items/opening.yaml',
    '      rings:',
    '      bells:',
    /line \d+.*bells: unknown operator "bells"; none is like it/,
  ],
  ['checklists/items/opening.yaml', 'pass: { atMost: 3 }', 'pass: { atMost: many }', /atMost: expected.*got "many"/],
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

it.each<[string, string, RegExp]>([
  [
    'section: fillers',
    'section: filers',
    /items\.5\.section: no section with points has the id "filers"; the nearest is "fillers"/,
  ],
  ['section: fillers', 'section: tone', /items\.5\.section: "tone" is given twice/],
  [
    '        - { section: volume, givenBy: machine }\n',
    '',
    /sections\.4: expected "volume" in the form, as it has points/,
  ],
  ['givenBy: machine', 'givenBy: wizard', /givenBy: expected one of machine, proposal, human, manual; got "wizard"/],
  ['noneAtOne: [polite-wording', 'noneAtOne: [polite', /noneAtOne\.0: no section with points has the id "polite"/],
  ['three: 0.25', 'three: 0.9', /ratings: .*three not above five/],
  ['passMark: 70', 'passMark: 170', /passMark: /],
])('a training form with %j as %j is refused', async (from, to, message) => {
  change('checklists/trainee.yaml', from, to);
  await expect(loadChecklist(join(folder, 'checklists/trainee.yaml'))).rejects.toMatchObject({
    code: 'checklist-invalid',
    message: expect.stringMatching(message),
  });
});

it('a section of the form needs no items', async () => {
  change('checklists/trainee.yaml', /(\n {2}- id: typing\n[\s\S]*?items: )\[.*?\]/, '$1[]');
  const { sections, form } = await loadChecklist(join(folder, 'checklists/trainee.yaml'));
  expect(sections.find(({ id }) => id === 'typing')).toMatchObject({ weight: 4, itemIds: [] });
  expect(form?.gates.map(({ passMark }) => passMark)).toEqual([70, 80]);
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
    refuseUnknownClasses((await loadChecklist(`seeds/checklists/${name}.yaml`)).library, [lexicons]);
});

it.each([
  [
    'items/opening.yaml',
    'says: { any: [apology',
    'says: { any: [apologie',
    /opening.yaml, line \d+, .*says.any.0: item "late-answer-apology": there is no phrase class "apologie"; the nearest is "apology"/,
  ],
  [
    'items/closing.yaml',
    'farewell: [farewell]',
    'farewell: [qqqqqqqqqqqq]',
    /item "closing-anything-else".*"qqqqqqqqqqqq"; none is like it\./,
  ],
  [
    'items/complaint.yaml',
    'near: { says: [complaint-explicit',
    'near: { says: [complaints-explicit',
    /item "complaint-apologise".*"complaints-explicit"/,
  ],
])('a phrase class that no lexicon has is refused: %s with %j', async (name, from, to, message) => {
  change(`checklists/${name}`, from, to);
  const checklist = await loadChecklist(join(folder, 'checklists/inbound.yaml'));
  const lexicons = [await loadLexicons('seeds/lexicons', 'zh'), await loadLexicons('seeds/lexicons', 'en')];
  expect(() => refuseUnknownClasses(checklist.library, lexicons)).toThrow(
    expect.objectContaining({ code: 'checklist-invalid', message: expect.stringMatching(message) }),
  );
});

it('a phrase class of one language alone is no mistake', async () => {
  const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
  const en = await loadLexicons('seeds/lexicons', 'en');
  expect(() => refuseUnknownClasses(checklist.library, [en])).toThrow();
  const zh = await loadLexicons('seeds/lexicons', 'zh');
  expect(() => refuseUnknownClasses(checklist.library, [en, zh])).not.toThrow();
});
