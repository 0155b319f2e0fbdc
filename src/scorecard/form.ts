import type { Form, FormItem } from '../checklist/form-schema.ts';
import type { Rating } from '../checklist/verdict.ts';
import type { Sentence } from '../errors.ts';
import { assess } from './gates.ts';
import { proposalOf } from './outcome.ts';
import type { SectionItems } from './points.ts';
import type { FormItemResult, FormResult, HumanVerdict, ScoredItem } from './scorecard.ts';

/** What an outcome counts, 0…1. */
export const SCORES = { pass: 1, partial: 0.5, fail: 0 } as const;

/** The value of a line of the form by what a person said of it. */
export const RATINGS = { pass: 5, partial: 3, fail: 1 } as const;

/**
 * The training form of one call. An item's value is that of the mean of its rules; what a person must confirm is only
 * proposed, what only a person can say is blank (a manual value is there once somebody entered it with the call). Its points are those of its section by value (5 all of them, 3 and 1 that
 * many fifths), and the total is over the items that have a value, as points of 100. `items` are those of the whole
 * scorecard, for fatal fails; `given` is what a person said of whole lines, by section, and takes the place of the rest.
 */
export function fillForm(
  form: Form,
  sections: readonly SectionItems[],
  items: readonly ScoredItem[],
  given: ReadonlyMap<string, HumanVerdict>,
): FormResult {
  const filled = form.groups.flatMap((group) =>
    group.items.map((item) => {
      const section = sections.find(({ section }) => section.id === item.section)!;
      return withHuman(fillItem(item, group.id, section, form.ratings), given.get(item.section));
    }),
  );
  const valued = filled.filter(({ points }) => points !== null);
  const points = sum(valued.map((item) => item.points!));
  const maxPoints = sum(valued.map((item) => item.maxPoints));
  const score = valued.length > 0 ? (100 * points) / maxPoints : null;
  const range = rangeOf(filled);
  const isFinal = filled.every(({ state }) => state === 'given' || state === 'notApplicable');
  const note = noteOn(filled);
  return {
    ratings: form.ratings,
    groups: form.groups.map(({ id, title }) => ({ id, title })),
    items: filled,
    points,
    maxPoints,
    score,
    range,
    note,
    unfinished: isFinal ? null : note,
    gates: form.gates.map((gate) => assess(gate, { items: filled, score, range }, items)),
  };
}

/** The line as a person gave it, beside the value of the machine. */
function withHuman(item: FormItemResult, human: HumanVerdict | undefined): FormItemResult {
  if (!human) return item;
  const value = human.outcome === 'na' ? null : (human.rating ?? RATINGS[human.outcome]);
  return {
    ...item,
    state: value === null ? 'notApplicable' : 'given',
    value,
    mean: null,
    points: value === null ? null : (item.maxPoints * value) / 5,
    review: { human, machine: item.value },
  };
}

function fillItem(
  { givenBy, note }: FormItem,
  group: string,
  { section, items }: SectionItems,
  ratings: Form['ratings'],
): FormItemResult {
  const rules = items.filter(
    ({ treatment, verdict }) =>
      verdict.kind === 'scored' ||
      (verdict.kind !== 'notApplicable' && (treatment !== 'human' || givenBy === 'proposal')),
  );
  const scores = givenBy === 'human' ? [] : rules.flatMap((item) => ruleScore(item) ?? []);
  const mean = scores.length > 0 ? sum(scores) / scores.length : null;
  const value = mean === null ? null : rating(mean, ratings);
  return {
    sectionId: section.id,
    group,
    title: section.title,
    note: note ?? null,
    givenBy,
    state: stateOf(givenBy, items, rules, value),
    value,
    mean,
    points: value === null ? null : (section.weight * value) / 5,
    maxPoints: section.weight,
    itemIds: section.itemIds,
  };
}

function stateOf(
  givenBy: FormItem['givenBy'],
  items: readonly ScoredItem[],
  rules: readonly ScoredItem[],
  value: Rating | null,
): FormItemResult['state'] {
  const isPersons = givenBy === 'human' || givenBy === 'manual';
  const applies = items.length === 0 || items.some(({ verdict }) => verdict.kind !== 'notApplicable');
  if (value === null) return applies || isPersons ? 'open' : 'notApplicable';
  const isConfirmed = givenBy !== 'proposal' || rules.every(({ review }) => review);
  return isConfirmed && rules.every(({ verdict }) => verdict.kind === 'scored') ? 'given' : 'proposed';
}

function ruleScore({ verdict }: ScoredItem): number | null {
  if (verdict.kind === 'scored') return verdict.score;
  const proposal = proposalOf(verdict);
  return proposal === null ? null : SCORES[proposal];
}

const rating = (mean: number, { five, three }: Form['ratings']): Rating => (mean >= five ? 5 : mean >= three ? 3 : 1);

/** Points of the items that the machine was to give or propose a value for and could not, over all that were its to give. */
export function shareInDoubt(items: readonly FormItemResult[]): number {
  const machines = items.filter(
    ({ givenBy, state, itemIds }) =>
      (givenBy === 'machine' || givenBy === 'proposal') && state !== 'notApplicable' && itemIds.length > 0,
  );
  const all = sum(machines.map(({ maxPoints }) => maxPoints));
  return all > 0 ? sum(machines.map(({ state, maxPoints }) => (state === 'open' ? maxPoints : 0))) / all : 0;
}

/** Between which totals a person's say can still move the form: what is not given may become 1 or 5. */
function rangeOf(items: readonly FormItemResult[]): FormResult['range'] {
  const counted = items.filter(({ state }) => state !== 'notApplicable');
  const all = sum(counted.map(({ maxPoints }) => maxPoints));
  if (all === 0) return null;
  const total = (ofOpen: number): number =>
    (100 * sum(counted.map(({ state, points, maxPoints }) => (state === 'given' ? points! : ofOpen * maxPoints)))) /
    all;
  return { from: total(1 / 5), to: total(1) };
}

/** How the total was made, and what it still lacks. */
function noteOn(items: readonly FormItemResult[]): Sentence {
  const count = (state: FormItemResult['state']): number => items.filter((item) => item.state === state).length;
  const [proposed, open, none] = [count('proposed'), count('open'), count('notApplicable')];
  const valued = items.length - open - none;
  const zh = [
    `按有分值的 ${valued} 项折算为百分制`,
    ...(proposed > 0 ? [`其中 ${proposed} 项是机器的建议，待确认`] : []),
    ...(open > 0 ? [`${open} 项留待考核员评分`] : []),
    ...(none > 0 ? [`${none} 项本通没有涉及，不计`] : []),
  ];
  const en = [
    `Of 100, over the ${valued} items with a value`,
    ...(proposed > 0 ? [`${proposed} of them proposed, to be confirmed`] : []),
    ...(open > 0 ? [`${open} left to the assessor`] : []),
    ...(none > 0 ? [`${none} did not come up in this call`] : []),
  ];
  return { zh: `${zh.join('，')}。`, en: `${en.join('; ')}.` };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
