import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { loadItems } from '../../src/checklist/items.ts';
import { judgeOrError } from '../../src/checklist/judge.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';
import { yamlFilesIn } from '../../src/language/yaml-file.ts';

const { items } = await loadItems(await yamlFilesIn('seeds/checklists/items'), 'seeds/checklists/sources.yaml');
const lexicons = await loadLexicons('seeds/lexicons', 'zh');

it.each([
  // always, and only for the worst of a fatal item
  ['no-abuse', '你他妈的有完没完。', true],
  ['no-taboo-phrases', '你急什么。', true],
  ['no-taboo-phrases', '我正在忙呢。', false],
  // a lesser item, where its worst was said
  ['no-scolding-or-coldness', '你懂什么，少跟我来这套。', true],
  ['no-scolding-or-coldness', '说了多少遍了，随便你。', false],
  ['no-scolding-or-coldness', '好的，我再给您说明一遍。', false],
  ['no-criticism-of-others', '你这种人真难缠。', true],
  ['no-criticism-of-others', '上个客服就会乱说。', false],
])('%s on “%s” counts as fatal: %s', (id, text, fatal) => {
  const call = new CallContext(analysisOfDialogue(`agent: 您好。\nagent: ${text}`), lexicons, DEFAULT_PROFILE);
  expect(judgeOrError(items.get(id)!, call).fatal).toBe(fatal);
});

it.each([
  // in the middle of the conversation, and while the customer speaks
  ['tail: 3', 'customer: 可是我还想问一下', true],
  ['tail: 0.1', 'customer: 谢谢，不过我还想问一下发票怎么', true],
  // after the customer's goodbye
  ['tail: 0.1', 'customer: 好的，再见。', false],
  ['tail: 3', 'customer: 谢谢，那我明天在家等师傅。', false],
])('hanging up, %s, after “%s” counts as fatal: %s', (fact, line, fatal) => {
  const dialogue = `releasedBy: agent\n${fact}\nagent: 订单明天到，谢谢您，再见。\n${line}`;
  const call = new CallContext(analysisOfDialogue(dialogue), lexicons, DEFAULT_PROFILE);
  const { verdict, fatal: counts } = judgeOrError(items.get('no-hang-up-first')!, call);
  expect([verdict.kind === 'scored' && verdict.outcome, counts]).toEqual(['fail', fatal]);
});
