import type { Insertable } from 'kysely';
import type { Verdict } from '../../src/checklist/verdict.ts';
import type { CallTable } from '../../src/library/database/tables.ts';
import type { ChecklistRow } from '../../src/scorecard/checklist-row.ts';
import { scoreOfLetter } from '../../src/scorecard/outcome-letters.ts';
import type { Scorecard } from '../../src/scorecard/scorecard.ts';
import { pick } from './random.ts';

const QUOTES = [
  '您好，请问有什么可以帮您',
  '这个我不知道，您问别人吧',
  '请您稍等，我马上为您查询',
  '你说什么？再说一遍',
  '非常抱歉给您带来不便',
  '感谢您的来电，再见',
];

/** The scorecard that a made call's letters stand for, with evidence at made places. */
export function madeScorecard(
  checklist: ChecklistRow,
  { call_id, outcomes, score, duration_seconds, needs_review }: Insertable<CallTable>,
  random: () => number,
): Scorecard {
  const items = checklist.items.flatMap((item, at) =>
    outcomes![at] === '-'
      ? []
      : {
          ...item,
          fatal: item.severity === 'fatal',
          verdict: verdictOf(outcomes![at]!, duration_seconds!, random),
        },
  );
  const count = (letters: RegExp): number => [...outcomes!].filter((letter) => letters.test(letter)).length;
  const none = { items: 0, judged: 0, proposed: 0, open: 0, notApplicable: 0, error: 0 };
  return {
    version: 2,
    callId: call_id,
    checklist: { id: checklist.id, title: checklist.title, version: checklist.version, sha256: checklist.sha256 },
    score: score ?? null,
    scoreNote: null,
    rawScore: score ?? null,
    fatalItemIds: items
      .filter(({ fatal, verdict }) => fatal && verdict.kind === 'scored' && verdict.outcome === 'fail')
      .map(({ itemId }) => itemId),
    callTypes: [],
    flows: [],
    headline: [],
    sections: [],
    items,
    form: null,
    coverage: { judgedShare: 0.82, byTreatment: { automatic: none, assisted: none, human: none } },
    counts: {
      pass: count(/p/),
      partial: count(/\d/),
      fail: count(/f/),
      notApplicable: count(/n/),
      undecided: count(/u/),
      leftToPeople: count(/h/),
      error: 0,
    },
    needsReview: needs_review === 1,
    reviewReasons: [],
    callReasons: [],
  };
}

function verdictOf(letter: string, durationSeconds: number, random: () => number): Verdict {
  const start = Math.round(10 * random() * Math.max(1, durationSeconds - 5)) / 10;
  const span = { start, end: start + 3 };
  const evidence = [{ span, participant: 'agent' as const, quote: pick(QUOTES, random) }];
  const reason = { zh: '本通没有涉及。', en: 'It did not come up.' };
  const score = scoreOfLetter(letter);
  if (score === null)
    return letter === 'n'
      ? { kind: 'notApplicable', reason, evidence: [] }
      : { kind: 'undecided', reason, evidence, listenTo: [span] };
  const outcome = letter === 'p' ? 'pass' : letter === 'f' ? 'fail' : 'partial';
  return {
    kind: 'scored',
    outcome,
    score,
    rating: outcome === 'pass' ? 5 : outcome === 'fail' ? 1 : 3,
    explanation: { zh: '按录音判定。', en: 'Judged by the recording.' },
    evidence,
  };
}
