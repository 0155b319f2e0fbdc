import type { Block, BlockReport } from '../blocks/block.ts';
import {
  type AddressOf,
  cell,
  countFigures,
  formulaBlocks,
  meanFigure,
  momentList,
  number,
  numberCell,
  periodText,
  rateCell,
  trendBlocks,
} from '../blocks/parts.ts';
import { type Say, say } from '../blocks/say.ts';
import type { ReportLanguage } from '../report-call.ts';
import { distributionBlocks } from './distribution.ts';
import type { AgentReport } from './report.ts';

/** Items that lost nothing are in the JSON; a page shows the others. */
export function agentBlocks(report: AgentReport, language: ReportLanguage, addressOf: AddressOf): BlockReport {
  const says = say(language);
  const { agent, period } = report;
  const name = agent.name === null ? agent.id : says('{0}（{1}）', '{0} ({1})', agent.name, agent.id);
  return {
    language,
    title: says('坐席报告：{0}', 'Agent report: {0}', name),
    subtitle: [agent.team ?? says('未分组', 'no team'), periodText(period, says)].join(' · '),
    blocks: [
      ...overview(report, says),
      ...coaching(report, language, says),
      ...trend(report, says),
      ...distributionBlocks(report, says),
      ...items(report, language, says),
      ...moments(report, language, addressOf, says),
      ...appeals(report, language, says),
      ...formulaBlocks(report.formulas, report.thresholds, language, says),
    ],
  };
}

function overview({ score, team, counts, fatal }: AgentReport, say: Say): Block[] {
  const warnings: Block[] =
    score.small && score.count > 0
      ? [
          {
            kind: 'text',
            tone: 'warning',
            text: say(
              '只有 {0} 通已评分的通话，样本少：以下数字只供参考，不宜据此考核。',
              'Only {0} scored {0|call|calls}: the figures below are an indication, no basis for an appraisal.',
              score.count,
            ),
          },
        ]
      : [];
  return [
    {
      kind: 'figures',
      figures: [
        meanFigure(score, say),
        {
          name: say('团队平均分', 'Team mean'),
          text: number(team.score.value),
          note: say(
            '{0}，{1} 名坐席，{2} 通',
            '{0}, {1} {1|agent|agents}, {2} {2|call|calls}',
            team.name ?? say('全部', 'everybody'),
            team.agents,
            team.score.count,
          ),
          value: team.score.value,
        },
        ...countFigures(counts, say),
        {
          name: say('一票否决', 'Fatal findings'),
          text: String(fatal.length),
          note: '',
          value: fatal.length,
        },
      ],
    },
    ...warnings,
  ];
}

function coaching({ coaching, score }: AgentReport, language: ReportLanguage, say: Say): Block[] {
  const heading: Block = { kind: 'heading', text: say('辅导要点', 'What to coach') };
  if (coaching.length === 0)
    return [
      heading,
      {
        kind: 'text',
        text:
          score.count === 0
            ? say('没有已评分的通话，无从辅导。', 'No call has a score: there is nothing to go by.')
            : say(
                '没有失分的项目，无需辅导，值得表扬。',
                'Nothing lost points: there is nothing to coach, and much to praise.',
              ),
      },
    ];
  return [
    heading,
    {
      kind: 'list',
      entries: coaching.map((point) => ({
        title: point.title[language],
        lines: [
          say(
            '每通失 {0} 分；合格率 {1}，团队 {2}',
            '{0} points lost per call; pass rate {1}, team {2}',
            number(point.lostPerCall),
            rateCell(point.passRate, say).text,
            rateCell(point.teamPassRate, say).text,
          ),
          say('为什么：{0}', 'Why: {0}', point.why[language]),
          say('怎么做：{0}', 'How: {0}', point.advice[language]),
          ...(point.modelSentence === null ? [] : [say('可以这样说：', 'For example:')]),
        ],
        quote: point.modelSentence,
        clip: null,
      })),
    },
  ];
}

function trend({ trend, team }: AgentReport, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('得分走势', 'Score over time') },
    ...trendBlocks(
      trend,
      team.score.value,
      say(
        '平均分，括号内为通数；虚线为团队平均 {0}。',
        'Mean score, number of calls in brackets; dashed: team mean {0}.',
        number(team.score.value),
      ),
      say,
    ),
  ];
}

function items({ items }: AgentReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('失分项目', 'Items by lost points') },
    {
      kind: 'table',
      title: '',
      shown: 20,
      none: say('没有失分的项目。', 'No item lost points.'),
      columns: [
        { title: say('质检项', 'Item') },
        { title: say('每通失分', 'Lost per call'), align: 'end' },
        { title: say('团队', 'Team'), align: 'end' },
        { title: say('合格率', 'Pass rate'), whole: true },
        { title: say('团队合格率', 'Team pass rate'), whole: true },
      ],
      rows: items
        .filter(({ lostPoints }) => lostPoints > 0)
        .map((item) => [
          cell(item.title[language]),
          numberCell(item.lostPerCall, item.lostPerCall?.toFixed(2)),
          numberCell(item.team.lostPerCall, item.team.lostPerCall?.toFixed(2)),
          rateCell(item.passRate, say),
          rateCell(item.team.passRate, say),
        ]),
    },
  ];
}

function moments(
  { worst, best, fatal }: AgentReport,
  language: ReportLanguage,
  addressOf: AddressOf,
  say: Say,
): Block[] {
  const part = (heading: string, list: AgentReport['worst'], none: string): Block[] => [
    { kind: 'heading', text: heading },
    list.length === 0 ? { kind: 'text', text: none } : momentList(list, language, addressOf, say),
  ];
  return [
    ...part(say('一票否决', 'Fatal findings'), fatal, say('没有一票否决的通话。', 'No call had a fatal finding.')),
    ...part(say('最该听的片段', 'Worst moments'), worst, say('没有不合格的片段。', 'Nothing failed.')),
    ...part(say('做得好的片段', 'Best moments'), best, say('没有可引用的原话。', 'There are no words to quote.')),
  ];
}

function appeals({ appeals }: AgentReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('待处理的申诉', 'Open appeals') },
    {
      kind: 'table',
      title: '',
      none: say('没有待处理的申诉。', 'There is none.'),
      columns: [
        { title: say('通话', 'Call'), whole: true },
        { title: say('质检项', 'Item') },
        { title: say('申诉人', 'By') },
        { title: say('理由', 'Reason') },
        { title: say('提出时间', 'Since') },
      ],
      rows: appeals.map(({ callId, title, by, why, at }) =>
        [callId, title[language], by, why, at.slice(0, 10)].map(cell),
      ),
    },
  ];
}
