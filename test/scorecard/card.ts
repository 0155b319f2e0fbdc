import type { Checklist, ChecklistItem, Section } from '../../src/checklist/checklist.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import type { Form } from '../../src/checklist/form-schema.ts';
import type { ItemVerdict, Judgement } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import { scoreVerdicts } from '../../src/scorecard/score.ts';
import type { Scorecard } from '../../src/scorecard/scorecard.ts';

const said = { zh: '因为', en: 'because' };
const open = { kind: 'undecided', reason: said, evidence: [], listenTo: [] } as const;

/** A verdict of every kind; `fail?` is undecided with the proposal to fail. */
export const VERDICTS: Readonly<Record<string, Verdict>> = {
  pass: { kind: 'scored', outcome: 'pass', score: 1, rating: 5, explanation: said, evidence: [] },
  partial: { kind: 'scored', outcome: 'partial', score: 0.5, rating: 3, explanation: said, evidence: [] },
  fail: { kind: 'scored', outcome: 'fail', score: 0, rating: 1, explanation: said, evidence: [] },
  na: { kind: 'notApplicable', reason: said, evidence: [] },
  undecided: { ...open, evidence: [], listenTo: [] },
  'pass?': { ...open, evidence: [], listenTo: [], proposal: 'pass' },
  'partial?': { ...open, evidence: [], listenTo: [], proposal: 'partial' },
  'fail?': { ...open, evidence: [], listenTo: [], proposal: 'fail' },
  error: { kind: 'error', code: 'x', message: 'x' },
};
export const analysis = analysisOfDialogue('agent: 您好');
const inbound = await loadChecklist('seeds/checklists/inbound.yaml');
const anItem = inbound.items[0]!;

/** Items of a section: `x=pass y=fail! z=undecided~`, where `!` is fatal and `~` is left to people; a bare `x` is told elsewhere. */
export type Sections = readonly (readonly [id: string, points: number, items: string])[];

/** The scorecard of a made-up checklist with these sections; `replaced` are those an overlay took the place of. */
export function score(given: Sections, more: { form?: Form; replaced?: Sections } = {}): Scorecard {
  const { checklist, judgement } = judged(given, more);
  return scoreVerdicts(checklist, judgement, analysis);
}

/** That checklist, and what was found by it. */
export function judged(
  given: Sections,
  more: { form?: Form; replaced?: Sections } = {},
): { checklist: Checklist; judgement: Judgement } {
  const items = new Map<string, { verdict: string; fatal: boolean; human: boolean }>();
  const read = (list: Sections): Section[] =>
    list.map(([id, weight, text]) => {
      const itemIds = text
        .split(' ')
        .filter(Boolean)
        .map((token) => {
          const [, itemId, verdict, marks = ''] = token.match(/^(\w+)(?:=(\w+\??)([!~]*))?$/)!;
          if (verdict) items.set(itemId!, { verdict, fatal: marks.includes('!'), human: marks.includes('~') });
          return itemId!;
        });
      return { id, title: { zh: id, en: id }, weight, itemIds };
    });
  const sections = read(given);
  const replaced = read(more.replaced ?? []);
  const checklist: Checklist = {
    ...inbound,
    sections: [...sections, ...replaced],
    form: more.form ?? null,
    headline: [{ id: 'all', title: said, itemIds: [...items.keys()] }],
    items: [...items].map(
      ([id, { human, fatal }]): ChecklistItem => ({
        ...anItem,
        id,
        title: { zh: id, en: id },
        treatment: human ? 'human' : 'automatic',
        severity: fatal ? 'fatal' : 'major',
      }),
    ),
  };
  const verdicts = [...items].map(
    ([itemId, { verdict, fatal }]): ItemVerdict => ({ itemId, verdict: VERDICTS[verdict]!, fatal }),
  );
  return { checklist, judgement: { callTypes: [], sections, replaced, verdicts } };
}
