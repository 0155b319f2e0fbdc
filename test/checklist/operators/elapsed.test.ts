import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const CASE = {
  elapsed: {
    from: ['callEnd'],
    to: ['case_created_at'],
    pass: { atMost: 0.5 },
    partial: { atMost: 2 },
    mayPrecede: true,
  },
};
const REPLY = { elapsed: { from: ['solution_at'], to: ['callback_at', 'outboundStart'], deadline: 'replyHours' } };
const DAY = {
  elapsed: { from: ['callStart'], to: ['complaint_closed_at'], unit: 'calendarDays', pass: { atMost: 0 } },
};
const OWN = { elapsed: { from: ['callStart'], to: ['complaint_closed_at'], deadline: 'complaintHours' } };
const SERVICE = { elapsed: { ...REPLY.elapsed, partialTimes: 2, serviceHours: { from: 9, to: 18 } } };
const call = (facts: string) => `${facts}\nduration: 600\nagent: 您好`;

it.each([
  // the call ends at 14:10
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at: 2024/3/5 14:40', 'pass'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.建案时间: 2024年3月5日 14:41', 'partial'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at: 2024-03-05 17:00', 'fail'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at: 2024-03-05 13:59', 'pass'],
  [CASE, 'startTime: 2024-03-05 14:00', 'notApplicable'],
  [CASE, 'extra.case_created_at: 2024-03-05 14:00', 'notApplicable'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at:', 'undecided'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at: soon', 'undecided'],
  [CASE, 'startTime: 2024-03-05 14:00\nextra.case_created_at: 2024-03-05T06:40:00Z', 'undecided'],
  [CASE, 'startTime: 2024-03-05T14:00:00+08:00\nextra.case_created_at: 2024-03-05T06:40:00Z', 'pass'],
  // the other system names no zone: local time, too
  [CASE, 'startTime: 2024-03-05T14:00:00+08:00\nextra.case_created_at: 2024-03-05 14:20', 'pass'],
  [CASE, 'startTime: 2024-03-05T14:00:00+08:00\nextra.case_created_at: 2024-03-05 17:00', 'fail'],
  [REPLY, 'extra.solution_at: 2024-03-05 10:00\nextra.callback_at: 2024-03-05 13:00', 'pass'],
  [REPLY, 'extra.solution_at: 2024-03-05 10:00\nextra.callback_at: 2024-03-05 13:01', 'fail'],
  [REPLY, 'extra.solution_at: 2024-03-05 10:00\ndirection: outbound\nstartTime: 2024-03-05 12:00', 'pass'],
  // an inbound call answers nobody
  [REPLY, 'extra.solution_at: 2024-03-05 10:00\ndirection: inbound\nstartTime: 2024-03-05 12:00', 'notApplicable'],
  // a callback before there is a solution
  [REPLY, 'extra.solution_at: 2024-03-05 10:00\nextra.callback_at: 2024-03-05 09:00', 'undecided'],
  [REPLY, 'extra.solution_at:\nextra.callback_at: 2024-03-05 13:00', 'notApplicable'],
  [SERVICE, 'extra.solution_at: 2024-03-05 17:00\nextra.callback_at: 2024-03-06 11:00', 'pass'],
  [SERVICE, 'extra.solution_at: 2024-03-05 17:00\nextra.callback_at: 2024-03-06 11:30', 'partial'],
  [SERVICE, 'extra.solution_at: 2024-03-05 17:00\nextra.callback_at: 2024-03-07 11:00', 'fail'],
  [DAY, 'startTime: 2024-03-05 00:01\nextra.complaint_closed_at: 2024-03-05 23:59', 'pass'],
  [DAY, 'startTime: 2024-03-05 23:50\nextra.complaint_closed_at: 2024-03-06 00:01', 'fail'],
  // the tenant's deadline is the calendar day
  [OWN, 'startTime: 2024-03-05 00:01\nextra.complaint_closed_at: 2024-03-05 23:59', 'pass'],
  [OWN, 'startTime: 2024-03-05 23:50\nextra.complaint_closed_at: 2024-03-06 00:01', 'fail'],
])('%j on %j is %s', (rule, facts, kind) => {
  expect(findingOf(rule, call(facts)).kind).toBe(kind);
});

it('shows both clocks, and the time that counts with its limit', () => {
  const late = call('extra.solution_at: 2024-03-05 17:00\nextra.callback_at: 2024-03-07 11:00');
  const finding = findingOf(SERVICE, late);
  expect(finding).toMatchObject({ explanation: { zh: expect.stringMatching(/42 小时（服务时间内 12 小时）/) } });
  expect(finding.evidence).toMatchObject([
    { span: null, measured: { value: 12, unit: 'hours' }, threshold: { comparison: 'at most', value: 3 } },
  ]);
});
