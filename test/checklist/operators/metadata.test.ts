import { expect, it } from 'vitest';
import { readNode } from '../../../src/checklist/node.ts';
import { findingOf } from './finding.ts';

const judged = (options: object, facts: string) => findingOf({ metadata: options }, `${facts}\nagent: 您好`);

it.each([
  [{ columns: ['case_id'], present: true }, 'extra.case_id: A 7', 'pass'],
  [{ columns: ['case_id'], present: true }, 'extra.工单号: 7', 'pass'],
  [{ columns: ['case_id'], present: true }, 'extra.case_id:', 'fail'],
  [{ columns: ['case_id'], present: true }, 'extra.case_id: 无', 'fail'],
  [{ columns: ['case_id'], present: true }, 'extra.case_id: N/A', 'fail'],
  [{ columns: ['case_id'], present: true }, 'extra.case_id: 不详', 'pass'],
  [{ columns: ['case_id'], present: true }, '', 'notApplicable'],
  [{ columns: ['case_id', 'ticket'], present: true }, 'extra.case_id:\nextra.ticket: 9', 'pass'],
  [{ columns: ['releasedBy'], is: 'customer' }, 'releasedBy: customer', 'pass'],
  [{ columns: ['挂机方'], is: 'customer' }, 'releasedBy: agent', 'fail'],
  [{ columns: ['work_log'], is: 'yes' }, 'extra.工作日志: 是', 'pass'],
  [{ columns: ['work_log'], is: 'yes' }, 'extra.work_log: 0', 'fail'],
  [{ columns: ['work_log'], is: 'yes' }, 'extra.work_log:', 'notApplicable'],
  [{ columns: ['trainee'], is: 'yes' }, 'trainee: true', 'pass'],
  [{ columns: ['region'], oneOf: ['North', '华北'] }, 'extra.Region: ｎｏｒｔｈ', 'pass'],
  [{ columns: ['region'], oneOf: ['North', '华北'] }, 'extra.Region: south', 'fail'],
  [{ columns: ['previous_agent_id'], differsFrom: 'agentId' }, 'agentId: 7\nextra.previous_agent_id: 8', 'pass'],
  [{ columns: ['previous_agent_id'], differsFrom: 'agentId' }, 'agentId: 7\nextra.previous_agent_id: 7', 'fail'],
  [{ columns: ['previous_agent_id'], differsFrom: 'agentId' }, 'extra.previous_agent_id: 7', 'notApplicable'],
  [{ columns: ['typing_speed'], pass: { atLeast: 80 } }, 'extra.typing_speed: 80', 'pass'],
  [{ columns: ['typing_speed'], pass: { atLeast: 80 } }, 'extra.typing_speed: 79.5 字/分', 'fail'],
  [{ columns: ['typing_speed'], pass: { atLeast: 80 } }, 'extra.typing_speed: 快', 'undecided'],
  [{ columns: ['n'], pass: { atMost: 1 }, partial: { atMost: 2 } }, 'extra.n: 2', 'partial'],
  [{ columns: ['n'], pass: { atMost: 1500 } }, 'extra.n: 1,200', 'pass'],
])('%j on %j is %s', (options, facts, kind) => {
  expect(judged(options, facts).kind).toBe(kind);
});

it('says which column would tell', () => {
  expect(judged({ columns: ['case_id'], present: true }, '')).toMatchObject({
    reason: { zh: expect.stringContaining('个案编号（case_id）'), en: expect.stringContaining('“case_id”') },
  });
});

it('shows what stands there, and a number with its limit', () => {
  const share = { columns: ['work_log_share'], pass: { atLeast: 95 }, partial: { atLeast: 80 }, unit: 'perCent' };
  const [evidence] = judged(share, 'extra.work_log_share: 70%').evidence;
  expect(evidence).toMatchObject({ quote: '70%', measured: { value: 0.7, unit: 'share' }, threshold: { value: 0.95 } });
  expect(judged({ columns: ['case_id'], present: true }, 'extra.case_id: 无').evidence).toMatchObject([
    { span: null, quote: '无', note: { zh: '个案编号', en: 'case_id' } },
  ]);
});

it('refuses two comparisons at once, and none', () => {
  for (const options of [{ columns: ['n'], is: '1', present: true }, { columns: ['n'] }])
    expect(readNode({ metadata: options }, []).issue).not.toBeNull();
});
