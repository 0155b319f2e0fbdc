import type { SamplePlan } from '../../quality/sampling.ts';
import type { BlockReport } from '../blocks/block.ts';
import { cell, numberCell } from '../blocks/parts.ts';
import { say } from '../blocks/say.ts';
import { recordingName } from '../recording-name.ts';
import type { ReportLanguage } from '../report-call.ts';

/** Calls to look at, and what they tell of all. */
export interface SampleReport {
  plan: SamplePlan;
  /** The same seed picks the same calls. */
  seed: string;
  /** Calls it was drawn from. */
  population: number;
  /** Half of the interval of 95% of a share of 50%, 0…1. */
  margin: number;
  calls: {
    callId: string;
    /** Path of the recording. */
    file: string;
    agentId: string | null;
    agentName: string | null;
    day: string | null;
    score: number | null;
    reviewed: boolean;
    /** How likely it was to be picked; what is counted over the sample is unbiased with weights of 1 over it. */
    probability: number;
  }[];
}

const PLANS: Readonly<Record<SamplePlan, readonly [zh: string, en: string]>> = {
  random: ['随机抽样', 'random'],
  stratified: ['按坐席分层抽样', 'stratified by agent'],
  risk: ['按风险抽样', 'by risk'],
};

/** The sample as blocks: how it was drawn, what it buys, and the calls. */
export function sampleBlocks(sample: SampleReport, language: ReportLanguage): BlockReport {
  const { plan, seed, population, margin, calls } = sample;
  const says = say(language);
  const points = (100 * margin).toFixed(1);
  return {
    language,
    title: says('抽检通话', 'Calls to look at'),
    subtitle: says(
      '{0}，{1} 通中抽 {2} 通，种子 {3}',
      '{0}, {2} of {1} {1|call|calls}, seed {3}',
      says(...PLANS[plan]),
      population,
      calls.length,
      seed,
    ),
    blocks: [
      {
        kind: 'text',
        text:
          margin === 0
            ? says('全部抽到，比例没有抽样误差。', 'All calls were picked: shares have no sampling error.')
            : says(
                '据此估计某一比例，误差不超过 ±{0} 个百分点（95% 把握，比例为 50% 时最大，已作有限总体修正）。',
                'A share measured on them holds to within ±{0} percentage points (95%; at 50%, where it is widest; with the finite population correction).',
                points,
              ),
      },
      ...(plan === 'risk'
        ? [
            {
              kind: 'text' as const,
              tone: 'quiet' as const,
              text: says(
                '有问题的通话更容易抽到；推算全体时，每通按“1 ÷ 抽中概率”加权。',
                'Calls with faults are picked more often: to speak of all calls, weigh each by 1 over its probability.',
              ),
            },
          ]
        : []),
      {
        kind: 'table',
        title: '',
        columns: [
          { title: says('通话', 'Call'), whole: true },
          { title: says('录音', 'Recording') },
          { title: says('坐席', 'Agent') },
          { title: says('日期', 'Day') },
          { title: says('得分', 'Score'), align: 'end' },
          { title: says('已复核', 'Reviewed') },
          { title: says('抽中概率', 'Probability'), align: 'end' },
        ],
        rows: calls.map(({ callId, file, agentId, agentName, day, score, reviewed, probability }) => [
          cell(callId),
          cell(recordingName(file)),
          cell(agentName ?? agentId ?? '–'),
          cell(day ?? '–'),
          numberCell(score),
          cell(reviewed ? '✓' : ''),
          { text: probability.toFixed(4), value: probability },
        ]),
        none: says('没有可抽的通话。', 'There are no calls to pick from.'),
      },
    ],
  };
}
