import { describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../../src/analysis.ts';
import type { Checklist, ChecklistItem, JudgeNode } from '../../../src/checklist/checklist.ts';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import { phraseClassesOf } from '../../../src/checklist/phrase-classes.ts';
import { checklistRowOf } from '../../../src/library/checklist-row-of.ts';
import { knownOf } from '../../../src/library/rescore/known.ts';
import { scoreCall } from '../../../src/pipeline.ts';
import type { Scorecard } from '../../../src/scorecard/scorecard.ts';
import { loadScoring, type Scoring } from '../../../src/scoring.ts';
import { loadPipeline } from '../../../src/settings.ts';
import { madeCall } from '../../bench/calls.ts';
import { loadTranscriptFixtures } from '../../samples/transcript-fixtures.ts';

const inbound = await loadScoring(await loadPipeline('inbound'), 'zh');
const trainee = await loadScoring(await loadPipeline('trainee'), 'zh');
/** One call of each kind that a checklist looks at otherwise. */
const KINDS = ['complaint', 'silent', 'one-way', 'malicious', 'nuisance', 'transfer', 'hold', 'rude'];
const fixtures = await loadTranscriptFixtures();
const calls: CallAnalysis[] = [
  ...KINDS.flatMap((kind) => fixtures.find(({ id }) => id.includes(kind)) ?? []).map(({ id, dialogue }) =>
    named(analysisOfDialogue(dialogue), id),
  ),
  named(madeCall(1, 1, 0.05), 'made'),
].filter(({ language }) => language === 'zh');

function named(analysis: CallAnalysis, callId: string): CallAnalysis {
  return { ...analysis, call: { ...analysis.call, callId } };
}

const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

function withChecklist(scoring: Scoring, change: (checklist: Checklist) => Partial<Checklist>): Scoring {
  return { ...scoring, checklist: { ...scoring.checklist, ...change(scoring.checklist) } };
}

function withItems(scoring: Scoring, change: (item: ChecklistItem) => Partial<ChecklistItem>): Scoring {
  return withChecklist(scoring, ({ items, library }) => {
    const altered = new Map([...library].map(([id, item]) => [id, { ...item, ...change(item) }]));
    return { library: altered, items: items.map(({ id }) => altered.get(id)!) };
  });
}

function withPhrases(scoring: Scoring, id: string, phrases: string[]): Scoring {
  const { lexicons } = scoring;
  const one = lexicons.classes.get(id)!;
  const classes = new Map(lexicons.classes).set(id, { ...one, phrases: [...one.phrases, ...phrases] });
  return { ...scoring, lexicons: { ...lexicons, classes } };
}

/** Every number of an item's operators made so many times as large. */
function scaled(item: ChecklistItem, factor: number): Partial<ChecklistItem> {
  const scale = (value: unknown): unknown => {
    if (typeof value === 'number') return Math.ceil(value * factor);
    if (Array.isArray(value)) return value.map(scale);
    return value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scale(one)]))
      : value;
  };
  const node = (one: JudgeNode): JudgeNode =>
    one.kind === 'operator'
      ? { ...one, options: scale(one.options) }
      : one.kind === 'not'
        ? { ...one, node: node(one.node) }
        : ({ ...one, nodes: one.nodes.map(node) } as JudgeNode);
  return { judge: node(item.judge) };
}

const [GREETING = ''] = phraseClassesOf(inbound.checklist.library.get('greeting-hello')!);
const MEASURED = ['no-unexplained-silence', 'speech-rate-moderate', 'talk-ratio', 'answer-within-three-rings'];
const withoutOverlays = ({ items, sections }: Checklist): Partial<Checklist> => ({
  overlays: [],
  items: items.filter(({ id }) => sections.some(({ itemIds }) => itemIds.includes(id))),
});

const withoutItem = (checklist: Checklist, id: string): Partial<Checklist> => ({
  items: checklist.items.filter((item) => item.id !== id),
  sections: checklist.sections.map((one) => ({ ...one, itemIds: one.itemIds.filter((itemId) => itemId !== id) })),
  overlays: checklist.overlays.map((overlay) => ({
    ...overlay,
    sections: overlay.sections.map((one) => ({ ...one, itemIds: one.itemIds.filter((itemId) => itemId !== id) })),
  })),
});

/**
 * What changes, before → after, and the least share of the verdicts that must be taken over: 0 where it touches every item;
 * what an overlay leaves out is never taken over.
 */
const CHANGES: [name: string, from: Scoring, to: Scoring, takenOver: number][] = [
  ['nothing', inbound, { ...inbound }, 0.8],
  ['thresholds', inbound, withItems(inbound, (item) => (MEASURED.includes(item.id) ? scaled(item, 0.5) : {})), 0.6],
  ['every threshold', inbound, withItems(inbound, (item) => scaled(item, 2)), 0],
  ['phrases', inbound, withPhrases(inbound, GREETING, ['幸会']), 0.5],
  [
    'phrases that tell the type of a call',
    inbound,
    withPhrases(inbound, 'complaint-explicit', ['谢谢', '想问一下']),
    0,
  ],
  ['a rule switched off', inbound, withRules(inbound, { 'greeting-hello': false }), 0.5],
  ['a rule switched on', inbound, withRules(inbound, optionsOf(inbound)), 0.5],
  ['another number of the profile', inbound, withProfile(inbound, { secondsPerRing: 2, strictRings: true }), 0],
  ['the name of the company', inbound, withProfile(inbound, { organisationNames: ['大海家电'] }), 0],
  ['an item added', withChecklist(inbound, (it) => withoutItem(it, 'closing-farewell')), inbound, 0.6],
  ['an item removed', inbound, withChecklist(inbound, (it) => withoutItem(it, 'closing-farewell')), 0.6],
  [
    'weights',
    inbound,
    withChecklist(inbound, ({ sections }) => ({
      sections: sections.map((one, at) => ({ ...one, weight: at === 0 ? one.weight + 5 : one.weight })),
    })),
    0.8,
  ],
  [
    'severities',
    inbound,
    withItems(inbound, ({ id }) => (id === 'no-unexplained-silence' ? { severity: 'fatal' } : {})),
    0.7,
  ],
  [
    'who judges',
    inbound,
    withItems(inbound, ({ id }) => (id === 'no-unexplained-silence' ? { treatment: 'human' } : {})),
    0.7,
  ],
  ['overlays taken away', inbound, withChecklist(inbound, withoutOverlays), 0.5],
  ['overlays added', withChecklist(inbound, withoutOverlays), inbound, 0.5],
  ['flows', inbound, { ...inbound, flows: inbound.flows.slice(1) }, 0.8],
  ['another checklist', inbound, trainee, 0.3],
  ['the words of items', inbound, withItems(inbound, () => ({ title: { zh: '新', en: 'new' } })), 0.8],
];

function withRules(scoring: Scoring, rules: Record<string, boolean>): Scoring {
  return { ...scoring, profile: { ...scoring.profile, rules } };
}

function withProfile(scoring: Scoring, change: Partial<Scoring['profile']>): Scoring {
  return { ...scoring, profile: { ...scoring.profile, ...change } };
}

function optionsOf({ checklist }: Scoring): Record<string, boolean> {
  return Object.fromEntries(checklist.items.filter(({ option }) => option).map(({ id }) => [id, true]));
}

describe('judging only what changed', () => {
  it.each(CHANGES)('gives what judging everything gives: %s', (_, from, to, takenOver) => {
    let shared = 0;
    let all = 0;
    for (const analysis of calls) {
      const scorecard = stored(scoreCall(analysis, from)) as Scorecard;
      const known = knownOf({ checklist: stored(checklistRowOf(from)), scorecard }, to, analysis)!;
      const full = stored(scoreCall(analysis, to));
      expect(stored(scoreCall(analysis, to, known))).toEqual(full);
      shared += known.verdicts.size;
      all += full.items.length;
    }
    expect(shared / all).toBeGreaterThanOrEqual(takenOver);
  });

  it('takes over nothing when it was not kept what the verdicts depended on', () => {
    const { itemKeys: _, ...checklist } = checklistRowOf(inbound);
    const [analysis] = calls;
    expect(knownOf({ checklist, scorecard: scoreCall(analysis!, inbound) }, inbound, analysis!)).toBeUndefined();
  });

  it('has calls of several types to show it on', () => {
    const types = new Set(calls.flatMap((analysis) => scoreCall(analysis, inbound).callTypes.map(({ type }) => type)));
    expect(types).toContain('complaint');
    expect(types.size).toBeGreaterThan(3);
  });
});
