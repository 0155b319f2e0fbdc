import * as Plots from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Plot } from './block.ts';

const WIDTH = 960;
const FONT = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", sans-serif';
const INK = '#1b2433';
const BLUE = '#2b56c6';
const GREY = '#9aa5b8';
/** From nothing lost to much lost, light to dark: it prints in grey as well. The number stands in every square. */
const FIELD = ['#ffffff', '#b8441f'];
/** Labels longer than this stand slanted in a field. */
const LEVEL_LABEL_CHARACTERS = 4;

/** A plot as an SVG element of its own: no script, no style sheet, nothing to load. Texts are escaped by the library. */
export function plotSvg(plot: Plot): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const shared = { document, width: WIDTH, style: { fontFamily: FONT, fontSize: '12px', color: INK } };
  const svg = Plots.plot({ ...shared, ...optionsOf(plot) } as Plots.PlotOptions) as unknown as SvgElement;
  // The page allows its own style alone, by hash.
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const element of [svg, ...svg.querySelectorAll('[style]')]) element.removeAttribute('style');
  svg.setAttribute('font-family', FONT);
  svg.setAttribute('font-size', '12');
  svg.setAttribute('role', 'img');
  return svg.outerHTML;
}

/** What is needed of the element: this code knows no browser. */
interface SvgElement {
  outerHTML: string;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  remove(): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
}

function optionsOf(plot: Plot): Plots.PlotOptions {
  switch (plot.kind) {
    case 'trend':
      return trendOptions(plot);
    case 'bars':
      return barOptions(plot);
    case 'field':
      return fieldOptions(plot);
  }
}

function trendOptions({ points, line }: Extract<Plot, { kind: 'trend' }>): Plots.PlotOptions {
  const labels = points.map(({ label }) => label);
  const every = Math.ceil(labels.length / 12);
  const drawn = points.filter(({ value }) => value !== null);
  const lowest = Math.min(...drawn.map(({ value }) => value!), line ?? 100);
  return {
    height: 260,
    marginBottom: 44,
    x: {
      type: 'point',
      domain: labels,
      label: null,
      ticks: labels.filter((_, at) => at % every === 0),
    },
    // Scores crowd near the top: the axis begins at the ten below the lowest, and says so.
    y: {
      domain: [Math.max(0, Math.min(80, 10 * Math.floor((lowest - 5) / 10))), 100],
      label: null,
      grid: true,
      ticks: 5,
    },
    marks: [
      ...(line === null ? [] : [Plots.ruleY([line], { stroke: GREY, strokeWidth: 2, strokeDasharray: '6 4' })]),
      Plots.lineY(points, { x: 'label', y: 'value', stroke: BLUE, strokeWidth: 2 }),
      Plots.dot(drawn, { x: 'label', y: 'value', r: 4, fill: BLUE }),
      Plots.text(
        drawn.filter(({ label }) => labels.indexOf(label) % every === 0),
        { x: 'label', y: 'value', text: 'note', dy: -14, fontSize: 11, fill: INK, stroke: '#ffffff', strokeWidth: 3 },
      ),
    ],
  };
}

function barOptions({ bars }: Extract<Plot, { kind: 'bars' }>): Plots.PlotOptions {
  const labels = [...new Set(bars.map(({ label }) => label))];
  const series = [...new Set(bars.map((bar) => bar.series))];
  const percent = ({ value }: { value: number }) => (value === 0 ? '' : `${Math.round(100 * value)}%`);
  return {
    height: 260,
    marginTop: 28,
    marginBottom: 52,
    fx: { domain: labels, label: null, axis: 'bottom', padding: 0.15 },
    x: { domain: series, axis: null, padding: 0.08 },
    y: { percent: true, label: null, grid: true, ticks: 4 },
    marks: [
      // The first series is filled, the second an outline: told apart without colour.
      Plots.barY(bars, {
        fx: 'label',
        x: 'series',
        y: 'value',
        fill: (bar: { series: string }) => (bar.series === series[0] ? BLUE : '#ffffff'),
        stroke: (bar: { series: string }) => (bar.series === series[0] ? BLUE : GREY),
        strokeWidth: 1.5,
      }),
      Plots.text(bars, { fx: 'label', x: 'series', y: 'value', text: percent, dy: -8, fontSize: 10 }),
      Plots.ruleY([0]),
    ],
  };
}

function fieldOptions({ cells }: Extract<Plot, { kind: 'field' }>): Plots.PlotOptions {
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))];
  const isSlanted = columns.some((label) => label.length > LEVEL_LABEL_CHARACTERS);
  const most = Math.max(0.001, ...cells.flatMap(({ value }) => value ?? []));
  const isDark = ({ value }: { value: number | null }) => (value ?? 0) > 0.6 * most;
  return {
    height: 70 + (isSlanted ? 60 : 0) + 26 * rows.length,
    marginTop: isSlanted ? 120 : 40,
    marginLeft: 20 + 12 * Math.min(16, Math.max(...rows.map((row) => halfWidths(row) / 2))),
    marginRight: isSlanted ? 60 : 20,
    x: { type: 'band', domain: columns, axis: 'top', label: null, tickRotate: isSlanted ? -40 : 0, tickSize: 0 },
    y: { type: 'band', domain: rows, label: null, tickSize: 0 },
    color: { type: 'linear', domain: [0, most], range: FIELD, interpolate: 'rgb' },
    marks: [
      Plots.cell(cells, {
        x: 'column',
        y: 'row',
        fill: (cell: { value: number | null }) => cell.value ?? 0,
        inset: 0.5,
      }),
      Plots.text(cells, {
        x: 'column',
        y: 'row',
        text: 'text',
        fontSize: 11,
        fill: (cell: { value: number | null }) => (isDark(cell) ? '#ffffff' : INK),
      }),
    ],
  };
}

/** Width of a label in half characters: Chinese ones are twice as wide. */
function halfWidths(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}
