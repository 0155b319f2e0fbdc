import { describe, expect, it } from 'vitest';
import { loadChecklist } from '../../src/checklist/load.ts';
import { modelSentence } from '../../src/checklist/model-sentence.ts';

const NONE = { pass: [], fail: [], partial: [], undecided: [], notApplicable: [], trap: [] };

describe('modelSentence', () => {
  it('is what the passing example says and no failing one does', () => {
    const examples = {
      ...NONE,
      pass: ['agent: 您好\ncustomer: 好\nagent [3-5]: 感谢您的来电，再见。'],
      fail: ['agent: 您好\nagent: 再见。'],
    };
    expect(modelSentence({ examples })).toBe('感谢您的来电，再见。');
  });

  it('takes a Chinese example before an English one, and an English one where there is no other', () => {
    const en = 'language: en\nagent: Thank you for calling.';
    expect(modelSentence({ examples: { ...NONE, pass: [en, 'agent: 谢谢。'] } })).toBe('谢谢。');
    expect(modelSentence({ examples: { ...NONE, pass: [en] } })).toBe('Thank you for calling.');
  });

  it('is null where examples differ in something else than words', () => {
    const examples = { ...NONE, pass: ['rings: 2\nagent: 您好'], fail: ['rings: 6\nagent: 您好'] };
    expect(modelSentence({ examples })).toBeNull();
  });

  it('is there for most items of the inbound checklist, in Chinese', async () => {
    const { items } = await loadChecklist('seeds/checklists/inbound.yaml');
    const sentences = items.flatMap((item) => modelSentence(item) ?? []);
    expect(sentences.length / items.length).toBeGreaterThan(0.7);
    expect(sentences.filter((sentence) => !/\p{Script=Han}/u.test(sentence))).toEqual([]);
    expect(modelSentence(items.find(({ id }) => id === 'closing-thanks')!)).toBe('感谢您的来电，再见。');
  });
});
