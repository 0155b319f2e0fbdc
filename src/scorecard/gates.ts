import type { FormGate } from '../checklist/form-schema.ts';
import type { Sentence } from '../errors.ts';
import { outcomeOf, proposalOf } from './outcome.ts';
import { quoted } from './quoted.ts';
import type { FormResult, GateResult, ScoredItem } from './scorecard.ts';

/** What stands between a trainee and the gate; `retrain` is certain whatever a person adds, `undecided` is not yet. */
interface Obstacle {
  outcome: 'retrain' | 'undecided';
  reason: Sentence;
}

/**
 * Whether an assessment is passed. Pass and retrain are only said where no value that a person must still give or confirm
 * could change it; a fatal fail counts when a person has confirmed it, so that it leaves the gate open.
 */
export function assess(
  gate: FormGate,
  form: Pick<FormResult, 'items' | 'score' | 'range'>,
  items: readonly ScoredItem[],
): GateResult {
  const obstacles = [...ofPoints(gate, form), ...ofLowest(gate, form), ...(gate.noFatal ? ofFatal(items) : [])];
  const isLost = obstacles.some(({ outcome }) => outcome === 'retrain');
  const outcome = isLost ? 'retrain' : obstacles.length > 0 ? 'undecided' : 'pass';
  const { id, title, passMark } = gate;
  const reasons = obstacles.filter((one) => one.outcome === outcome).map(({ reason }) => reason);
  return { id, title, passMark, outcome, reasons };
}

function ofPoints({ passMark }: FormGate, { score, range }: Pick<FormResult, 'score' | 'range'>): Obstacle[] {
  const [from, to] = [range?.from ?? 0, range?.to ?? 100];
  if (range && from >= passMark) return [];
  const mark = { zh: `及格线 ${passMark} 分`, en: `the pass mark is ${passMark}` };
  if (to < passMark)
    return [
      {
        outcome: 'retrain',
        reason: {
          zh: `最高只能得 ${one(to)} 分，${mark.zh}。`,
          en: `At most ${one(to)} points can be reached; ${mark.en}.`,
        },
      },
    ];
  const now =
    score === null
      ? { zh: '还没有分值', en: 'No value yet' }
      : { zh: `现为 ${one(score)} 分`, en: `Now ${one(score)}` };
  return [
    {
      outcome: 'undecided',
      reason: {
        zh: `${now.zh}；待定各项可使总分在 ${one(from)} 至 ${one(to)} 分之间，${mark.zh}。`,
        en: `${now.en}; what is open can move the total between ${one(from)} and ${one(to)}; ${mark.en}.`,
      },
    },
  ];
}

function ofLowest({ noneAtOne }: FormGate, { items }: Pick<FormResult, 'items'>): Obstacle[] {
  return items
    .filter(({ sectionId }) => noneAtOne.includes(sectionId))
    .flatMap(({ title, state, value }): Obstacle[] => {
      const named = { zh: quoted(title.zh), en: quoted(title.en) };
      if (state === 'notApplicable' || (state === 'given' && value !== 1)) return [];
      if (state === 'given')
        return [{ outcome: 'retrain', reason: { zh: `${named.zh}为 1 分。`, en: `${named.en} is at 1.` } }];
      const reason =
        value === null
          ? { zh: `${named.zh}还没有分值。`, en: `${named.en} has no value yet.` }
          : { zh: `${named.zh}建议 ${value} 分，待确认。`, en: `${named.en}: ${value} proposed, to be confirmed.` };
      return [{ outcome: 'undecided', reason }];
    });
}

function ofFatal(items: readonly ScoredItem[]): Obstacle[] {
  return items
    .filter(({ fatal, verdict }) => fatal && (outcomeOf(verdict) === 'fail' || proposalOf(verdict) === 'fail'))
    .map(({ title, review }) =>
      review
        ? {
            outcome: 'retrain',
            reason: {
              zh: `一票否决项${quoted(title.zh)}经人工确认不合格。`,
              en: `The fatal item ${quoted(title.en)} failed, as a person confirmed.`,
            },
          }
        : {
            outcome: 'undecided',
            reason: {
              zh: `一票否决项${quoted(title.zh)}待确认；一经确认即须再培训。`,
              en: `The fatal item ${quoted(title.en)} is to be confirmed; if it stands, training again.`,
            },
          },
    );
}

const one = (points: number): string => points.toFixed(1);
