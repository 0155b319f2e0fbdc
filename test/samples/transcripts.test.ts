import { describe, expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { scoreCall } from '../../src/pipeline.ts';
import type { ScoredItem } from '../../src/scorecard/scorecard.ts';
import { loadScoring, type Scoring } from '../../src/scoring.ts';
import { loadPipeline } from '../../src/settings.ts';
import { CATALOGUE } from '../checklist/catalogue.ts';
import { outcomeOf } from './compare.ts';
import { loadTranscriptFixtures, type TranscriptFixture } from './transcript-fixtures.ts';
import { loadTruths } from './truth-files.ts';

const fixtures = await loadTranscriptFixtures();

const scorings = new Map<string, Promise<Scoring>>();

/** What a pipeline judges Chinese calls with, read once. */
function scoringOf(pipeline: string): Promise<Scoring> {
  const known = scorings.get(pipeline) ?? loadPipeline(pipeline).then((settings) => loadScoring(settings, 'zh'));
  scorings.set(pipeline, known);
  return known;
}

async function judged({ pipeline, options, dialogue }: TranscriptFixture) {
  const analysis = analysisOfDialogue(dialogue);
  const scoring = await scoringOf(pipeline);
  const rules = Object.fromEntries(options.map((id) => [id, true]));
  return scoreCall(analysis, { ...scoring, profile: { ...scoring.profile, rules } });
}

function shownOutcome({ verdict }: ScoredItem): string {
  return verdict.kind === 'undecided' && verdict.proposal === 'fail' ? 'fail?' : outcomeOf(verdict);
}

describe('a whole call as a transcript comes to its verdicts', () => {
  it.each(fixtures.map((fixture) => [fixture.id, fixture] as const))('%s', async (_id, fixture) => {
    const card = await judged(fixture);
    const items = new Map(card.items.map((item) => [item.itemId, item]));
    const got = Object.keys(fixture.expected).map((id) => [
      id,
      items.has(id) ? shownOutcome(items.get(id)!) : 'absent',
    ]);
    expect(Object.fromEntries(got)).toEqual(fixture.expected);
    expect(card.items.filter(({ verdict }) => verdict.kind === 'error')).toEqual([]);
    if (fixture.callTypes) expect(card.callTypes.map(({ type }) => type).sort()).toEqual(fixture.callTypes.toSorted());
  });
});

describe('every automatic rule is seen on a whole call', () => {
  const seen = new Map<string, Set<string>>();
  const all = [
    ...fixtures.map(({ expected }) => expected),
    ...[...loadTruths().values()].map(({ expected }) => expected),
  ];
  for (const expected of all)
    for (const [id, outcome] of Object.entries(expected)) seen.set(id, (seen.get(id) ?? new Set()).add(outcome));
  const automatic = CATALOGUE.filter(({ treatment }) => treatment === 'automatic');
  it.each(['pass', 'fail'])('to %s', (outcome) => {
    const never = automatic.filter(({ id }) => !seen.get(id)?.has(outcome)).map(({ id }) => id);
    expect(never).toEqual([]);
  });
});
