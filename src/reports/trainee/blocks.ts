import { STAGE_OUTCOMES, STAGES, type Stage, standingText } from '../../scorecard/training-stages.ts';
import type { Block, BlockReport } from '../blocks/block.ts';
import { cell, countCell, formulaBlocks, meanCell, meanNote, number, numberCell, scoreAxis } from '../blocks/parts.ts';
import { type Say, say } from '../blocks/say.ts';
import { dateText } from '../format.ts';
import type { ReportLanguage } from '../report-call.ts';
import type { FormLine, TraineeReport } from './report.ts';
import { OUTCOME_WORDS, skillRows } from './skill-file.ts';

/** Calls of the form on a page; all are in the JSON. */
const CALLS_SHOWN = 8;

/** The page about a trainee. */
export function traineeBlocks(report: TraineeReport, language: ReportLanguage): BlockReport {
  const says = say(language);
  const { agent, standing } = report;
  const name = agent.name === null ? agent.id : says('{0}（{1}）', '{0} ({1})', agent.name, agent.id);
  return {
    language,
    title: says('学员报告：{0}', 'Trainee report: {0}', name),
    subtitle: [agent.team ?? says('未分组', 'no team'), standingText(standing)[language]].join(' · '),
    blocks: [
      ...overview(report, language, says),
      ...path(report, language, says),
      ...form(report, language, says),
      ...scores(report, says),
      ...skillFile(report, language, says),
      ...formulaBlocks(report.formulas, report.thresholds, language, says),
    ],
  };
}

function overview({ score, standing, calls, model }: TraineeReport, language: ReportLanguage, say: Say): Block[] {
  const last = calls.at(-1);
  const gates = last?.gates ?? [];
  return [
    {
      kind: 'figures',
      figures: [
        { name: say('现状', 'Stands at'), text: standingText(standing)[language], note: '', value: null },
        { name: say('考核通话', 'Assessed calls'), text: String(calls.length), note: '', value: calls.length },
        {
          name: say('平均分', 'Mean score'),
          text: number(score.value),
          note: meanNote(score, say),
          value: score.value,
        },
        {
          name: say('最近一通', 'Latest call'),
          text: number(last?.score ?? null),
          note: gates
            .map(({ title, passMark, outcome }) =>
              say('{0}（{1} 分）：{2}', '{0} ({1}): {2}', title[language], passMark, OUTCOME_WORDS[outcome]![language]),
            )
            .join(say('；', '; ')),
          value: last?.score ?? null,
        },
        {
          name: say('示范通话', 'Model call'),
          text: model === null ? '–' : number(model.score),
          note:
            model === null
              ? say('没有其他人用同一张表考核过的通话', 'nobody else was assessed by the same form')
              : `${model.callId} ${model.agentName ?? model.agentId ?? ''}`,
          value: model?.score ?? null,
        },
      ],
    },
  ];
}

function path({ stages, attempts }: TraineeReport, language: ReportLanguage, say: Say): Block[] {
  const order = Object.keys(STAGES) as Stage[];
  return [
    { kind: 'heading', text: say('培训与考核进程', 'Way through training') },
    {
      kind: 'table',
      title: '',
      none: say(
        '还没有登记任何阶段。用 lingting trainee stage 登记。',
        'No stage was entered yet; "lingting trainee stage" enters one.',
      ),
      columns: [
        { title: say('日期', 'Date') },
        { title: say('阶段', 'Stage') },
        { title: say('第几次', 'Attempt'), align: 'end' },
        { title: say('结果', 'Outcome') },
        { title: say('此前通话', 'Calls before'), align: 'end' },
        { title: say('平均分', 'Mean'), align: 'end' },
        { title: say('考核人', 'By') },
        { title: say('备注', 'Note') },
      ],
      rows: stages.map((step) => [
        cell(step.at.slice(0, 10)),
        cell(STAGES[step.stage][language]),
        countCell(step.attempt),
        cell(STAGE_OUTCOMES[step.outcome][language]),
        countCell(step.callsBefore.count),
        meanCell(step.callsBefore),
        cell(step.assessor),
        cell(step.note),
      ]),
    },
    ...(stages.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            tone: 'quiet' as const,
            text: order
              .filter((stage) => attempts[stage] > 0)
              .map((stage) => say('{0} {1} 次', '{0}: {1}', STAGES[stage][language], attempts[stage]))
              .join(say('，', ', ')),
          },
        ]),
  ];
}

function form({ lines, calls, model }: TraineeReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('考核表（5 / 3 / 1）', 'Training form (5 / 3 / 1)') },
    {
      kind: 'table',
      title:
        calls.length > CALLS_SHOWN
          ? say('最近 {0} 通，共 {1} 通', 'the latest {0} of {1} calls', CALLS_SHOWN, calls.length)
          : '',
      none: say('没有用考核表评过的通话。', 'No call was judged by a training form.'),
      columns: [
        { title: say('项目', 'Line') },
        { title: say('平均', 'Mean'), align: 'end' },
        { title: model === null ? say('示范', 'Model') : say('示范 {0}', 'Model {0}', model.callId), align: 'end' },
        { title: say('差距', 'Gap'), align: 'end' },
        ...latest(calls).map(({ callId, startTime }) => ({
          title: `${startTime === null ? '' : `${startTime.slice(5, 10)} `}${callId}`,
          align: 'end' as const,
        })),
      ],
      rows: lines.map((line) => [
        cell(line.title[language]),
        numberCell(line.mean),
        numberCell(line.model, line.model === null ? '–' : String(line.model)),
        gapCell(line),
        ...latest(line.values).map(valueCell),
      ]),
    },
    {
      kind: 'text',
      tone: 'quiet',
      text: say(
        '○ 为机器建议，待人确认；– 为没有评分或没有涉及。',
        '○ proposed by the machine, to be confirmed; – no value, or it did not come up.',
      ),
    },
  ];
}

/** What belongs to the calls that are shown, of what is in their order; the newest first. */
const latest = <T>(ofCalls: readonly T[]): T[] => ofCalls.slice(-CALLS_SHOWN).reverse();

function valueCell(line: FormLine['values'][number]) {
  if (!line || line.value === null) return cell('–');
  return numberCell(line.value, `${line.state === 'proposed' ? '○' : ''}${line.value}`);
}

function gapCell({ mean, model }: FormLine) {
  const gap = mean === null || model === null ? null : mean - model;
  return numberCell(gap, gap === null ? '–' : `${gap > 0 ? '+' : gap < 0 ? '−' : ''}${Math.abs(gap).toFixed(1)}`);
}

function scores({ calls }: TraineeReport, say: Say): Block[] {
  if (calls.length === 0) return [];
  const passMark = calls.at(-1)!.gates.at(-1)?.passMark ?? null;
  return [
    { kind: 'heading', text: say('逐通得分', 'Score call by call') },
    {
      kind: 'plot',
      title:
        passMark === null
          ? say('每通得分。', 'Score of each call.')
          : say(
              '每通得分；虚线为综合考核的合格线 {0} 分。',
              'Score of each call; dashed: pass mark of the last assessment, {0}.',
              passMark,
            ),
      plot: {
        kind: 'trend',
        axes: { across: say('第几通 · 日期', 'Call · day'), up: scoreAxis(say) },
        line: passMark,
        points: calls.map(({ startTime, score }, at) => ({
          label: `${at + 1}${startTime === null ? '' : ` · ${startTime.slice(5, 10)}`}`,
          value: score,
          note: number(score),
        })),
      },
    },
    {
      kind: 'table',
      title: say('得分数据', 'Scores as numbers'),
      folded: true,
      none: '',
      columns: [
        { title: say('通话', 'Call'), whole: true },
        { title: say('开始时间', 'Start') },
        { title: say('得分', 'Score'), align: 'end' },
      ],
      rows: calls.map(({ callId, startTime, score }) => [
        cell(callId),
        cell(startTime === null ? '–' : dateText(startTime)),
        numberCell(score),
      ]),
    },
  ];
}

function skillFile({ skillFile }: TraineeReport, language: ReportLanguage, say: Say): Block[] {
  return [
    { kind: 'heading', text: say('员工技能档案', 'Skill file') },
    {
      kind: 'table',
      title: '',
      none: say('档案还是空的。', 'It is still empty.'),
      columns: [
        { title: say('时间', 'When') },
        { title: say('事项', 'What') },
        { title: say('内容', 'Details') },
        { title: say('经手人', 'By') },
      ],
      rows: skillFile.map((entry) => skillRows(entry, language, say).map(cell)),
    },
  ];
}
