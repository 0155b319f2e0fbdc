import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { lint } from '../../src/cli/checklist-lint.ts';
import { test as tryExamples } from '../../src/cli/checklist-test.ts';
import { loadScoring, scoreCall } from '../../src/pipeline.ts';
import { outcomeOf } from '../../src/scorecard/outcome.ts';
import { loadPipeline } from '../../src/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lingting-'));
  for (const [, name, text] of readFileSync('README.md', 'utf8').matchAll(/`mine\/(.*?)`:\n\n```yaml\n(.*?)```/gs)) {
    mkdirSync(dirname(join(folder, name!)), { recursive: true });
    writeFileSync(join(folder, name!), text!);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const inFolder = (...names: string[]): string[] => names.map((name) => join(folder, name));

it('the own checklist of the README judges its own item by its own phrases', async () => {
  const scoring = await loadScoring(await loadPipeline(join(folder, 'inbound.yaml')), 'zh');
  const outcome = (close: string): string => {
    const dialogue = `agent: 您好\ncustomer: 我想买一张桌子\nagent: 好的，${close}再见`;
    const card = scoreCall(analysisOfDialogue(dialogue), scoring);
    return outcomeOf(card.items.find(({ itemId }) => itemId === 'invite-visit')!.verdict);
  };
  expect([outcome('欢迎到店看看，'), outcome('')]).toEqual(['pass', 'fail']);
});

it('lint takes files of all kinds together, and the examples are tried', async () => {
  const all = inFolder('inbound.yaml', 'checklist.yaml', 'items/visit.yaml', 'lexicons/zh/visit.yaml');
  expect(await lint(all, 'en')).toBe(0);
  expect(await lint(inFolder('inbound.yaml'), 'en')).toBe(0);
  expect(await tryExamples(inFolder('checklist.yaml'), 'en')).toBe(0);
});

it('an item of one’s own may not have the id of another', async () => {
  cpSync(join(folder, 'items/visit.yaml'), join(folder, 'items/visit2.yaml'));
  await expect(loadScoring(await loadPipeline(join(folder, 'inbound.yaml')), 'zh')).rejects.toMatchObject({
    code: 'checklist-invalid',
    message: expect.stringMatching(/visit2\.yaml, line 2, .*"invite-visit" is given twice/),
  });
});
