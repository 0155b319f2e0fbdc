import { expect, it } from 'vitest';
import { unmet } from '../../src/checklist/condition.ts';
import { type Condition, conditionSchema } from '../../src/checklist/condition-schema.ts';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { type Finding, found, notApplicable } from '../../src/checklist/finding.ts';
import { readNode } from '../../src/checklist/node.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const SAID = { zh: '说了', en: 'said' };
const FINDINGS: Record<string, Finding> = {
  passed: found('pass', SAID),
  failed: found('fail', SAID),
  idle: notApplicable(SAID),
};

function holds(condition: unknown, dialogue: string): boolean {
  const { judged, ...rest } = conditionSchema.parse(condition);
  const node = judged === undefined ? null : readNode(judged, []).node;
  const call = new CallContext(analysisOfDialogue(dialogue), lexicons, DEFAULT_PROFILE, (id) => FINDINGS[id] ?? null);
  return unmet({ ...rest, ...(node && { judged: node }) } as Condition, call) === null;
}

const COMPLAINT = 'agent: 您好\ncustomer: 我要投诉你们\nagent: 对不起';

it.each([
  [{ item: { id: 'passed', is: ['pass'] } }, '', true],
  [{ item: { id: 'failed', is: ['pass', 'partial'] } }, '', false],
  [{ item: { id: 'failed', is: ['fail'] } }, '', true],
  [{ item: { id: 'idle', is: ['pass', 'partial', 'fail', 'undecided'] } }, '', false],
  [{ item: { id: 'nowhere', is: ['pass'] } }, '', false],
  [{ judged: { says: { any: ['thanks'] } } }, 'agent: 谢谢', true],
  [{ judged: { says: { any: ['thanks'] } } }, 'agent: 您好', false],
  [{ judged: { not: { says: { any: ['thanks'] } } } }, 'agent: 您好', true],
  [{ callType: ['complaint'] }, COMPLAINT, true],
  [{ callType: ['complaint'] }, 'agent: 您好\ncustomer: 我想查订单', false],
  [{ callType: ['telesales', 'complaint'] }, COMPLAINT, true],
  [{ notCallType: ['complaint'] }, COMPLAINT, false],
  [{ notCallType: ['complaint'] }, 'agent: 您好\ncustomer: 我想查订单', true],
  // what the call list says
  [{ callType: ['complaint'] }, 'extra.call_type: complaint\nagent: 您好', true],
  [{ callType: ['callback'] }, 'extra.call_type: 回访\nagent: 您好', true],
  // every key must hold
  [{ callType: ['complaint'], direction: 'outbound' }, `direction: inbound\n${COMPLAINT}`, false],
])('%j on %j: %s', (condition, dialogue, expected) => {
  expect(holds(condition, dialogue)).toBe(expected);
});

it.each([{ callType: ['party'] }, { callType: [] }, { item: { id: 'a', is: ['maybe'] } }, { colour: 'red' }])(
  '%j is no condition',
  (condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(false);
  },
);
