import type { Block, BlockReport } from '../blocks/block.ts';
import {
  cell,
  countCell,
  countFigures,
  formulaBlocks,
  meanFigure,
  numberCell,
  percent,
  periodText,
  rateCell,
  trendBlocks,
} from '../blocks/parts.ts';
import { type Say, say } from '../blocks/say.ts';
import type { CallFact } from '../figures/facts.ts';
import { dateText } from '../format.ts';
import { recordingName } from '../recording-name.ts';
import type { ReportLanguage } from '../report-call.ts';
import { agentLabel, rankingTable, undatedNote } from '../team/blocks.ts';
import type { LogReport } from './report.ts';

/** The page of a day, a week or a month. */
export function logBlocks(report: LogReport, language: ReportLanguage): BlockReport {
  const says = say(language);
  const title = {
    day: says('日报', 'Daily log'),
    week: says('周报', 'Weekly log'),
    month: says('月报', 'Monthly log'),
  };
  return {
    language,
    title: `${title[report.span]} ${periodText(report.period, says)}`,
    subtitle: report.team ?? says('全部坐席', 'everybody'),
    blocks: [
      ...overview(report, says),
      ...(report.span === 'day' || report.score.count === 0
        ? []
        : [
            { kind: 'heading' as const, text: says('逐日通话量与得分', 'Volume and score by day') },
            ...trendBlocks(
              report.trend,
              null,
              says('平均分，括号内为通数。', 'Mean score, number of calls in brackets.'),
              says,
            ),
          ]),
      ...toLookAt(report, says),
      ...failed(report, language, says),
      { kind: 'heading', text: says('坐席', 'Agents') },
      rankingTable(report.agents, says),
      ...leftOut(report, language, says),
      ...formulaBlocks(report.formulas, report.thresholds, language, says),
    ],
  };
}

function overview({ score, counts, fatal, toReview, failed, undated }: LogReport, say: Say): Block[] {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (all === 0)
    return [
      { kind: 'text', text: say('这段时间没有通话。', 'There is no call in this period.') },
      ...undatedNote(undated, true, say),
    ];
  const fails = failed.reduce((sum, { fail }) => sum + fail, 0);
  return [
    {
      kind: 'figures',
      figures: [
        meanFigure(score, say),
        ...countFigures(counts, say),
        {
          name: say('一票否决', 'Fatal findings'),
          text: String(fatal),
          note: say('通', '{0|call|calls}', fatal),
          value: fatal,
        },
        {
          name: say('不合格', 'Fails'),
          text: String(fails),
          note: say('项次，共 {0} 项', 'over {0} {0|item|items}', failed.length),
          value: fails,
        },
        {
          name: say('待看', 'To review'),
          text: String(toReview),
          note: say('通，尚无人看过', '{0|call|calls}, not looked at', toReview),
          value: toReview,
        },
      ],
    },
    ...undatedNote(undated, true, say),
  ];
}

function toLookAt({ toLookAt, toReview }: LogReport, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('该看的通话', 'Calls to look at') },
    {
      kind: 'table',
      title: '',
      none: say('没有需要看的通话。', 'There is none.'),
      columns: [
        { title: say('通话', 'Call'), whole: true },
        { title: say('录音', 'Recording') },
        { title: say('坐席', 'Agent') },
        { title: say('开始时间', 'Start') },
        { title: say('得分', 'Score'), align: 'end' },
        { title: say('原因', 'Why') },
      ],
      rows: toLookAt.map((call) => [
        cell(call.callId),
        cell(recordingName(call.file)),
        cell(agentLabel(call, say)),
        cell(call.startTime === null ? '–' : dateText(call.startTime)),
        numberCell(call.score),
        cell(reasonToLook(call, say)),
      ]),
    },
    ...(toReview > toLookAt.length
      ? [
          {
            kind: 'text' as const,
            tone: 'quiet' as const,
            text: say(
              '共 {0} 通，这里列出最要紧的 {1} 通。',
              'The {1} most pressing of {0} {0|call|calls}.',
              toReview,
              toLookAt.length,
            ),
          },
        ]
      : []),
  ];
}

function reasonToLook({ fatal, score }: CallFact, say: Say): string {
  if (fatal) return say('一票否决', 'fatal finding');
  return score === null ? say('无得分', 'no score') : say('有待复核的项目', 'something is undecided');
}

function failed({ failed, score }: LogReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('最常不合格的项目', 'Most often failed') },
    {
      kind: 'table',
      title: '',
      shown: 15,
      none:
        score.count === 0
          ? say('没有已评分的通话。', 'No call has a score.')
          : say('没有不合格的项目。', 'No item failed.'),
      columns: [
        { title: say('质检项', 'Item') },
        { title: say('不合格', 'Fails'), align: 'end' },
        { title: say('合格率', 'Pass rate'), whole: true },
        { title: say('每通失分', 'Lost per call'), align: 'end' },
      ],
      rows: failed.map((item) => [
        cell(item.title[language]),
        { ...countCell(item.fail), bar: item.passRate.of > 0 ? item.fail / item.passRate.of : 0 },
        rateCell(item.passRate, say),
        numberCell(item.lostPerCall, item.lostPerCall?.toFixed(2)),
      ]),
    },
  ];
}

function leftOut({ leftOut, counts }: LogReport, language: ReportLanguage, say: Say): Block[] {
  const all = counts.scored + counts.unscored + leftOut.length;
  return [
    { kind: 'heading', text: say('未评分的通话', 'Calls that were not scored') },
    {
      kind: 'table',
      title: say(
        '{0} 通，占 {1}',
        '{0} {0|call|calls}, {1}',
        leftOut.length,
        percent(all > 0 ? leftOut.length / all : null),
      ),
      shown: 30,
      none: say('没有已排除或未能分析的通话。', 'No call was excluded or failed.'),
      columns: [
        { title: say('通话', 'Call'), whole: true },
        { title: say('录音', 'Recording') },
        { title: say('坐席', 'Agent') },
        { title: say('状态', 'State') },
        { title: say('原因', 'Reason') },
      ],
      rows: leftOut.map((call) => [
        cell(call.callId),
        cell(recordingName(call.file)),
        cell(agentLabel(call, say)),
        cell(call.state === 'failed' ? say('未能分析', 'failed') : say('已排除', 'excluded')),
        cell(call.reason?.[language] ?? ''),
      ]),
    },
  ];
}
