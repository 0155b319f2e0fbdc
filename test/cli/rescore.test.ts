import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sidesText } from '../../src/cli/channels.ts';
import { openDatabase } from '../../src/library/database/open.ts';
import type { RescoreResult } from '../../src/library/rescore/rescore.ts';
import { textWidth } from '../../src/reports/width.ts';
import { fillScored } from '../library/rescore/filled.ts';
import { lingting } from './run.ts';

let folder: string;
let library: string;
let profile: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lingting-rescore-'));
  library = path.join(folder, 'library.db');
  profile = path.join(folder, 'mine.yaml');
  await writeFile(profile, 'rules: { greeting-hello: false, closing-farewell: false }\n');
  const database = await openDatabase(library);
  await fillScored(database.query, 4);
  await database.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rescore = (...more: string[]) => lingting(['rescore', '--library', library, '--profile', profile, ...more]);

describe('lingting rescore', () => {
  it('shows what would change, then changes it, then has nothing to do', async () => {
    const dry = await rescore('--dry-run');
    expect(dry.code, dry.stderr).toBe(0);
    expect(dry.stdout).toMatch(/4 judged anew, 4 of them changed; 0 were up to date/);
    expect(dry.stdout).toMatch(/greeting-hello.*not applicable/);
    expect(dry.stdout.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
    expect(dry.stdout).toContain('C000003');
    expect(dry.stdout).toContain('nothing was written');
    expect(dry.stderr).toMatch(/\[4\/4\]/);
    const wet = await rescore('--json');
    const result = JSON.parse(wet.stdout) as RescoreResult;
    const none = { held: 0, failed: 0, leftOut: 0, takenBack: 0, unanalysed: 0, left: 0 };
    expect(result.calls).toEqual({ current: 0, judged: 4, changed: 4, ...none });
    const again = await rescore('--dry-run');
    expect(again.stdout).toMatch(/0 judged anew.*4 were up to date/);
    const back = await lingting(['rescore', '--library', library, '--dry-run', '--only', 'C000001']);
    expect(back.stderr).toMatch(/^1 call was last re-scored by pipeline inbound with profile .*mine\.yaml; now by/);
  });

  it('speaks Chinese', async () => {
    const { stdout } = await lingting([
      '--lang',
      'zh',
      'rescore',
      '--library',
      library,
      '--only',
      'C000001',
      '--dry-run',
    ]);
    expect(stdout).toMatch(/重新评分 1 通，其中 1 通有变化/);
    expect(stdout).toMatch(/不适用/);
    expect(stdout).toContain('这是试算');
  });

  it('says in one sentence what is wrong', async () => {
    const missing = await lingting(['rescore', '--library', path.join(folder, 'nothing.db')]);
    expect(missing.code).toBe(2);
    expect(missing.stderr).toMatch(/^There is no library at .*nothing\.db/);
    const unknown = await rescore('--only', 'nobody');
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toMatch(/no finished call nobody/);
    await writeFile(profile, 'rules: { nothing-like-it: false }\n');
    const wrong = await rescore();
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/mine\.yaml.*nothing-like-it/);
  });
});

describe('lingting channels', () => {
  const channels = (...args: string[]) => lingting(['channels', '--library', library, ...args]);
  // Calls are judged by what judged them last.
  beforeAll(() => writeFile(profile, 'rules: { greeting-hello: false }\n'));

  it('shows who is on which channel, exchanges them, and takes that back', async () => {
    const shown = await channels('C000002');
    expect(shown.stdout).toMatch(/^C000002 {2}channel 1 Agent, 2 Customer\n/);
    const swapped = await channels('C000002', 'C000003', '--swap', '--by', 'Li');
    expect(swapped.code, swapped.stderr).toBe(0);
    expect(swapped.stdout).toMatch(/C000002 {2}channel 1 Customer, 2 Agent; score .* → .*\n {2}Li says/);
    expect(swapped.stdout).toContain('C000003');
    const again = await channels('C000002', '--swap', '--by', 'Wang');
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringMatching(/exchanged before by Li\. .*C000002 --reset/),
    ]);
    const json = JSON.parse((await channels('C000002', '--reset', '--json')).stdout);
    expect(json.calls[0]).toMatchObject({ callId: 'C000002', attribution: { participants: ['agent', 'customer'] } });
    const unsaid = await channels('C000002', '--reset');
    expect(unsaid.stdout).toMatch(/2 Customer; nothing had been said about its sides\n/);
  });

  it.each([
    ['text', 0.9, ' (90% sure)'],
    ['metadata', 0.95, ''],
    ['override', 0.95, ''],
    ['override', 0.7, ' (70% sure)'],
  ] as const)('says of sides that are %s, %s sure, how sure it is where that is open', (source, confidence, sure) => {
    const attribution = { participants: ['agent' as const, 'customer' as const], confidence, source, notes: [] };
    const call = { callId: 'one', attribution, changed: false, score: { from: null, to: null }, exclusion: null };
    expect(sidesText(call, null, 'en')).toBe(`one  channel 1 Agent, 2 Customer${sure}`);
  });

  it('does not say how sure it is of a channel that both sides share', () => {
    const attribution = { participants: ['mixed' as const], confidence: 0, source: 'assumed' as const, notes: [] };
    const call = { callId: 'one', attribution, changed: false, score: { from: null, to: null }, exclusion: null };
    expect(sidesText(call, null, 'en')).toBe('one  channel 1 Mixed');
    expect(sidesText(call, 'reset', 'zh')).toBe('one  声道 1 混合，此前没有指定过，无需撤回');
  });

  it('says in one sentence what is wrong', async () => {
    for (const wrong of [
      ['--swap'],
      ['--by', 'Li'],
      ['--swap', '--reset', '--by', 'Li'],
      ['--swap', '--by', ' '],
      ['--reset', '--by', 'Li'],
    ]) {
      const { code, stderr } = await channels('C000001', ...wrong);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^Expected either no option, or --swap --by NAME/)]);
    }
    const half = await channels('C000001', 'nobody', '--swap', '--by', 'Li');
    expect([half.code, half.stdout]).toEqual([2, '']);
    expect((await channels('C000001')).stdout).toMatch(/channel 1 Agent, 2 Customer/);
    expect((await channels('nobody')).stderr).toMatch(/There is no call "nobody"/);
  });
});
