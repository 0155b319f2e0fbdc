import type { Block, BlockReport } from '../blocks/block.ts';
import {
  cell,
  countCell,
  countFigures,
  formulaBlocks,
  intervalText,
  meanCell,
  meanFigure,
  numberCell,
  percent,
  periodText,
  rateCell,
  trendBlocks,
} from '../blocks/parts.ts';
import { type Say, say } from '../blocks/say.ts';
import type { ReportLanguage } from '../report-call.ts';
import type { RankedAgent, TeamReport } from './report.ts';

/** A field with more rows is no picture any more; the table has them all. */
const DRAWN_AGENTS = 40;

/** The page about a team. */
export function teamBlocks(report: TeamReport, language: ReportLanguage): BlockReport {
  const says = say(language);
  return {
    language,
    title:
      report.team === null
        ? says('团队报告：全部坐席', 'Team report: everybody')
        : says('团队报告：{0}', 'Team report: {0}', report.team),
    subtitle: periodText(report.period, says),
    blocks: [
      ...overview(report, says),
      { kind: 'heading', text: says('坐席排名', 'Ranking') },
      rankingTable(report.ranking, says),
      { kind: 'heading', text: says('得分走势', 'Score over time') },
      ...trendBlocks(
        report.trend,
        report.score.value,
        says(
          '平均分，括号内为通数；虚线为本期平均。',
          'Mean score, number of calls in brackets; dashed: mean of the period.',
        ),
        says,
      ),
      ...heatMap(report, language, says),
      ...items(report, language, says),
      ...formulaBlocks(report.formulas, report.thresholds, language, says),
    ],
  };
}

function overview({ score, counts, accuracy, ranking, undated, period }: TeamReport, say: Say): Block[] {
  return [
    {
      kind: 'figures',
      figures: [
        meanFigure(score, say),
        { name: say('坐席', 'Agents'), text: String(ranking.length), note: '', value: ranking.length },
        ...countFigures(counts, say),
        {
          name: say('机器判定准确率', 'Accuracy of the machine'),
          text: percent(accuracy.share),
          note:
            accuracy.of === 0
              ? say('没有人工复核', 'nobody reviewed anything')
              : say('{0}/{1} 次复核一致', '{0} of {1} {1|review agrees|reviews agree}', accuracy.hits, accuracy.of),
          value: accuracy.share,
        },
      ],
    },
    ...undatedNote(undated, period.from !== null || period.to !== null, say),
  ];
}

/** Tells of calls that no limited period can have. */
export function undatedNote(undated: number, isLimited: boolean, say: Say): Block[] {
  if (undated === 0 || !isLimited) return [];
  return [
    {
      kind: 'text',
      tone: 'quiet',
      text: say(
        '另有 {0} 通没有开始时间，不属于任何一段时间，未计入。',
        '{0} {0|call has|calls have} no start time and {0|is|are} in no period.',
        undated,
      ),
    },
  ];
}

/** Agents by mean score, with the calls behind each figure. */
export function rankingTable(ranking: readonly RankedAgent[], say: Say): Block {
  return {
    kind: 'table',
    title: '',
    shown: 60,
    none: say('这段时间没有通话。', 'There is no call in this period.'),
    columns: [
      { title: say('名次', 'Rank'), align: 'end' },
      { title: say('坐席', 'Agent') },
      { title: say('平均分', 'Mean'), align: 'end' },
      { title: say('95% 区间', '95% range'), align: 'end' },
      { title: say('已评分', 'Scored'), align: 'end' },
      { title: say('未计入', 'Left out'), align: 'end' },
      { title: say('否决', 'Fatal'), align: 'end' },
      { title: say('待看', 'Review'), align: 'end' },
      { title: say('通话分钟', 'Min'), align: 'end' },
    ],
    rows: ranking.map(({ rank, score, counts, fatal, toReview, talkSeconds, ...agent }) => [
      rank === null ? cell('–') : countCell(rank),
      cell(agentLabel(agent, say)),
      meanCell(score),
      cell(intervalText(score.interval)),
      countCell(counts.scored),
      countCell(counts.unscored + counts.excluded + counts.failed + counts.open),
      countCell(fatal),
      countCell(toReview),
      numberCell(talkSeconds / 60, String(Math.round(talkSeconds / 60))),
    ]),
  };
}

/** An agent as people know one. */
export function agentLabel({ agentId, agentName }: Pick<RankedAgent, 'agentId' | 'agentName'>, say: Say): string {
  if (agentId === null) return agentName ?? say('（无工号）', '(no id)');
  return agentName === null ? agentId : `${agentName} ${agentId}`;
}

function heatMap({ heatMap, items }: TeamReport, language: ReportLanguage, say: Say): Block[] {
  if (heatMap.itemIds.length === 0 || heatMap.rows.length === 0) return [];
  const titles = heatMap.itemIds.map((id) => items.find(({ itemId }) => itemId === id)!.title[language]);
  const caption = say(
    '不合格率（1 − 合格率，%），颜色越深越高；* 为样本少，空白为没有判定。',
    'Share not passed (1 − pass rate, %), darker is more; * few calls, empty: not judged.',
  );
  const missed = (share: number | null) => (share === null ? null : 1 - share);
  return [
    { kind: 'heading', text: say('坐席 × 失分最多的项目', 'Agents × the items that lose the most') },
    {
      kind: 'plot',
      title: caption,
      plot: {
        kind: 'field',
        cells: heatMap.rows.slice(0, DRAWN_AGENTS).flatMap(({ cells, ...agent }) =>
          cells.map(({ share, small }, at) => ({
            row: agentLabel(agent, say),
            column: titles[at]!,
            value: missed(share),
            text: share === null ? '' : `${Math.round(100 * (1 - share))}${small ? '*' : ''}`,
          })),
        ),
      },
    },
    {
      kind: 'table',
      title: say('合格率', 'Pass rates'),
      folded: true,
      shown: 60,
      none: '',
      columns: [{ title: say('坐席', 'Agent') }, ...titles.map((title) => ({ title, whole: true }))],
      rows: heatMap.rows.map(({ cells, ...agent }) => [
        cell(agentLabel(agent, say)),
        ...cells.map((rate) => rateCell(rate, say)),
      ]),
    },
  ];
}

function items({ items }: TeamReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('各项合格率与机器准确率', 'Pass rates of items, and how often the machine is right') },
    {
      kind: 'table',
      title: '',
      shown: 40,
      none: say('没有判定过的项目。', 'No item was judged.'),
      columns: [
        { title: say('质检项', 'Item') },
        { title: say('每通失分', 'Lost per call'), align: 'end' },
        { title: say('合格率', 'Pass rate'), whole: true },
        { title: say('不合格', 'Fails'), align: 'end' },
        { title: say('待复核', 'Undecided'), align: 'end' },
        { title: say('准确率', 'Accuracy'), whole: true },
      ],
      rows: items
        .filter(({ passRate, undecided }) => passRate.of + undecided > 0)
        .map((item) => [
          cell(item.title[language]),
          numberCell(item.lostPerCall, item.lostPerCall?.toFixed(2)),
          rateCell(item.passRate, say),
          countCell(item.fail),
          countCell(item.undecided),
          rateCell(item.accuracy, say),
        ]),
    },
  ];
}
