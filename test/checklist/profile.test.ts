import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { scoreCall } from '../../src/pipeline.ts';
import { outcomeOf } from '../../src/scorecard/outcome.ts';
import { loadScoring } from '../../src/scoring.ts';
import { loadPipeline, readProfile } from '../../src/settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lingting-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(text: string): string {
  const file = join(folder, 'profile.yaml');
  writeFileSync(file, text);
  return file;
}

/** How an item of the inbound checklist comes out on a dialogue under a profile. */
async function outcome(itemId: string, dialogue: string, profile: string): Promise<string> {
  const settings = { ...(await loadPipeline('inbound')), profileFile: fileOf(profile) };
  const card = scoreCall(analysisOfDialogue(dialogue), await loadScoring(settings, 'zh'));
  return outcomeOf(card.items.find((item) => item.itemId === itemId)!.verdict);
}

it('the shipped profile is the default one', async () => {
  expect((await readProfile('seeds/profiles/default.yaml')).profile).toEqual(DEFAULT_PROFILE);
  expect((await readProfile(fileOf('{}'))).profile).toEqual(DEFAULT_PROFILE);
});

describe('a profile changes the verdict', () => {
  it.each([
    [
      'announce-organization',
      'agent: 您好，这里是晨光家电\ncustomer: 我想查一下订单',
      'organisationNames: [晨光家电]',
      'pass',
    ],
    ['closing-wish', 'agent: 您好\ncustomer: 好\nagent: 再见', '{}', 'fail'],
    ['closing-wish', 'agent: 您好\ncustomer: 好\nagent: 再见', 'rules: { closing-wish: false }', 'notApplicable'],
    ['closing-wish', 'agent: 您好\ncustomer: 好\nagent: 祝您钓到大鱼，再见', '{}', 'partial'],
    [
      'closing-wish',
      'agent: 您好\ncustomer: 好\nagent: 祝您钓到大鱼，再见',
      'phrases: { zh: { wish: [祝您钓到大鱼] } }',
      'pass',
    ],
    ['answer-within-three-rings', 'rings: 4\nagent: 您好\ncustomer: 我想查一下订单', '{}', 'partial'],
    ['answer-within-three-rings', 'rings: 4\nagent: 您好\ncustomer: 我想查一下订单', 'strictRings: true', 'fail'],
    ['answer-within-three-rings', 'ringSeconds: 12\nagent: 您好\ncustomer: 我想查一下订单', '{}', 'pass'],
    [
      'answer-within-three-rings',
      'ringSeconds: 12\nagent: 您好\ncustomer: 我想查一下订单',
      'secondsPerRing: 3',
      'partial',
    ],
  ])('%s on %j under %s is %s', async (itemId, dialogue, profile, expected) => {
    expect(await outcome(itemId, dialogue, profile)).toBe(expected);
  });
});

describe('a profile that cannot be right is refused with what was expected', () => {
  it.each([
    ['colour: red', /profile.yaml, line 1, colour: unknown key "colour"/],
    ['secondsPerRing: -1', /secondsPerRing: expected a number above 0; got -1/],
    ['agentId: { leastDigits: 7 }', /agentId: expected leastDigits not above mostDigits/],
    ['secondPerRing: 4', /secondPerRing: unknown key "secondPerRing"; the nearest is "secondsPerRing"/],
    [
      'rules: { closing-wishes: false }',
      /line 1, rules.closing-wishes: there is no item "closing-wishes"; the nearest is "closing-wish"/,
    ],
    ['rules: { closing-wish: maybe }', /rules.closing-wish: expected true or false; got "maybe"/],
    [
      'phrases: { zh: { wishes: [祝您好] } }',
      /line 1, phrases.zh.wishes: there is no phrase class "wishes"; the nearest is "wish"\.$/,
    ],
    ['phrases: { zh: { wish: ["祝(您"] } }', /phrases.zh.wish.0: cannot read "祝\(您"/],
    ['agentId: { style: badge }', /agentId.style: expected one of number, surname, either, both; got "badge"/],
  ])('%s', async (profile, message) => {
    await expect(outcome('closing-wish', 'agent: 您好', profile)).rejects.toMatchObject({
      code: 'settings-invalid',
      message: expect.stringMatching(message),
    });
  });
});
