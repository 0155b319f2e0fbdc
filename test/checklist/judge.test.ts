import { describe, expect, it } from 'vitest';
import type { ChecklistItem, Overlay } from '../../src/checklist/checklist.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { readNode } from '../../src/checklist/node.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');
/** The verdict of an item on a dialogue, judged alone. */
const judged = (itemId: string, dialogue: string, more: Partial<ChecklistItem> = {}) => {
  const item = { ...checklist.library.get(itemId)!, ...more };
  const sections = [{ id: 'only', title: { zh: '一', en: 'one' }, weight: 100, itemIds: [itemId] }];
  const library = new Map([[itemId, item]]);
  const alone = { ...checklist, sections, overlays: [], items: [item], library };
  return judge(alone, lexicons, analysisOfDialogue(dialogue)).verdicts[0]!.verdict;
};
const kindOf = (itemId: string, dialogue: string): string => {
  const verdict = judged(itemId, dialogue);
  return verdict.kind === 'scored' ? verdict.outcome : verdict.kind;
};

const GREETING = 'agent [0-5]: 您好，请问您贵姓，您的电话是多少，您的地址是多少，您说';
const NINE = 'customer [6-9]: 我的订单怎么还没到';

it.each([
  // all of it has words; a little of it has none; a third of it has none
  ['no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-15]: 请您稍等`, 'pass'],
  ['no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-12.5; dropped]: 谢谢观看`, 'pass'],
  ['no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-13.5; dropped]: 谢谢观看`, 'undecided'],
  ['no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-13.5]: `, 'undecided'],
  ['no-taboo-phrases', `imported: true\n${GREETING}\n${NINE}\nagent [10-13.5]: `, 'undecided'],
  // 4 s of 29
  ['no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-30]: 请您稍等\ncustomer [31-32]: 好\nagent [33-37]: `, 'pass'],
  // the customer's words are not asked for
  ['no-taboo-phrases', `${GREETING}\ncustomer [6-12]: \nagent [13-15]: 请您稍等`, 'pass'],
  // what was found stays found
  ['no-taboo-phrases', 'agent [0-5]: 你急什么\ncustomer [6-9]: 你好\nagent [10-18]: ', 'fail'],
  ['no-dont-know', `${GREETING}\n${NINE}\nagent [10-14]: `, 'undecided'],
  ['no-flat-refusal', `${GREETING}\n${NINE}\nagent [10-14]: `, 'undecided'],
  ['use-nin', `${GREETING}\n${NINE}\nagent [10-14]: 您放心`, 'pass'],
  [
    'use-nin',
    `agent [0-5]: 您好，请问您贵姓，您的电话是多少，您的地址是多少，您说，您放心\n${NINE}\nagent [10-14]: `,
    'undecided',
  ],
  // outside the words an item looks at
  ['no-bare-wei-opening', `${GREETING}\n${NINE}\nagent [10-16]: `, 'pass'],
])('%s on %j is %s', (itemId, dialogue, kind) => {
  expect(kindOf(itemId, dialogue)).toBe(kind);
});

it('says where there are no words', () => {
  expect(judged('no-dont-know', `${GREETING}\n${NINE}\nagent [10-14]: `)).toMatchObject({
    reason: { en: 'Part of what the agent said has no words to rely on (4 s); please listen.' },
    listenTo: [{ start: 10, end: 14 }],
  });
});

describe('words that are not there', () => {
  const counted = (options: object, denied = false) => {
    const { node } = readNode(denied ? { not: { count: options } } : { count: options }, []);
    const more = { judge: node!, partial: null, when: {} };
    return judged('no-taboo-phrases', `${GREETING}\n${NINE}\nagent [10-14]: \ncustomer [15-25]: `, more);
  };

  it('are those of the one whose words count', () => {
    expect(counted({ classes: ['complaint'], pass: { atMost: 0 }, scope: { participant: 'customer' } })).toMatchObject({
      kind: 'undecided',
      reason: { zh: expect.stringContaining('客户'), en: expect.stringContaining('the customer') },
      evidence: [{ participant: 'customer', span: { start: 15, end: 25 } }],
    });
  });
  it('matter only where a pass rests on what was not said', () => {
    expect(counted({ classes: ['greeting'], pass: { atLeast: 1 } })).toMatchObject({ outcome: 'pass' });
    expect(counted({ classes: ['thanks'], pass: { atMost: 0 } })).toMatchObject({ kind: 'undecided' });
    expect(counted({ classes: ['greeting'], pass: { atMost: 0 } }, true)).toMatchObject({ outcome: 'pass' });
  });
});

describe('who judges', () => {
  const rude = 'agent [0-5]: 你急什么\ncustomer [6-9]: 你好';
  const polite = `${GREETING}\n${NINE}\nagent [10-15]: 请您稍等`;
  const verdictOf = (treatment: ChecklistItem['treatment'], dialogue: string) =>
    judged('no-taboo-phrases', dialogue, { treatment });

  it('the machine alone: its verdict counts', () => {
    expect(verdictOf('automatic', rude)).toMatchObject({ kind: 'scored', outcome: 'fail' });
  });
  it('the machine, and a person confirms a fail: it is proposed with its evidence', () => {
    const verdict = verdictOf('assisted', rude);
    expect(verdict).toMatchObject({ kind: 'undecided', proposal: 'fail', listenTo: [{ start: 0, end: 5 }] });
    expect(verdict.kind === 'undecided' && verdict.evidence[0]?.quote).toBe('你急什么');
    expect(verdictOf('assisted', polite)).toMatchObject({ kind: 'scored', outcome: 'pass' });
  });
  it('names a place to listen to once, whatever was said there', () => {
    const verdict = verdictOf('assisted', 'agent [0-5]: 你急什么，这不归我管\ncustomer [6-9]: 你好');
    expect(verdict).toMatchObject({ evidence: [{}, {}], listenTo: [{ start: 0, end: 5 }] });
  });
  it('a person alone: whatever the machine found is proposed', () => {
    expect(verdictOf('human', rude)).toMatchObject({ kind: 'undecided', proposal: 'fail' });
    expect(verdictOf('human', polite)).toMatchObject({ kind: 'undecided', proposal: 'pass' });
  });
  it('an option is judged only where it is switched on', () => {
    expect(judged('no-taboo-phrases', rude, { option: true })).toMatchObject({ kind: 'notApplicable' });
  });
});

describe('overlays', () => {
  const title = { zh: '一', en: 'one' };
  const overlay = (replaces: Overlay['replaces'], itemIds: string[]): Overlay => ({
    callType: 'complaint',
    replaces,
    sections: [{ id: 'instead', title, weight: 10, itemIds }],
  });
  const list = {
    ...checklist,
    sections: [
      { id: 'a', title, weight: 90, itemIds: ['greeting-hello', 'use-nin'] },
      { id: 'b', title, weight: 10, itemIds: ['offer-help'] },
    ],
  };
  const COMPLAINT = 'agent: 您好\ncustomer: 我要投诉你们\nagent: 对不起';
  const judgement = (one: Overlay, dialogue = COMPLAINT) =>
    judge({ ...list, overlays: [one] }, lexicons, analysisOfDialogue(dialogue));

  it('take the place of the sections they name on calls of their type', () => {
    const { sections, replaced, callTypes, verdicts } = judgement(overlay(['b'], ['complaint-apologise']));
    expect(callTypes).toMatchObject([{ type: 'complaint' }]);
    expect(sections.map(({ id }) => id)).toEqual(['a', 'instead']);
    expect(replaced.map(({ id }) => id)).toEqual(['b']);
    expect(verdicts.find(({ itemId }) => itemId === 'offer-help')?.verdict).toMatchObject({
      kind: 'notApplicable',
      reason: { zh: '投诉电话不看这一项。' },
    });
  });
  it('of all sections leave theirs alone', () => {
    const { sections, verdicts } = judgement(overlay('all', ['complaint-apologise']));
    expect(sections.map(({ id }) => id)).toEqual(['instead']);
    expect(verdicts.map(({ itemId, verdict }) => [itemId, verdict.kind])).toEqual([
      ['complaint-apologise', 'scored'],
      ['greeting-hello', 'notApplicable'],
      ['use-nin', 'notApplicable'],
      ['offer-help', 'notApplicable'],
    ]);
  });
  it('judge an item they keep once', () => {
    const { verdicts } = judgement(overlay(['b'], ['offer-help']));
    expect(verdicts.map(({ itemId }) => itemId)).toEqual(['greeting-hello', 'use-nin', 'offer-help']);
    expect(verdicts[2]?.verdict.kind).not.toBe('notApplicable');
  });
  it('change nothing on other calls', () => {
    const { sections, replaced } = judgement(overlay(['b'], ['complaint-apologise']), 'agent: 您好\ncustomer: 你好');
    expect([sections.length, replaced.length]).toEqual([2, 0]);
  });
});
