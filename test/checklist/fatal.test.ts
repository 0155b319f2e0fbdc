import { expect, it } from 'vitest';
import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { loadItems } from '../../src/checklist/items.ts';
import { judgeOrError } from '../../src/checklist/judge.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import { loadLexicons } from '../../src/language/lexicon.ts';

const { items } = await loadItems(
  ['seeds/checklists/items/conduct.yaml', 'seeds/checklists/items/wording.yaml'],
  'seeds/checklists/sources.yaml',
);
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
