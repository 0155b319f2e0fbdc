import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CallType } from '../../src/checklist/call-types.ts';
import { loadFlows } from '../../src/checklist/flows.ts';
import { followFlow, followParts } from '../../src/checklist/follow-flow.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import { CATALOGUE } from './catalogue.ts';

const flows = await loadFlows('seeds/checklists/flows.yaml');
const catalogue = CATALOGUE.map(({ id }) => id);
const folder = mkdtempSync(join(tmpdir(), 'lingting-flows-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const reason = { zh: '无', en: 'none' };
const scored = (itemId: string, outcome: 'pass' | 'partial' | 'fail') => ({
  itemId,
  verdict: { kind: 'scored', outcome, score: 1, rating: 5, explanation: reason, evidence: [] } as Verdict,
});
const open = (itemId: string) => ({
  itemId,
  verdict: { kind: 'undecided', reason, evidence: [], listenTo: [] } as Verdict,
});
const none = (itemId: string) => ({ itemId, verdict: { kind: 'notApplicable', reason, evidence: [] } as Verdict });
const type = (one: CallType, confidence = 0.9) => ({ type: one, confidence, source: 'words' as const, reason });

describe('the flows that come along', () => {
  it('are the twenty-three of the manuals', () => {
    expect(flows).toHaveLength(23);
  });

  it('name only items of the catalogue', () => {
    const named = flows.flatMap(({ when, steps }) => [
      ...(when.items ?? []),
      ...steps.flatMap(({ itemIds }) => itemIds),
    ]);
    expect(named.filter((id) => !catalogue.includes(id))).toEqual([]);
  });

  it('have a mandatory step each', () => {
    expect(flows.filter(({ steps }) => !steps.some(({ need }) => need === 'mandatory'))).toEqual([]);
  });
});

describe('which flow a call went along', () => {
  it('follows the direction', () => {
    expect(followFlow(flows, [], [], 'inbound')?.flowId).toBe('inbound');
    expect(followFlow(flows, [], [], 'outbound')?.flowId).toBe('outbound-callback');
  });

  it('takes the one with more mandatory steps done when the direction is not known', () => {
    const verdicts = [scored('outbound-greet', 'pass'), scored('greeting-hello', 'fail')];
    expect(followFlow(flows, verdicts, [], undefined)?.flowId).toBe('outbound-callback');
    expect(followFlow(flows, [scored('offer-help', 'partial')], [], undefined)?.flowId).toBe('inbound');
  });

  it('puts a recognised type before the direction, a doubtful one not', () => {
    expect(followFlow(flows, [scored('offer-help', 'pass')], [type('complaint')], 'inbound')?.flowId).toBe('complaint');
    expect(followFlow(flows, [], [type('complaint', 0.4)], 'inbound')?.flowId).toBe('inbound');
  });

  it('is none when none fits', () => {
    const complaints = flows.filter(({ id }) => id === 'complaint');
    expect(followFlow(complaints, [], [], 'inbound')).toBeNull();
  });
});

describe('what became of the steps', () => {
  it('is the worst of their items', () => {
    const verdicts = [
      scored('greeting-hello', 'pass'),
      scored('no-bare-wei-opening', 'fail'),
      scored('closing-thanks', 'partial'),
      open('closing-wish'),
      none('late-answer-apology'),
      scored('offer-help', 'pass'),
      none('no-interruption'),
    ];
    const steps = followFlow(flows, verdicts, [], 'inbound')!.steps;
    const outcomeOf = (itemId: string) => steps.find(({ itemIds }) => itemIds.includes(itemId))!.outcome;
    expect(outcomeOf('greeting-hello')).toBe('fail');
    expect(outcomeOf('closing-thanks')).toBe('undecided');
    expect(outcomeOf('late-answer-apology')).toBe('notApplicable');
    expect(outcomeOf('offer-help')).toBe('pass');
    expect(outcomeOf('answer-within-three-rings')).toBe('notChecked');
  });

  it('is told of situations inside the call that came up', () => {
    const verdicts = [scored('hold-explain-reason', 'pass'), none('manager-request-script')];
    const parts = followParts(flows, verdicts, [type('transfer')], 'inbound');
    expect(parts.map(({ flowId }) => flowId)).toEqual(['hold', 'transfer']);
    expect(parts[0]!.steps[0]!.outcome).toBe('pass');
  });
});

const one = (id: string, when: string) =>
  `  - {id: ${id}, title: {zh: 甲, en: a}, kind: call, when: ${when}, steps: [{title: {zh: 乙, en: b}, need: mandatory, items: []}]}\n`;

it.each([
  ['an unknown key', one('a', '{direction: inbound, colour: red}'), /line 2.*colour/],
  ['an id given twice', one('a', '{direction: inbound}').repeat(2), /line 3.*twice/],
  ['a flow that would fit every call', one('a', '{}'), /line 2.*direction, callType or items/],
  ['a call type there is not', one('a', '{callType: [chat]}'), /one of complaint/],
])('%s is refused', async (_, list, message) => {
  const file = join(folder, 'flows.yaml');
  writeFileSync(file, `flows:\n${list}`);
  await expect(loadFlows(file)).rejects.toThrow(message);
});
