import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

it.each([
  [{ any: ['greeting'], scope: 'opening' }, 'agent: 您好', 'pass'],
  [{ any: ['greeting'], scope: 'opening' }, 'agent: 什么事', 'fail'],
  [{ any: ['greeting'], scope: 'opening' }, 'customer: 您好', 'notApplicable'],
  [{ any: ['greeting', 'thanks'] }, 'agent: 谢谢', 'pass'],
  [{ all: ['greeting', 'thanks'] }, 'agent: 谢谢', 'fail'],
  [{ all: ['greeting', 'thanks'] }, 'agent: 您好\ncustomer: 好\nagent: 谢谢', 'pass'],
  [{ any: ['thanks'], times: 2 }, 'agent: 谢谢您的来电', 'fail'],
  [{ any: ['thanks'], times: 2 }, 'agent: 谢谢，今天多谢', 'pass'],
  // over the joint of two stretches of speech
  [{ any: ['offer-help'] }, 'agent [0-2]: 请问有什么可\nagent [2.4-4]: 以帮您', 'pass'],
  // scopes: who, when, next to what
  [{ any: ['thanks'], scope: { participant: 'customer' } }, 'agent: 谢谢\ncustomer: 不用', 'fail'],
  [{ any: ['greeting'], scope: { first: { seconds: 5 } } }, 'agent [0-1]: 喂\nagent [9-10]: 您好', 'fail'],
  [{ any: ['greeting'], scope: { first: { turns: 1 } } }, 'agent: 喂\ncustomer: 嗯\nagent: 您好', 'fail'],
  [
    { any: ['farewell'], scope: 'closing' },
    `agent: 再见\n${'customer: 等等\nagent: 嗯嗯\npause: 9\n'.repeat(4)}`,
    'fail',
  ],
  [
    { any: ['apology'], scope: { near: { says: ['complaint'], side: 'after', turns: 1 } } },
    'agent: 抱歉\ncustomer: 我要投诉\nagent: 哦\ncustomer: 喂\nagent: 对不起',
    'fail',
  ],
  [
    { any: ['apology'], scope: { near: { says: ['complaint'], side: 'after', turns: 2 } } },
    'agent: 您好\ncustomer: 我要投诉\nagent: 哦\ncustomer: 喂\nagent: 对不起',
    'pass',
  ],
  [
    { any: ['apology'], scope: { near: { says: ['complaint'], side: 'before' } } },
    'agent: 抱歉\ncustomer: 我要投诉',
    'pass',
  ],
  [{ any: ['apology'], scope: { near: { says: ['complaint'], side: 'after' } } }, 'agent: 您好', 'notApplicable'],
  // what the recording cannot show is left to a person
  [{ any: ['greeting'], scope: 'opening' }, 'agent [0-3; dropped]: 谢谢观看', 'undecided'],
  [{ any: ['greeting'], scope: 'opening' }, 'agent [0-3; logp -1.4]: 那么', 'undecided'],
  [{ any: ['greeting'], scope: 'opening' }, 'agent [0-3]: ', 'undecided'],
  [{ any: ['offer-help'] }, 'agent: 请问有什么可来走', 'undecided'],
  [{ all: ['greeting', 'offer-help'] }, 'agent: 您好，请问有什么可来走', 'undecided'],
])('%j on %j is %s', (options, dialogue, kind) => {
  const finding = findingOf({ says: options }, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.quote).toBeDefined();
  if (kind === 'undecided') expect(finding.kind === 'undecided' && finding.listenTo.length).toBeGreaterThan(0);
});

it('shows what was heard beside what was meant', () => {
  const finding = findingOf({ says: { any: ['hold-return'] } }, 'agent: 让您就等了');
  expect(finding.evidence[0]).toMatchObject({ quote: '让您就等了', span: { start: 0 } });
});
