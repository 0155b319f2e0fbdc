import type { Sentence } from '../../errors.ts';
import type { FormItemResult, FormResult, GateResult } from '../../scorecard/scorecard.ts';
import {
  type Stage,
  type StageOutcome,
  type Standing,
  standingAfter,
  standingSteps,
} from '../../scorecard/training-stages.ts';
import { type Formula, formulas, THRESHOLDS } from '../figures/formulas.ts';
import { type Mean, meanOf } from '../figures/statistics.ts';

/** A call that was judged by a checklist with a training form. */
export interface AssessedCall {
  callId: string;
  startTime: string | null;
  day: string | null;
  agentId: string | null;
  agentName: string | null;
  score: number | null;
  form: FormResult;
}

/** One step on a trainee's way, as it was entered. */
export interface StageFact {
  stage: Stage;
  outcome: StageOutcome;
  assessor: string;
  note: string;
  /** ISO 8601. */
  at: string;
}

/** What a person said of an item of one of the trainee's calls. */
export interface SaidFact {
  callId: string;
  /** The item or line of the form, in words. */
  title: Sentence;
  outcome: 'pass' | 'partial' | 'fail' | 'na' | 'withdrawn';
  rating: number | null;
  by: string;
  why: string;
  at: string;
}

/** What the library knows of a trainee. */
export interface TraineeFacts {
  agent: { id: string; name: string | null; team: string | null };
  /** The oldest first. */
  calls: AssessedCall[];
  stages: StageFact[];
  said: SaidFact[];
  /** The call to compare with; null when there is none. */
  model: AssessedCall | null;
}

/** One line of the form over all assessed calls. */
export interface FormLine {
  sectionId: string;
  title: Sentence;
  /** In the order of the calls; null where the line has no value. */
  values: (Pick<FormItemResult, 'value' | 'state'> | null)[];
  mean: number | null;
  /** Of the model call. */
  model: number | null;
}

/** A step, with what the calls before it were like. */
export interface StageProgress extends StageFact {
  /** Which attempt at this stage it was, from 1 on. */
  attempt: number;
  /** Scores of the calls since the step before. */
  callsBefore: Mean;
}

/** One entry of the skill file. */
export type SkillEntry =
  | ({ kind: 'stage'; at: string } & StageProgress)
  | { kind: 'call'; at: string; callId: string; score: number | null; gates: GateResult[] }
  | ({ kind: 'said'; at: string } & SaidFact);

/** One page about a trainee: the JSON of `lingting report trainee`. */
export interface TraineeReport {
  kind: 'trainee';
  version: 1;
  agent: TraineeFacts['agent'];
  standing: Standing;
  attempts: Record<Stage, number>;
  score: Mean;
  calls: { callId: string; startTime: string | null; score: number | null; gates: GateResult[] }[];
  lines: FormLine[];
  stages: StageProgress[];
  /** The oldest first; entries without a time come first. */
  skillFile: SkillEntry[];
  model: { callId: string; agentId: string | null; agentName: string | null; score: number | null } | null;
  formulas: Formula[];
  thresholds: typeof THRESHOLDS;
}

/** Builds the report. */
export function traineeReport({ agent, calls, stages, said, model }: TraineeFacts): TraineeReport {
  const { standing, attempts } = standingAfter(stages);
  const progress = progressOf(stages, calls);
  const skillFile: SkillEntry[] = [
    ...progress.map((step): SkillEntry => ({ kind: 'stage', ...step })),
    ...calls.map(
      ({ callId, startTime, score, form }): SkillEntry => ({
        kind: 'call',
        at: startTime ?? '',
        callId,
        score,
        gates: form.gates,
      }),
    ),
    ...said.map((one): SkillEntry => ({ kind: 'said', ...one })),
  ];
  return {
    kind: 'trainee',
    version: 1,
    agent,
    standing,
    attempts,
    score: meanOf(calls.flatMap(({ score }) => score ?? [])),
    calls: calls.map(({ callId, startTime, score, form }) => ({ callId, startTime, score, gates: form.gates })),
    lines: linesOf(calls, model),
    stages: progress,
    skillFile: skillFile.sort((a, b) => timeOf(a.at) - timeOf(b.at)),
    model: model && {
      callId: model.callId,
      agentId: model.agentId,
      agentName: model.agentName,
      score: model.score,
    },
    formulas: formulas('formValue', 'mean', 'meanInterval', 'smallSample'),
    thresholds: THRESHOLDS,
  };
}

/** Times have zones, so that their texts have no order. Those without a time come first. */
const timeOf = (at: string): number => (at === '' ? 0 : Date.parse(at));

function progressOf(stages: readonly StageFact[], calls: readonly AssessedCall[]): StageProgress[] {
  return stages.map((step, at) => {
    const holding = standingSteps(stages.slice(0, at));
    const since = timeOf(holding.at(-1)?.at ?? '');
    const until = timeOf(step.at);
    const before = calls.filter(({ startTime }) => {
      const time = timeOf(startTime ?? '');
      return time > since && time <= until;
    });
    const triedBefore = holding.filter(({ stage }) => stage === step.stage).length;
    return {
      ...step,
      attempt: step.outcome === 'withdrawn' ? triedBefore : triedBefore + 1,
      callsBefore: meanOf(before.flatMap(({ score }) => score ?? [])),
    };
  });
}

/** Lines of the form in the order of the newest one; a line that only older forms have comes after. */
function linesOf(calls: readonly AssessedCall[], model: AssessedCall | null): FormLine[] {
  const titles = new Map<string, Sentence>();
  for (const { form } of [...calls].reverse())
    for (const { sectionId, title } of form.items) if (!titles.has(sectionId)) titles.set(sectionId, title);
  return [...titles].map(([sectionId, title]) => {
    const values = calls.map(({ form }) => {
      const line = form.items.find((one) => one.sectionId === sectionId);
      return line ? { value: line.value, state: line.state } : null;
    });
    const given = values.flatMap((line) => line?.value ?? []);
    return {
      sectionId,
      title,
      values,
      mean: given.length > 0 ? given.reduce((sum: number, value) => sum + value, 0) / given.length : null,
      model: model?.form.items.find((one) => one.sectionId === sectionId)?.value ?? null,
    };
  });
}
