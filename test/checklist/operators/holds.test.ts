import { expect, it } from 'vitest';
import { readNode } from '../../../src/checklist/node.ts';
import { findingOf } from './finding.ts';

it.each([
  [{ direction: 'outbound' }, 'direction: outbound\nagent: 您好', 'pass'],
  [{ direction: 'outbound' }, 'direction: inbound\nagent: 您好', 'fail'],
  [{ direction: 'inbound', callSecondsAtLeast: 30 }, 'direction: inbound\nduration: 29\nagent: 您好', 'fail'],
  [{ direction: 'inbound', callSecondsAtLeast: 30 }, 'direction: inbound\nduration: 30\nagent: 您好', 'pass'],
  [{ said: { says: ['farewell'], participant: 'customer' } }, 'customer: 再见', 'pass'],
  [{ callType: ['survey'] }, 'extra.call_type: 满意度调查\nagent: 您好', 'pass'],
])('%j on %s: %s', (condition, dialogue, kind) => {
  expect(findingOf({ holds: condition }, dialogue).kind).toBe(kind);
});

it('makes one of several conditions enough', () => {
  const judge = { any: [{ holds: { direction: 'outbound' } }, { holds: { trainee: true } }] };
  expect(findingOf(judge, 'trainee: true\nagent: 您好').kind).toBe('pass');
  expect(findingOf(judge, 'direction: inbound\nagent: 您好').kind).toBe('fail');
});

it('refuses a condition of nothing', () => {
  expect(readNode({ holds: {} }, []).issue).not.toBeNull();
});
