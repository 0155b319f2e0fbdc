import { LingtingError, type Sentence } from '../errors.ts';

/** The steps of a trainee's way, as the manual draws it. The two assessments are the gates of the training form. */
export const STAGES = {
  talk: { zh: '培训前沟通', en: 'first conversation' },
  training: { zh: '培训', en: 'training' },
  'first-assessment': { zh: '第一次考核', en: 'first assessment' },
  'comprehensive-assessment': { zh: '综合考核', en: 'comprehensive assessment' },
  retraining: { zh: '再培训', en: 'retraining' },
} as const satisfies Record<string, Sentence>;
export type Stage = keyof typeof STAGES;

/** What came of a step; `withdrawn` takes back the last one, which stays on record. */
export const STAGE_OUTCOMES = {
  pass: { zh: '合格', en: 'pass' },
  retrain: { zh: '再培训', en: 'train again' },
  eliminate: { zh: '淘汰', en: 'eliminated' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
} as const satisfies Record<string, Sentence>;
export type StageOutcome = keyof typeof STAGE_OUTCOMES;

/** One step that was taken. */
export interface StageStep {
  stage: Stage;
  outcome: StageOutcome;
}

/** Where a trainee stands: before a stage, on the job, or out. */
export type Standing = { state: 'before'; stage: Stage } | { state: 'certified' } | { state: 'eliminated' };

/** What follows each stage once it is passed; after retraining, the assessment that was failed. */
const AFTER: Record<Exclude<Stage, 'retraining'>, Stage | null> = {
  talk: 'training',
  training: 'first-assessment',
  'first-assessment': 'comprehensive-assessment',
  'comprehensive-assessment': null,
};

/** The steps that hold: those that were not taken back. */
export function standingSteps<Step extends StageStep>(steps: readonly Step[]): Step[] {
  const holding: Step[] = [];
  for (const step of steps) {
    if (step.outcome === 'withdrawn') holding.pop();
    else holding.push(step);
  }
  return holding;
}

/** Where a trainee stands after the steps so far, and how often each stage was tried. */
export function standingAfter(steps: readonly StageStep[]): { standing: Standing; attempts: Record<Stage, number> } {
  const attempts = { talk: 0, training: 0, 'first-assessment': 0, 'comprehensive-assessment': 0, retraining: 0 };
  let standing: Standing = { state: 'before', stage: 'talk' };
  let back: Stage | null = null;
  for (const { stage, outcome } of standingSteps(steps)) {
    attempts[stage] += 1;
    if (outcome === 'eliminate') return { standing: { state: 'eliminated' }, attempts };
    if (outcome === 'retrain') {
      if (stage !== 'retraining') back = stage === 'training' ? 'first-assessment' : stage;
      standing = { state: 'before', stage: 'retraining' };
      continue;
    }
    // Refresher training of somebody on the job goes back to it.
    const next: Stage | null = stage === 'retraining' ? back : AFTER[stage];
    standing = next === null ? { state: 'certified' } : { state: 'before', stage: next };
    if (next === null) back = null;
  }
  return { standing, attempts };
}

/**
 * Refuses a step that is not the next one, and to take back one that is not the last.
 * @throws LingtingError `usage`, saying which one can be entered.
 */
export function requireNext(agentId: string, steps: readonly StageStep[], { stage, outcome }: StageStep): void {
  if (outcome === 'withdrawn') return void requireLast(agentId, steps, stage);
  const { standing } = standingAfter(steps);
  if (stage === 'talk' && outcome === 'retrain')
    throw wrong(agentId, {
      zh: '培训前沟通的结果只有合格或淘汰，还没有可以重来的培训',
      en: 'the first conversation ends in pass or eliminate; there is no training yet to repeat',
    });
  if (standing.state === 'eliminated')
    throw wrong(agentId, { zh: '已被淘汰，培训流程已结束', en: 'was eliminated, and the training is over' });
  const isRefresher = standing.state === 'certified' && stage === 'retraining';
  if (standing.state === 'certified' && !isRefresher)
    throw wrong(agentId, {
      zh: '已正式上岗，此后只能登记再培训',
      en: 'is certified; only retraining can be entered after that',
    });
  if (standing.state === 'before' && standing.stage !== stage)
    throw wrong(agentId, {
      zh: `下一步是${STAGES[standing.stage].zh}（${standing.stage}），不是${STAGES[stage].zh}`,
      en: `the next step is the ${STAGES[standing.stage].en} (${standing.stage}), not the ${STAGES[stage].en}`,
    });
}

function requireLast(agentId: string, steps: readonly StageStep[], stage: Stage): void {
  const last = standingSteps(steps).at(-1);
  if (!last) throw wrong(agentId, { zh: '没有可撤回的阶段', en: 'there is no stage to withdraw' });
  if (last.stage !== stage)
    throw wrong(agentId, {
      zh: `只能撤回最后登记的阶段，即${STAGES[last.stage].zh}（${last.stage}）`,
      en: `only the last stage entered can be withdrawn, the ${STAGES[last.stage].en} (${last.stage})`,
    });
}

function wrong(agentId: string, { zh, en }: Sentence): LingtingError {
  return new LingtingError('usage', { zh: `${agentId}：${zh}。`, en: `${agentId}: ${en}.` });
}

/** Where a trainee stands, in words. */
export function standingText(standing: Standing): Sentence {
  if (standing.state === 'certified') return { zh: '正式上岗', en: 'certified' };
  if (standing.state === 'eliminated') return { zh: '已淘汰', en: 'eliminated' };
  const { zh, en } = STAGES[standing.stage];
  return { zh: `待${zh}`, en: `next: ${en}` };
}
