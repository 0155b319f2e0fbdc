import { expect, it } from 'vitest';
import type { Attribution, Participant, ToneSpan } from '../../../src/analysis.ts';
import { reasonOf } from '../../../src/checklist/finding.ts';
import { findingOf } from './finding.ts';

const RULE = { releasedBy: { graceSeconds: 10, farewell: ['farewell'] } };
const goodbye = 'agent: 谢谢您，再见。\ncustomer: 再见。';

it.each([
  [`releasedBy: customer\n${goodbye}`, 'pass'],
  [`releasedBy: system\n${goodbye}`, 'notApplicable'],
  [`releasedBy: agent\n${goodbye}`, 'fail'],
  [`releasedBy: agent\ntail: 10\n${goodbye}`, 'pass'],
  ['releasedBy: agent\ntail: 30\nagent: 就这样。\ncustomer: 我还想问', 'fail'],
  // the goodbye may have been said and not understood
  ['releasedBy: agent\ntail: 30\nagent: 谢谢您，再见。\ncustomer [logp -1.5]: 那就这么', 'undecided'],
  ['releasedBy: agent\ntail: 1\nagent: 谢谢您，再见。\ncustomer [logp -1.5]: 那就这么', 'fail'],
  ['releasedBy: agent\nagent: 您好，您的电话已接通，请讲。', 'undecided'],
  // a busy tone after the last words is what a customer leaves behind who hung up; one before them is none
  [`busy: 3\ntail: 4\n${goodbye}`, 'pass'],
  [`busy: 3\ntail: 1\n${goodbye}`, 'undecided'],
  [`busy: 3\ntail: 4\nreleasedBy: agent\n${goodbye}`, 'fail'],
  // without metadata nothing is ever held against the agent, however sudden the end
  ['tail: 0\nagent: 就这样。\ncustomer: 我还想问', 'undecided'],
])('%s is %s', (dialogue, kind) => {
  const finding = findingOf(RULE, dialogue);
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]?.threshold).toMatchObject({ value: 10, comparison: 'at least' });
});

it('shows the last words as those of who said them, and says what was measured', () => {
  const finding = findingOf(RULE, 'releasedBy: agent\nagent: 就这样。\ncustomer: 你先别挂我还没说完。');
  expect(finding.evidence).toMatchObject([
    {
      participant: 'customer',
      quote: '你先别挂我还没说完。',
      note: { zh: expect.stringContaining('最后一句话到挂断') },
    },
  ]);
});

/** The end of a call as it sounds: whose channel a busy tone is on, whose line dies how many seconds before the end. */
interface End {
  busyOn?: Participant;
  silent?: [Participant, number];
  /** How it is known who is on which channel. */
  attribution?: Partial<Attribution>;
}

const heard = (dialogue: string, { busyOn, silent, attribution }: End = {}) =>
  findingOf(RULE, dialogue, undefined, (analysis) => {
    const { recording, channels, conversation } = analysis;
    const end = recording.durationSeconds;
    const busy: ToneSpan[] = busyOn
      ? [{ kind: 'busy', start: end - 2, end, channel: 7, frequencyHz: 450, bursts: 3 }]
      : [];
    const lineSilences = silent ? [{ participant: silent[0], start: end - silent[1] }] : [];
    return {
      ...analysis,
      attribution: { ...analysis.attribution, ...attribution },
      channels: busyOn ? [...channels, { index: 7, participant: busyOn, speech: [], peaks: [] }] : channels,
      tones: [...analysis.tones, ...busy],
      conversation: { ...conversation, ending: { ...conversation.ending, lineSilences } },
    };
  });

const saidBye = `tail: 5\n${goodbye}`;
it.each<[string, string, End, string, string]>([
  ['a busy tone from the customer', saidBye, { busyOn: 'customer' }, 'pass', '客户先挂断（从录音听出，把握 90%）'],
  ['a busy tone where sides are not told apart', saidBye, { busyOn: 'mixed' }, 'pass', '把握 90%'],
  ['a busy tone on the agent’s channel alone', saidBye, { busyOn: 'agent' }, 'undecided', '坐席先挂断（把握 75%）'],
  ['the agent’s line dies first', saidBye, { silent: ['agent', 1] }, 'undecided', '坐席先挂断（把握 70%）'],
  ['the customer’s line dies first', saidBye, { silent: ['customer', 1] }, 'undecided', '客户先挂断（把握 70%）'],
  ['a line that dies a moment earlier', saidBye, { silent: ['agent', 0.2] }, 'undecided', '听不出'],
  ['the last goodbye', `tail: 1\n${goodbye}`, {}, 'undecided', '客户先挂断（把握 60%）'],
  ['no goodbye, cut off', 'tail: 0\nagent: 就这样。\ncustomer: 我还想问', {}, 'undecided', '坐席先挂断（把握 60%）'],
  ['signs that agree', saidBye, { busyOn: 'customer', silent: ['customer', 1] }, 'pass', '把握 95%'],
  [
    'signs that do not agree',
    saidBye,
    { busyOn: 'customer', silent: ['agent', 1] },
    'undecided',
    '客户先挂断（把握 79%）',
  ],
  ['signs of one weight', `tail: 1\n${goodbye}`, { silent: ['agent', 1] }, 'undecided', '坐席先挂断（把握 61%）'],
  // what lies on a side is only as sure as it is whose side that is
  [
    'a busy tone on a guessed side',
    saidBye,
    { busyOn: 'customer', attribution: { confidence: 0.5 } },
    'undecided',
    '客户先挂断（把握 90%）',
  ],
  [
    'a busy tone under two speakers of one channel',
    saidBye,
    { busyOn: 'agent', attribution: { by: 'diarised', confidence: 0.85 } },
    'pass',
    '把握 90%',
  ],
  [
    'everything against the agent',
    'tail: 3\nagent: 就这样，再见。',
    { busyOn: 'agent', silent: ['agent', 2] },
    'undecided',
    '坐席先挂断（把握 88%）',
  ],
])('by sound alone: %s', (_, dialogue, end, kind, words) => {
  const finding = heard(dialogue, end);
  expect([finding.kind, reasonOf(finding).zh]).toEqual([kind, expect.stringContaining(words)]);
  // Whatever is claimed has its reasons beside it.
  if (words !== '听不出') for (const { note } of finding.evidence) expect(note?.zh).toBeTruthy();
  expect(finding.evidence.length > 0).toBe(words !== '听不出');
});

it('says in English too what the sound speaks for', () => {
  expect(reasonOf(heard(saidBye, { busyOn: 'agent' })).en).toBe(
    'The call list does not say who hung up. From the sound it was more likely the agent (75% sure); that is not enough to decide.',
  );
});

it('says which record of the telephone system names the agent', () => {
  const finding = findingOf(RULE, `releasedBy: agent\n${goodbye}`, undefined, (analysis) => ({
    ...analysis,
    call: { ...analysis.call, releasedFrom: 'agent_hangup_disposition=recv_bye' },
  }));
  expect(finding).toMatchObject({
    kind: 'fail',
    evidence: [{ note: { en: expect.stringContaining('agent_hangup_disposition=recv_bye') } }],
  });
});
