import { expect, it } from 'vitest';
import type { CallAnalysis, Warning } from '../../src/analysis.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { findingOf } from './operators/finding.ts';

const warned =
  (code: Warning['code']) =>
  (analysis: CallAnalysis): CallAnalysis => ({ ...analysis, warnings: [{ code, sentence: { en: 'x', zh: 'x' } }] });

const CALL = `releasedBy: agent
tail: 0.2
agent: 您好，这里是云海酒店。
customer: 我的订单什么时候到
agent: 订单明天送到。`;

it.each<[string, unknown, whole: string, cut: string]>([
  [
    'words at the end',
    { says: { any: ['anything-else'], scope: { last: { turns: 8, seconds: 45 } } } },
    'fail',
    'undecided',
  ],
  ['the closing', { says: { any: ['thanks'], scope: 'closing' } }, 'fail', 'undecided'],
  ['words anywhere', { says: { any: ['invite-contact'] } }, 'fail', 'undecided'],
  ['a number of words', { count: { classes: ['thanks'], pass: { atLeast: 1 } } }, 'fail', 'undecided'],
  ['a phone number', { entity: { kinds: ['phone'], scope: 'closing' } }, 'fail', 'undecided'],
  ['the last words', { tail: { closing: ['farewell'], pass: { atLeast: 3 } } }, 'fail', 'undecided'],
  ['who hung up', { releasedBy: { graceSeconds: 10, farewell: ['farewell'] } }, 'fail', 'undecided'],
  ['the opening', { says: { any: ['thanks'], scope: { first: { turns: 1 } } } }, 'fail', 'fail'],
  ['what was heard', { count: { classes: ['greeting'], pass: { atMost: 0 } } }, 'fail', 'fail'],
  ['what was said', { says: { any: ['greeting'] } }, 'pass', 'pass'],
])('a recording that is not all there: %s', (_, judge, whole, cut) => {
  expect(findingOf(judge, CALL).kind).toBe(whole);
  expect(findingOf(judge, CALL, DEFAULT_PROFILE, warned('truncated')).kind).toBe(cut);
});

it.each<[string, unknown, whole: string, cut: string]>([
  ['words at the beginning', { says: { any: ['thanks'], scope: { first: { turns: 1 } } } }, 'fail', 'undecided'],
  ['words at the end', { says: { any: ['thanks'], scope: 'closing' } }, 'fail', 'fail'],
  ['words anywhere', { says: { any: ['invite-contact'] } }, 'fail', 'fail'],
  ['words in most of the call', { says: { any: ['thanks'], scope: { first: { share: 0.7 } } } }, 'fail', 'fail'],
  ['what was said', { says: { any: ['greeting'], scope: 'opening' } }, 'pass', 'pass'],
])('a recording that begins in the middle of a sentence: %s', (_, judge, whole, cut) => {
  expect(findingOf(judge, CALL).kind).toBe(whole);
  expect(findingOf(judge, CALL, DEFAULT_PROFILE, warned('begins-in-speech')).kind).toBe(cut);
});
