import type { Block } from '../blocks/block.ts';
import { cell, countCell, numberCell, percent, scoreAxis } from '../blocks/parts.ts';
import type { Say } from '../blocks/say.ts';
import type { AgentReport } from './report.ts';

/** Scores of the agent beside those of the team, by tens. */
export function distributionBlocks({ distribution, score, team }: AgentReport, say: Say): Block[] {
  if (score.count === 0) return [];
  const label = ({ from, to }: { from: number; to: number }) => (to === 100 ? `${from}–100` : `${from}–${to - 1}`);
  const [own, others] = [say('本人', 'Agent'), say('团队', 'Team')];
  return [
    { kind: 'heading', text: say('得分分布（与团队对比）', 'Scores beside the team’s') },
    {
      kind: 'plot',
      title: say(
        '各分数段占比：实心为本人，空心为团队。',
        'Share of calls by score: filled is the agent, outlined the team.',
      ),
      plot: {
        kind: 'bars',
        axes: { across: scoreAxis(say), up: say('占通话的 %', '% of calls') },
        bars: distribution.flatMap((bin) => [
          { label: label(bin), series: own, value: bin.share ?? 0 },
          { label: label(bin), series: others, value: bin.teamShare ?? 0 },
        ]),
      },
    },
    {
      kind: 'table',
      title: say('分布数据', 'Distribution as numbers'),
      folded: true,
      none: '',
      columns: [
        { title: say('分数段', 'Score'), whole: true },
        { title: say('通数', 'Calls'), align: 'end' },
        { title: say('本人（{0} 通）', 'Agent ({0} {0|call|calls})', score.count), whole: true },
        { title: say('团队（{0} 通）', 'Team ({0} {0|call|calls})', team.score.count), whole: true },
      ],
      rows: distribution.map((bin) => [
        cell(label(bin)),
        countCell(bin.calls),
        { ...numberCell(bin.share, percent(bin.share)), bar: bin.share ?? 0 },
        { ...numberCell(bin.teamShare, percent(bin.teamShare)), bar: bin.teamShare ?? 0 },
      ]),
    },
  ];
}
