import type { FlowResult } from '../../src/checklist/flow.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import type { ScoredCall } from '../../src/reports/report-call.ts';
import type { FormItemResult, FormResult, ScoredItem } from '../../src/scorecard/scorecard.ts';
import { analysisOf, both, hardCall, item, scorecardOf, scored } from './fixture.ts';

/** Calls with a whole catalogue of items, and with the training form. */

const clip = (at: number) => ({ start: at, end: at + 4 });

/** An assisted item whose fail a person has to confirm. */
export const PROPOSED: Verdict = {
  kind: 'undecided',
  proposal: 'fail',
  reason: both('客户还没说完，坐席就转了话题。', 'The agent changed the subject before the customer had finished.'),
  evidence: [{ span: clip(59.1), participant: 'agent', quote: '你先把插头拔了' }],
  listenTo: [clip(59.1)],
};

const forPeople = (at: number): Verdict => ({
  kind: 'undecided',
  reason: both('由人听后评定。', 'A person listens and judges.'),
  evidence: [],
  listenTo: [clip(at), clip(at + 20), clip(at + 30)],
});

const VERDICTS: readonly [Verdict, Partial<ScoredItem>][] = [
  [scored('pass', both('做到了。', 'Done.'), [{ span: clip(6.2), participant: 'agent', quote: '您好' }]), {}],
  [scored('pass', both('没有听到忌语。', 'No such words were heard.'), []), { severity: 'minor' }],
  [{ kind: 'notApplicable', reason: both('本次通话没有等待。', 'Nobody was put on hold.'), evidence: [] }, {}],
  [scored('pass', both('做到了。', 'Done.'), [{ span: clip(17.3), participant: 'agent', quote: '请您稍等一下' }]), {}],
  [forPeople(17.3), { treatment: 'human', severity: 'info' }],
  [
    { kind: 'notApplicable', reason: both('话务记录没有这一栏。', 'The call list has no such column.'), evidence: [] },
    {},
  ],
  [PROPOSED, { treatment: 'assisted' }],
  [
    scored('partial', both('说了一半。', 'Half of it was said.'), [
      { span: clip(44.5), participant: 'agent', quote: '让您久等了' },
    ]),
    { severity: 'minor' },
  ],
  [
    scored('fail', both('没有询问。', 'Not asked.'), [
      { span: clip(80), participant: 'agent', expected: '请问还有其他可以帮您的吗' },
    ]),
    {},
  ],
];

const SECTION_NAMES: readonly [zh: string, en: string, weight: number][] = [
  ['接听及时', 'Prompt answer', 6],
  ['问候与自报家门', 'Greeting and introduction', 10],
  ['询问需求与确认身份', 'Need and identity', 6],
  ['询问姓名与称呼', 'Name and form of address', 4],
  ['语速', 'Speech rate', 6],
  ['音量与环境', 'Volume and surroundings', 6],
  ['语调与亲和', 'Tone and warmth', 4],
  ['清晰、普通话、口头禅、通俗', 'Clarity and plain language', 6],
  ['回应及时、无冷场', 'Responding, no dead air', 8],
  ['不打断、耐心', 'No interrupting, patience', 7],
  ['提问与复述', 'Asking and paraphrasing', 7],
  ['礼貌用语与称“您”', 'Courteous words', 7],
  ['用语规范（忌语、否定语）', 'Wording (taboos, refusals)', 8],
  ['解决与承诺', 'Solving and promising', 7],
  ['等待与转接', 'Holds and transfers', 3],
  ['结束语与不先挂机', 'Closing, not hanging up first', 5],
  ['开场', 'Opening', 0],
  ['语音', 'Voice', 0],
  ['倾听', 'Listening', 0],
  ['用语', 'Wording', 0],
  ['禁止行为（可一票否决）', 'Conduct (may be fatal)', 0],
  ['解决问题', 'Solving', 0],
  ['情景应答', 'Replies', 0],
];

const ITEMS_PER_SECTION = 6;
/** One in eleven of the items fails, as in an ordinary call. */
const ORDINARY = [0, 1, 2, 3, 5, 0, 1, 4, 0, 2, 7, 1, 5, 0, 2, 6, 3, 2, 5, 0, 8, 2] as const;

const bigItems: ScoredItem[] = SECTION_NAMES.flatMap(([zh, en, weight], section) =>
  Array.from({ length: ITEMS_PER_SECTION }, (_, index) => {
    const at = section * ITEMS_PER_SECTION + index;
    const [verdict, more] = VERDICTS[ORDINARY[at % ORDINARY.length]!]!;
    const title = both(
      `${zh.replace(/（.*/, '')}之第 ${index + 1} 项要求`,
      `${en.replace(/ \(.*/, '')}, requirement ${index + 1}`,
    );
    return item(`item-${at}`, `section-${section}`, title, verdict, { weight: weight / ITEMS_PER_SECTION, ...more });
  }),
);

export const FLOW: FlowResult = {
  flowId: 'inbound',
  title: both('被动接听', 'Inbound call'),
  steps: [
    { title: both('三声内接听', 'Answer within three rings'), need: 'mandatory', itemIds: ['item-0'], outcome: 'pass' },
    {
      title: both('问候并自报家门', 'Greet and introduce'),
      need: 'mandatory',
      itemIds: ['item-7'],
      outcome: 'partial',
    },
    { title: both('致歉', 'Apologise'), need: 'conditional', itemIds: ['item-2'], outcome: 'notApplicable' },
    { title: both('复述确认', 'Paraphrase'), need: 'mandatory', itemIds: ['item-20'], outcome: 'fail' },
    { title: both('记录个案', 'Note the case'), need: 'optional', itemIds: [], outcome: 'notChecked' },
    { title: both('结束语', 'Closing'), need: 'mandatory', itemIds: ['item-15'], outcome: 'undecided' },
  ],
};

/** A call judged on some 140 items, recognised as a complaint, with its flow. */
export function bigCall(): ScoredCall {
  const counts = { pass: 0, partial: 0, fail: 0, notApplicable: 0, undecided: 0, leftToPeople: 0, error: 0 };
  for (const { verdict, treatment } of bigItems)
    counts[
      verdict.kind === 'scored'
        ? verdict.outcome
        : verdict.kind === 'undecided' && treatment === 'human'
          ? 'leftToPeople'
          : verdict.kind
    ] += 1;
  const callId = '20260305-111500-A017';
  return {
    ...hardCall(),
    analysis: analysisOf({ callId }),
    scorecard: scorecardOf(callId, 78.4, {
      items: bigItems,
      sections: SECTION_NAMES.map(([zh, en, weight], index) => ({
        id: `section-${index}`,
        title: both(zh, en),
        weight,
        itemIds: bigItems.filter(({ section }) => section === `section-${index}`).map(({ itemId }) => itemId),
        score: index % 7 === 6 ? null : 100 - 8 * (index % 5),
      })),
      callTypes: [
        {
          type: 'complaint',
          confidence: 0.8,
          source: 'words',
          reason: both('客户的话是投诉、抱怨。', 'The customer complains.'),
        },
      ],
      flows: [FLOW],
      counts,
      coverage: {
        judgedShare: 0.81,
        byTreatment: {
          automatic: { items: 110, judged: 75, proposed: 0, open: 0, notApplicable: 35, error: 0 },
          assisted: { items: 6, judged: 0, proposed: 6, open: 0, notApplicable: 0, error: 0 },
          human: {
            items: counts.leftToPeople,
            judged: 0,
            proposed: 0,
            open: counts.leftToPeople,
            notApplicable: 0,
            error: 0,
          },
        },
      },
      reviewReasons: [
        both('6 项待复核：“接听及时之第 1 项要求”等。', '6 undecided: “Prompt answer, requirement 1” and others.'),
      ],
    }),
  };
}

const FORM_ITEMS: readonly [string, string, FormItemResult['givenBy'], FormItemResult['state'], 5 | 3 | 1 | null][] = [
  ['自我介绍', 'Self-introduction', 'machine', 'given', 5],
  ['礼貌用语', 'Polite wording', 'machine', 'given', 3],
  ['语速', 'Speech rate', 'machine', 'given', 5],
  ['语调', 'Tone', 'proposal', 'proposed', 5],
  ['音量', 'Volume', 'machine', 'given', 5],
  ['口头禅', 'Verbal habits', 'machine', 'given', 1],
  ['耐心程度', 'Patience', 'proposal', 'proposed', 1],
  ['普通话程度', 'Standard Mandarin', 'proposal', 'proposed', 5],
  ['适时回应', 'Responding in time', 'machine', 'given', 3],
  ['提问能力', 'Asking', 'proposal', 'open', null],
  ['复述问题能力', 'Paraphrasing', 'machine', 'given', 1],
  ['解答准确度', 'Accuracy', 'human', 'open', null],
  ['语言通俗', 'Plain language', 'machine', 'given', 5],
  ['思路条理清晰', 'Clear structure', 'human', 'open', null],
  ['同理心', 'Empathy', 'proposal', 'notApplicable', null],
  ['推托', 'No evasion', 'proposal', 'proposed', 5],
  ['打字速度', 'Typing speed', 'manual', 'open', null],
];

export const FORM: FormResult = {
  ratings: { five: 0.75, three: 0.25 },
  groups: [
    { id: 'manner', title: both('谈话特征', 'Manner of speaking') },
    { id: 'business', title: both('业务能力', 'Professional ability') },
    { id: 'typing', title: both('其他', 'Other') },
  ],
  items: FORM_ITEMS.map(([zh, en, givenBy, state, value], index) => {
    const maxPoints = index === 16 ? 4 : 6;
    return {
      sectionId: `section-${index}`,
      group: index < 8 ? 'manner' : index < 16 ? 'business' : 'typing',
      title: both(zh, en),
      note: zh === '推托' ? both('5 分为没有推托', '5 means free of it') : null,
      givenBy,
      state,
      value,
      mean: value === null ? null : (value - 1) / 4,
      points: value === null ? null : (maxPoints * value) / 5,
      maxPoints,
      itemIds: index === 16 ? [] : [`item-${index * ITEMS_PER_SECTION}`],
    };
  }),
  points: 52.8,
  maxPoints: 72,
  score: 73.333,
  range: { from: 43.2, to: 88.1 },
  note: both(
    '按有分值的 12 项折算为百分制，其中 4 项是机器的建议，待确认，4 项留待考核员评分，1 项本通没有涉及，不计。',
    'Of 100, over the 12 items with a value; 4 of them proposed, to be confirmed; 4 left to the assessor; 1 did not come up in this call.',
  ),
  unfinished: null,
  gates: [
    {
      id: 'first',
      title: both('第一次考核', 'First assessment'),
      passMark: 70,
      outcome: 'undecided',
      reasons: [
        both(
          '现为 73.3 分；待定各项可使总分在 43.2 至 88.1 分之间，及格线 70 分。',
          'Now 73.3; what is open can move the total between 43.2 and 88.1; the pass mark is 70.',
        ),
        both('“耐心程度”建议 1 分，待确认。', '“Patience”: 1 proposed, to be confirmed.'),
      ],
    },
    {
      id: 'comprehensive',
      title: both('综合考核', 'Comprehensive assessment'),
      passMark: 90,
      outcome: 'retrain',
      reasons: [both('最高只能得 88.1 分，及格线 90 分。', 'At most 88.1 points can be reached; the pass mark is 90.')],
    },
    { id: 'trial', title: both('试听', 'Trial'), passMark: 40, outcome: 'pass', reasons: [] },
  ],
};

/** A trainee's call with the form. */
export function traineeCall(): ScoredCall {
  const call = bigCall();
  const callId = '学员-20260305-02';
  return {
    ...call,
    analysis: analysisOf({ callId, agentName: '赵学员' }),
    scorecard: { ...call.scorecard, callId, form: FORM, score: 73.333, scoreNote: FORM.note, callTypes: [], flows: [] },
  };
}
