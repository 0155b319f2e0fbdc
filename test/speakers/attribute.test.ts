import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/analysis.ts';
import { type AttributionInput, areRolesGuessed, attributeChannels } from '../../src/speakers/attribute.ts';
import { loadRoleCues, type RoleCues } from '../../src/speakers/cues.ts';
import { vote } from '../../src/speakers/vote.ts';
import { attributionWarnings } from '../../src/speakers/warnings.ts';

const cues = {} as Record<Language, RoleCues>;
beforeAll(async () => {
  cues.zh = await loadRoleCues('zh');
  cues.en = await loadRoleCues('en');
});

const AGENT = ['您好，宏达客服中心，请问有什么可以帮您？', '好的，请稍等，我帮您查一下。', '感谢您的来电，再见。'];
const CUSTOMER = ['你好，我想问一下，我的手机怎么还没开通？', '你们什么时候能办好？', '好的，谢谢。'];
const AGENT_EN = ['Thank you for calling Acme, my name is Ann. How can I help you?', 'Let me look that up.'];
const CUSTOMER_EN = ["Hi, I'm calling about my bill.", 'I was charged twice.'];

const attribute = (input: Partial<AttributionInput>, language: Language = 'zh') =>
  attributeChannels({ channelCount: 2, texts: [[], []], cues: cues[language], ...input });

describe('without a channel map', () => {
  it.each([
    {
      name: 'Mandarin, agent first',
      language: 'zh' as const,
      texts: [AGENT, CUSTOMER],
      participants: ['agent', 'customer'],
    },
    {
      name: 'Mandarin, agent second',
      language: 'zh' as const,
      texts: [CUSTOMER, AGENT],
      participants: ['customer', 'agent'],
    },
    {
      name: 'English, agent second',
      language: 'en' as const,
      texts: [CUSTOMER_EN, AGENT_EN],
      participants: ['customer', 'agent'],
    },
    {
      name: 'only the agent is heard',
      language: 'zh' as const,
      texts: [[], AGENT],
      participants: ['customer', 'agent'],
    },
    {
      name: 'the recogniser got the words wrong',
      language: 'zh' as const,
      texts: [['喂'], ['你好，为宁服务，请闻有神么可以办您，请少等']],
      participants: ['customer', 'agent'],
    },
  ])('votes by what is said: $name', ({ language, texts, participants }) => {
    const found = attribute({ texts }, language);
    expect(found).toMatchObject({ participants, source: 'text' });
    expect(found.confidence).toBeGreaterThanOrEqual(0.8);
    expect(attributionWarnings(found)).toEqual([]);
  });

  it('does not take 我帮您查一下 for 帮我查一下', () => {
    expect(attribute({ texts: [['嗯'], ['我帮您查一下', '我帮您看一下']] })).toMatchObject({
      participants: ['customer', 'agent'],
      source: 'text',
    });
    expect(vote([['我帮您查一下'], []], cues.zh).customer).toEqual([[], []]);
  });

  it('stays unsure after one weak cue, and says why', () => {
    const found = attribute({ texts: [['我想问一下'], ['嗯']] });
    expect(found.participants).toEqual(['customer', 'agent']);
    expect(found.confidence).toBeLessThan(0.8);
    expect(attributionWarnings(found).map(({ code }) => code)).toEqual(['roles-assumed']);
  });

  it('says how sure it is only where it is not', () => {
    const unsure = attribute({ texts: [['我想问一下'], ['嗯']] });
    expect(unsure.notes[0]).toMatchObject({
      zh: expect.stringMatching(/声道 2 可能是坐席，但依据不足（.+，把握约 70%）/),
      en: expect.stringMatching(/Channel 2 may be the agent, but too little speaks for it \(.+; 70% sure\)/),
    });
    const sure = attribute({ texts: [['您好，很高兴为您服务', '请问有什么可以帮您'], ['我想问一下']] });
    expect(sure.notes[0]!.zh).toContain('判断声道 1 为坐席');
    expect([unsure, sure].map(areRolesGuessed)).toEqual([true, false]);
    expect(areRolesGuessed({ ...unsure, participants: ['mixed'], confidence: 0 })).toBe(false);
  });

  it.each([
    { name: 'nothing was recognised', texts: [[], []] },
    { name: 'both say the same', texts: [AGENT, AGENT] },
  ])('assumes the first channel is the agent when $name', ({ texts }) => {
    const found = attribute({ texts });
    expect(found).toMatchObject({ participants: ['agent', 'customer'], source: 'assumed', confidence: 0.5 });
    expect(attributionWarnings(found).map(({ code }) => code)).toEqual(['roles-assumed']);
  });

  it('calls a channel that carries both sides mixed', () => {
    expect(attribute({ texts: [[...AGENT, ...CUSTOMER], []] })).toMatchObject({
      participants: ['mixed', 'mixed'],
      source: 'single',
    });
  });

  it('believes the labels of a transcript before it votes', () => {
    expect(attribute({ texts: [AGENT, CUSTOMER], labels: ['customer', 'agent'] })).toMatchObject({
      participants: ['customer', 'agent'],
      confidence: 0.9,
    });
  });

  it('does not tell one channel apart', () => {
    const found = attribute({ channelCount: 1, texts: [AGENT] });
    expect(found).toMatchObject({ participants: ['mixed'], source: 'single', confidence: 0 });
    expect(attributionWarnings(found).map(({ code }) => code)).toEqual(['one-channel']);
  });
});

describe('with a channel map', () => {
  it('believes the call list before the pipeline', () => {
    expect(attribute({ metadata: ['customer', 'agent'], settings: ['agent', 'customer'] })).toMatchObject({
      participants: ['customer', 'agent'],
      source: 'metadata',
      confidence: 0.95,
      notes: [],
    });
  });

  it('keeps its confidence when what is said agrees', () => {
    expect(attribute({ settings: ['agent', 'customer'], texts: [AGENT, CUSTOMER] }).confidence).toBe(0.95);
  });

  it('keeps the map and loses confidence when what is said clearly contradicts it', () => {
    const found = attribute({ settings: ['agent', 'customer'], texts: [CUSTOMER, AGENT] });
    expect(found.participants).toEqual(['agent', 'customer']);
    expect(found.confidence).toBeLessThan(0.8);
    expect(found.notes).toHaveLength(1);
    expect(attributionWarnings(found).map(({ code }) => code)).toEqual(['roles-contradicted']);
  });

  it('is not shaken by one weak cue', () => {
    expect(attribute({ settings: ['agent', 'customer'], texts: [['我想问一下您的地址'], []] }).confidence).toBe(0.95);
  });

  it('names the only channel', () => {
    expect(attribute({ channelCount: 1, metadata: ['agent'], texts: [AGENT] })).toMatchObject({
      participants: ['agent'],
      source: 'metadata',
    });
  });

  it('that says mixed comes with a warning that the sides are not told apart', () => {
    const found = attribute({ channelCount: 1, settings: ['mixed'], texts: [AGENT] });
    expect(attributionWarnings(found).map(({ code }) => code)).toEqual(['one-channel']);
  });

  it('does not use a map for another number of channels, and says so', () => {
    const found = attribute({ channelCount: 1, metadata: ['agent', 'customer'], texts: [[]] });
    expect(found).toMatchObject({ participants: ['mixed'], source: 'single' });
    expect(found.notes[0]!.en).toContain('names 2 channel(s), but 1 can be told apart');
  });
});

describe('the lexicon of cues', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'roles-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['agent: [您好]\n', 'customer'],
    ['agent: [您好]\ncustomer: []\n', 'customer'],
    ['agent: [您好]\ncustomer: [喂]\nclerk: [x]\n', 'clerk'],
    ['agent: [', 'YAML'],
  ])('refuses %j and names the fault', async (text, named) => {
    const file = path.join(folder, 'roles.yaml');
    await writeFile(file, text);
    await expect(loadRoleCues('zh', file)).rejects.toMatchObject({
      code: 'lexicon-invalid',
      message: expect.stringContaining(named),
    });
  });

  it.each(['zh', 'en'] as const)('has no phrase on both sides (%s)', (language) => {
    const wordings = (side: keyof RoleCues) => cues[language][side].plan.phrases.map(({ wording }) => wording);
    expect(wordings('agent').filter((wording) => wordings('customer').includes(wording))).toEqual([]);
  });
});
