import { expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';

it('takes the facts of the call list, also further columns, with spaces in their values or with none', () => {
  const { call } = analysisOfDialogue(
    'agentId: 1001\nstartTime: 2024/3/5 14:02\nextra.case_id: AB 123\nextra.个案编号:\nagent: 您好',
  );
  expect(call).toMatchObject({
    agentId: '1001',
    startTime: '2024-03-05T14:02:00',
    extra: { case_id: 'AB 123', 个案编号: '' },
  });
});

it('has no further columns when none are given, and refuses facts it does not know', () => {
  expect(analysisOfDialogue('agent: 您好').call.extra).toBeUndefined();
  expect(() => analysisOfDialogue('colour: red')).toThrow(/extra\.COLUMN/);
});
