import type { Day, Period, Step } from '../figures/day.ts';
import type { CallCounts } from '../figures/facts.ts';
import type { Formula, THRESHOLDS } from '../figures/formulas.ts';
import type { Moment } from '../figures/moments.ts';
import type { Interval, Mean, Rate } from '../figures/statistics.ts';
import type { Trend } from '../figures/trend.ts';
import { clock } from '../format.ts';
import type { ReportLanguage } from '../report-call.ts';
import type { Block, Cell, Clip, Figure } from './block.ts';
import type { Say } from './say.ts';

/** Address of a recording (a URL, percent-encoded) from where the library knows it; null when it cannot be played. */
export type AddressOf = (file: string) => string | null;

/** A number with one decimal; `–` for none. */
export function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

/** A share as percent; `–` for none. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`;
}

/** A plain cell. */
export function cell(text: string): Cell {
  return { text };
}

/** A cell of a number that spreadsheets can reckon with. */
export function numberCell(value: number | null, text = number(value)): Cell {
  return value === null ? { text } : { text, value };
}

/** A cell of a count. */
export function countCell(count: number): Cell {
  return { text: String(count), value: count };
}

/** A mean, with a star where it rests on few calls. */
export function meanCell({ value, small }: Mean): Cell {
  return numberCell(value, `${number(value)}${small && value !== null ? ' *' : ''}`);
}

/** A rate with what it rests on, and a star where that is little: `83% (5/6) *`. */
export function rateCell({ share, hits, of, small }: Rate, say: Say): Cell {
  if (share === null) return { text: '–' };
  const mark = small ? say('*', ' *') : '';
  return { text: say('{0}（{1}/{2}）{3}', '{0} ({1}/{2}){3}', percent(share), hits, of, mark), value: share };
}

/** An interval of scores: `81.2–88.0`. */
export function intervalText(interval: Interval | null): string {
  return interval === null ? '–' : `${number(interval.from)}–${number(interval.to)}`;
}

/** A mean with its interval and number of calls, in words. */
export function meanNote({ count, interval, small }: Mean, say: Say): string {
  const over = say('{0} 通已评分', '{0} scored {0|call|calls}', count);
  const range = interval === null ? '' : say('，95% 区间 {0}', ', 95% interval {0}', intervalText(interval));
  return over + range + (small ? say('，样本少', ', few calls') : '');
}

/** A mean score as one of the figures at the head of a report. */
export function meanFigure(score: Mean, say: Say): Figure {
  return {
    name: say('平均分', 'Mean score'),
    text: number(score.value),
    note: meanNote(score, say),
    value: score.value,
  };
}

/** A period in words. */
export function periodText({ from, to }: Period, say: Say): string {
  if (from === null && to === null) return say('全部时间', 'all time');
  if (from === null) return say('截至 {0}', 'up to {0}', to!);
  if (to === null) return say('{0} 起', 'from {0} on', from);
  return from === to ? from : say('{0} 至 {1}', '{0} to {1}', from, to);
}

/** Calls that are in no mean, each kind with its number. */
export function countFigures(counts: CallCounts, say: Say): Figure[] {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const figure = (name: string, value: number, note = '') => ({ name, text: String(value), note, value });
  return [
    figure(say('通话总数', 'Calls'), all),
    figure(say('已评分', 'Scored'), counts.scored),
    figure(say('无得分', 'Without a score'), counts.unscored, say('不计入平均', 'not in means')),
    figure(say('已排除', 'Excluded'), counts.excluded, say('不计入平均', 'not in means')),
    figure(say('未能分析', 'Failed'), counts.failed, say('不计入平均', 'not in means')),
    ...(counts.open > 0 ? [figure(say('尚在处理', 'In hand'), counts.open, say('不计入平均', 'not in means'))] : []),
  ];
}

/** A stretch of a trend by its first day. */
function stretchText(from: Day, step: Step, say: Say): string {
  if (step === 'month') return from.slice(0, 7);
  return step === 'week' ? say('{0} 起一周', 'week of {0}', from) : from;
}

/** What an axis of scores measures. */
export function scoreAxis(say: Say): string {
  return say('得分（分）', 'Score (points)');
}

/** Scores over time, drawn, with the numbers beside; `line` is drawn across. */
export function trendBlocks({ step, points }: Trend, line: number | null, caption: string, say: Say): Block[] {
  if (!points.some(({ score }) => score.count > 0))
    return [
      { kind: 'text', text: say('这段时间没有已评分的通话。', 'No call of this period has a score.'), tone: 'quiet' },
    ];
  const unit = { day: say('日期', 'Day'), week: say('周', 'Week'), month: say('月份', 'Month') }[step];
  return [
    {
      kind: 'plot',
      title: caption,
      plot: {
        kind: 'trend',
        axes: { across: unit, up: scoreAxis(say) },
        line,
        points: points.map(({ from, score }) => ({
          label: step === 'month' ? from.slice(0, 7) : from.slice(5),
          value: score.value,
          note: `${number(score.value)} (${score.count})`,
        })),
      },
    },
    {
      kind: 'table',
      title: say('走势数据', 'Trend as numbers'),
      folded: true,
      none: '',
      columns: [
        { title: unit },
        { title: say('已评分', 'Scored'), align: 'end' },
        { title: say('平均分', 'Mean score'), align: 'end' },
        { title: say('95% 区间', '95% interval'), align: 'end' },
      ],
      rows: points.map(({ from, score }) => [
        cell(stretchText(from, step, say)),
        countCell(score.count),
        meanCell(score),
        cell(intervalText(score.interval)),
      ]),
    },
  ];
}

/** Places in calls, with their words and a way to hear them. */
export function momentList(
  moments: readonly Moment[],
  language: ReportLanguage,
  addressOf: AddressOf,
  say: Say,
): Block {
  return {
    kind: 'list',
    entries: moments.map((moment) => ({
      title: moment.title[language],
      lines: [
        moment.startSeconds === null || moment.endSeconds === null
          ? say('通话 {0}', 'Call {0}', moment.callId)
          : say(
              '通话 {0}，{1}–{2}',
              'Call {0}, {1}–{2}',
              moment.callId,
              clock(moment.startSeconds),
              clock(moment.endSeconds),
            ),
        moment.explanation[language],
      ],
      quote: moment.quote,
      clip: clipOf(moment, addressOf),
    })),
  };
}

function clipOf({ file, startSeconds, endSeconds }: Moment, addressOf: AddressOf): Clip | null {
  const href = addressOf(file);
  return href === null || startSeconds === null || endSeconds === null ? null : { href, startSeconds, endSeconds };
}

/** How the figures were made: the end of every report. */
export function formulaBlocks(
  formulas: readonly Formula[],
  thresholds: typeof THRESHOLDS,
  language: ReportLanguage,
  say: Say,
): Block[] {
  return [
    { kind: 'heading', text: say('计算方法', 'How these figures are made') },
    ...formulas.map(({ sentence }): Block => ({ kind: 'text', text: sentence[language], tone: 'quiet' })),
    {
      kind: 'text',
      text: say(
        '参数：样本少的界限 {0} 通，置信度 {1}。',
        'Settings: few calls below {0}, confidence {1}.',
        thresholds.smallSampleCalls,
        percent(thresholds.confidence),
      ),
      tone: 'quiet',
    },
  ];
}
