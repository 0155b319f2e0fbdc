import { expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../../src/checklist/profile.ts';
import { findingOf } from './finding.ts';

const RULE = { agentId: { number: ['agent-number'], surname: ['agent-surname'], scope: 'opening' } };

it.each([
  ['agent: 您好，八号为您服务', 'pass'],
  ['agent: 您好，我姓李', 'pass'],
  ['agent: 您好', 'notApplicable'],
  // the call list knows another number, the same, or the same with more figures
  ['agentId: 8016\nagent: 您好，八零幺七号为您服务', 'undecided'],
  ['agentId: 8016\nagent: 您好，八零幺六号为您服务', 'pass'],
  ['agentId: 8016\nagent: 您好，工号八零要六', 'pass'],
  ['agentId: A008016\nagent: 您好，8016号为您服务', 'pass'],
  ['agentId: 12\nagent: 您好，十二号为您服务', 'pass'],
  ['agentId: 20\nagent: 您好，二十号为您服务', 'pass'],
  ['agentId: wang\nagent: 您好，十二号为您服务', 'pass'],
  ['language: en\nagentId: 8064\nagent: hello this is agent eight zero six four', 'pass'],
  ['language: en\nagentId: 8065\nagent: hello this is agent eight zero six four', 'undecided'],
])('%s is %s', (dialogue, kind) => {
  expect(findingOf(RULE, dialogue).kind).toBe(kind);
});

it.each([
  ['number', '我姓李', 'partial'],
  ['surname', '八号为您服务', 'partial'],
  ['surname', '我姓李', 'pass'],
  ['both', '我姓李', 'partial'],
  ['both', '我姓李，八号为您服务', 'pass'],
  // one figure is not enough where numbers have three
  ['long', '八号为您服务', 'notApplicable'],
])('where the tenant wants %s, %s is %s', (style, said, kind) => {
  const agentId = {
    style: 'either',
    leastDigits: style === 'long' ? 3 : 1,
    mostDigits: 6,
    ...(style === 'long' ? {} : { style }),
  };
  const profile = { ...DEFAULT_PROFILE, agentId } as typeof DEFAULT_PROFILE;
  expect(findingOf(RULE, `agent: 您好，${said}`, profile).kind).toBe(kind);
});
