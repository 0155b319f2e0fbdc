import { expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { judge } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const checklist = await loadChecklist('seeds/checklists/inbound.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');
const judged = (itemId: string, dialogue: string) =>
  judge(
    { ...checklist, items: checklist.items.filter(({ id }) => id === itemId) },
    lexicons,
    analysisOfDialogue(dialogue),
  )[0]!.verdict;
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
    reason: { en: 'Part of what the agent said was not transcribed (4 s); please listen.' },
    listenTo: [{ start: 10, end: 14 }],
  });
});
