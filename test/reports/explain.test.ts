import { beforeAll, describe, expect, it } from 'vitest';
import type { ChecklistItem } from '../../src/checklist/checklist.ts';
import { loadItems } from '../../src/checklist/items.ts';
import { type Lexicons, loadLexicons } from '../../src/language/lexicon.ts';
import { shown } from '../../src/language/phrase-notation.ts';
import { yamlFilesIn } from '../../src/language/yaml-file.ts';
import { explainItem } from '../../src/reports/explain/item.ts';

describe('what an item does', () => {
  let items: ReadonlyMap<string, ChecklistItem>;
  let zh: Lexicons;
  beforeAll(async () => {
    const files = await yamlFilesIn('seeds/checklists/items');
    [{ items }, zh] = await Promise.all([
      loadItems(files, 'seeds/checklists/sources.yaml'),
      loadLexicons('seeds/lexicons', 'zh'),
    ]);
  });

  it.each(['zh', 'en'] as const)('is said without notation in braces, in %s', (language) => {
    for (const item of items.values())
      for (const line of explainItem(item, zh, language)) expect(line).not.toMatch(/\{"|":|\[\{/);
  });

  it('shows every wording of its phrase classes', () => {
    const text = explainItem(items.get('closing-farewell')!, zh, 'zh').join('\n');
    for (const wording of zh.classes.get('farewell')!.phrases) expect(text).toContain(shown(wording, 'zh'));
    const all = [...items.values()].flatMap((item) => explainItem(item, zh, 'zh')).join('\n');
    expect(all).not.toContain('… (');
  });

  it.each([
    ['zh', '；除外：'],
    ['en', '; but not in '],
  ] as const)('sets what a class leaves out apart from the words before it, in %s', (language, words) => {
    const text = explainItem(items.get('paraphrase-confirm')!, zh, language).join('\n');
    expect(text).toContain(`${words}${shown(zh.classes.get('paraphrases')!.except![0]!, 'zh')}`);
  });
});
