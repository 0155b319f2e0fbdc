import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { finished, lingting, ROOT, start } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lingting-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file in a folder of its own. */
function fileOf(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const ITEM = `items:
  - id: offer-water
    title: { zh: 主动倒水, en: Offer water }
    failureTitle: { zh: 没有主动倒水, en: No water offered }
    treatment: automatic
    severity: minor
    why: { zh: 客人渴。, en: People are thirsty. }
    advice: { zh: 请喝水。, en: Offer water. }
    source: [{ document: S1, section: 第一条 }]
    judge: { says: { any: [greeting] } }
    examples:
      pass: ["agent: 您好"]
      fail: ["agent: 喝水"]
      trap: ["agent: 你好"]
`;

describe('lingting checklist', () => {
  it('lint finds no fault in what comes with Lingting', async () => {
    const { code, stdout } = await lingting(['checklist', 'lint']);
    expect(stdout).toMatch(/✓ \d+ items, 3 checklists/);
    expect(code).toBe(0);
    const pipeline = await lingting(['checklist', 'lint', path.join(ROOT, 'pipelines/inbound.yaml')]);
    expect(pipeline.stdout).toMatch(/✓ \d+ items, 3 checklists/);
  });

  it('lint says file, line and what was expected, for every file that has a fault', async () => {
    const items = fileOf('items.yaml', ITEM.replace('severity: minor', 'severity: grave'));
    const list = fileOf(
      'list.yaml',
      readFileSync(path.join(ROOT, 'seeds/checklists/inbound.yaml'), 'utf8').replace(/weight: 10$/m, 'weight: 12'),
    );
    const profile = fileOf('profile.yaml', 'rules: { offer-hepl: true }\n');
    const other = fileOf('other.yaml', '- 1\n');
    const { code, stdout } = await lingting(['checklist', 'lint', items, list, profile, other]);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /items.yaml, line 6, items.0.severity: expected one of fatal, major, minor, info; got "grave"/,
    );
    expect(stdout).toMatch(/list.yaml, line \d+, sections: expected weights that add up to 100; these add up to 102/);
    expect(stdout).toMatch(/other.yaml: expected items/);
    const again = await lingting(['checklist', 'lint', profile]);
    expect(again.stdout).toMatch(
      /profile.yaml, line 1, rules.offer-hepl: there is no item "offer-hepl"; the nearest is "offer-help"/,
    );
    const asJson = await lingting(['checklist', 'lint', '--json', profile]);
    expect([asJson.code, JSON.parse(asJson.stdout)]).toEqual([
      1,
      { faults: [{ en: again.stdout.slice('✗ '.length).trim(), zh: expect.stringMatching(/没有质检项“offer-hepl”/) }] },
    ]);
  });

  it('lint refuses a phrase class that no lexicon has, with the line and the nearest', async () => {
    const { code, stdout } = await lingting([
      'checklist',
      'lint',
      fileOf('typo.yaml', ITEM.replace('[greeting]', '[greating]')),
    ]);
    expect(stdout).toMatch(/typo.yaml, line 10, .*: there is no phrase class "greating"; the nearest is "greeting"/);
    expect(code).toBe(1);
  });

  it('test judges the examples of a file and shows those that come out otherwise', async () => {
    const good = await lingting(['checklist', 'test', fileOf('good.yaml', ITEM)]);
    expect([good.code, good.stdout]).toEqual([0, '1 items, 3 examples, 0 not as they say.\n']);
    const bad = await lingting(['checklist', 'test', fileOf('bad.yaml', ITEM.replace('喝水"', '您好"'))]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toMatch(/offer-water, fail 1: pass. Said “您好”/);
    const asJson = await lingting(['checklist', 'test', '--json', path.join(folder, 'bad.yaml')]);
    expect([asJson.code, JSON.parse(asJson.stdout)]).toMatchObject([
      1,
      { items: 1, examples: 3, wrong: [{ itemId: 'offer-water', kind: 'fail', index: 0, outcome: 'pass' }] },
    ]);
  });

  it('explain says in words what an item does, with its phrases and numbers', async () => {
    const en = await lingting(['checklist', 'explain', 'late-answer-apology']);
    for (const part of [
      'Apologise after five rings',
      'ringsAtLeast: 5',
      '对不起',
      '5 rings (manual)',
      'automatic · major',
    ])
      expect(en.stdout).toContain(part);
    const zh = await lingting(['--lang', 'zh', 'checklist', 'explain', 'late-answer-apology']);
    for (const part of ['响铃过久先致歉', '怎么判', '自动判定 · 重要']) expect(zh.stdout).toContain(part);
    const own = await lingting(['checklist', 'explain', 'offer-water', '--items', fileOf('own.yaml', ITEM)]);
    expect(own.stdout).toContain('Offer water');
    expect(en.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const asJson = await lingting(['checklist', 'explain', 'late-answer-apology', '--json']);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      id: 'late-answer-apology',
      title: { zh: '响铃过久先致歉', en: 'Apologise after five rings' },
      when: { en: expect.arrayContaining(['ringsAtLeast: 5']) },
      judge: { zh: expect.arrayContaining([expect.stringContaining('对不起')]) },
      thresholds: [{ value: '5 rings', origin: 'manual' }],
    });
  });

  it.each([
    ['offer-hepl', 'the nearest is "offer-help"'],
    ['首先问侯', 'the nearest is "greeting-hello"'],
  ])('explain names the nearest item when there is none called %s', async (id, near) => {
    const { code, stderr } = await lingting(['checklist', 'explain', id]);
    expect(stderr).toContain(`There is no item "${id}"; ${near}. `);
    expect(code).toBe(2);
  });

  it('list gives every item, as JSON too', async () => {
    const { stdout } = await lingting(['checklist', 'list', '--json']);
    const rows = JSON.parse(stdout) as { id: string; treatment: string; points: string }[];
    expect(rows.find(({ id }) => id === 'greeting-hello')).toMatchObject({ treatment: 'automatic', severity: 'major' });
    expect(rows.find(({ id }) => id === 'greeting-hello')!.points).toMatch(/inbound [\d.]+, trainee [\d.]+/);
    const table = await lingting(['--lang', 'zh', 'checklist', 'list']);
    expect(table.stdout).toContain('首先问候');
  });

  it('ends quietly when nobody reads on, as with "| head"', async () => {
    const child = start(['checklist', 'list']);
    const end = finished(child);
    child.stdout!.destroy();
    expect(await end).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('lingting score --only', () => {
  it('shows what was heard in the scope and why it did or did not match', async () => {
    const call = path.join(ROOT, 'samples/calls/english-billing.wav');
    const transcript = path.join(ROOT, 'samples/calls/english-billing.vtt');
    const out = path.join(folder, 'out');
    const { code, stdout } = await lingting([
      'score',
      call,
      '--transcript',
      transcript,
      '--language',
      'en',
      '--only',
      'greeting-hello',
      '--out',
      out,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/greeting-hello: pass/);
    expect(stdout).toMatch(/✓ \[greeting\]/);
  });

  it('an unknown item is refused before anything is analysed', async () => {
    const { code, stderr } = await lingting([
      'score',
      ROOT,
      '--only',
      'greeting-hallo',
      '--out',
      path.join(folder, 'no'),
    ]);
    expect(stderr).toMatch(/nearest is "greeting-hello"/);
    expect(code).toBe(2);
  });
});
