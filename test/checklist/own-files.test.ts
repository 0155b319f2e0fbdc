import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { lint } from '../../src/cli/checklist-lint.ts';
import { test as tryExamples } from '../../src/cli/checklist-test.ts';
import { scoreCall } from '../../src/pipeline.ts';
import { outcomeOf } from '../../src/scorecard/outcome.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadPipeline } from '../../src/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lingting-'));
  mkdirSync(join(folder, 'lexicons/en'), { recursive: true });
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

/** What lint prints. */
async function linted(files: readonly string[]): Promise<{ code: number; lines: string[] }> {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const code = await lint(files, false, 'en');
  const lines = out.mock.calls.map(([text]) => String(text).trim());
  out.mockRestore();
  return { code, lines };
}

it('lint takes files of all kinds together and names them, and the examples are tried', async () => {
  const all = inFolder('inbound.yaml', 'checklist.yaml', 'items/visit.yaml', 'lexicons/zh/visit.yaml');
  const { code, lines } = await linted(all);
  expect(code).toBe(0);
  expect(lines.slice(0, -1)).toEqual(all.map((file) => `✓ ${file}`));
  expect(await lint(inFolder('inbound.yaml'), false, 'en')).toBe(0);
  expect(await tryExamples(inFolder('checklist.yaml'), false, 'en')).toBe(0);
});

it('lint says the first fault of every faulty file', async () => {
  const faulty = inFolder('items/a.yaml', 'items/b.yaml', 'lexicons/zh/c.yaml', 'lexicons/en/d.yaml');
  for (const file of faulty) writeFileSync(file, file.includes('items') ? 'items: 1\n' : 'classes: 1\n');
  const { code, lines } = await linted(faulty);
  expect(code).toBe(1);
  for (const file of faulty) expect(lines.filter((line) => line.startsWith(`✗ ${file}, line 1`))).toHaveLength(1);
});

it('an item of one’s own may not have the id of another', async () => {
  cpSync(join(folder, 'items/visit.yaml'), join(folder, 'items/visit2.yaml'));
  await expect(loadScoring(await loadPipeline(join(folder, 'inbound.yaml')), 'zh')).rejects.toMatchObject({
    code: 'checklist-invalid',
    message: expect.stringMatching(/visit2\.yaml, line 2, .*"invite-visit" is given twice/),
  });
});
