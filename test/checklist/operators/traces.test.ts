import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const EATING = { traces: { sound: { zh: '吃喝声', en: 'eating' }, classes: ['eating-words'] } };

it.each([
  ['agent: 您好，等我一下，我正吃着饭呢。', 'fail'],
  ['agent [logp -1.8]: 您好，我正吃着饭呢。', 'undecided'],
  ['agent: 您好，请问有什么可以帮您？', 'notApplicable'],
  ['agent: 您好。\ncustomer: 我正吃着饭呢。', 'notApplicable'],
  ['customer: 喂？', 'notApplicable'],
])('%s: %s', (dialogue, kind) => {
  expect(findingOf(EATING, dialogue).kind).toBe(kind);
});

it('says that there is no detector, and shows the words that give it away', () => {
  const none = findingOf(EATING, 'agent: 您好。');
  expect(none.kind === 'notApplicable' && none.reason.en).toMatch(/no detector for this sound \(eating\)/);
  expect(findingOf(EATING, 'agent: 我正吃着饭呢。').evidence).toMatchObject([{ quote: '我正吃着饭呢。' }]);
});
