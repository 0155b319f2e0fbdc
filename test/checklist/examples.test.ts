import { describe, expect, it } from 'vitest';
import { loadItems } from '../../src/checklist/items.ts';
import { tryExamples } from '../../src/checklist/try-examples.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { yamlFilesIn } from '../../src/language/yaml-file.ts';

const lexicons = { zh: await loadLexicons('seeds/lexicons', 'zh'), en: await loadLexicons('seeds/lexicons', 'en') };

const files = await yamlFilesIn('seeds/checklists/items');
const library = await loadItems(files, 'seeds/checklists/sources.yaml');

for (const file of files) {
  const items = new Map([...library.items].filter(([id]) => library.files.get(id) === file));
  describe(file, () => {
    for (const item of items.values())
      it(`${item.id}: judges its own examples as it says`, () => {
        const wrong = tryExamples(item, library.items, lexicons).filter(({ agrees }) => !agrees);
        const shown = wrong.map(
          ({ kind, index, dialogue, outcome, verdict }) =>
            `${kind} ${index + 1} came out ${outcome}:\n${dialogue}${JSON.stringify(verdict, null, 1)}`,
        );
        expect(shown.join('\n\n')).toBe('');
      });
    for (const item of items.values())
      it(`${item.id}: every fail carries a quote or a value with its threshold`, () => {
        for (const { kind, verdict } of tryExamples(item, library.items, lexicons)) {
          if (kind !== 'fail') continue;
          const evidence = verdict.kind === 'error' ? [] : verdict.evidence;
          expect(evidence.length).toBeGreaterThan(0);
          for (const one of evidence) expect(one.quote !== undefined || (one.measured && one.threshold)).toBeTruthy();
        }
      });
  });
}
