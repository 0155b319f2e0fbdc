import * as Plots from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { fitMiddle, textWidth, wrap } from '../width.ts';
import type { Plot } from './block.ts';

const WIDTH = 960;
/** What a phone shows beside its margins, and what a point of a trend needs with its note. */
const LEAST_WIDTH = 340;
const POINT_PIXELS = 80;
/** The line of the topmost label begins so far above its letters. */
const LEADING = 3;
const FONT = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", sans-serif';
const INK = '#1b2433';
const BLUE = '#2b56c6';
const GREY = '#9aa5b8';
/** From nothing lost to much lost, light to dark: it prints in grey as well. The number stands in every square. */
const FIELD = ['#ffffff', '#b8441f'];
/** Labels wider than this, in cells, stand slanted over a field. */
const LEVEL_CELLS = 8;
/** A line of a title over a field has so many cells at most, one of a name beside it fewer: phones are narrow. */
const TITLE_CELLS = 34;
const NAME_CELLS = 24;
/** Names of more lines lose their middle: what follows a name at its end tells agents apart. */
const NAME_LINES = 2;
/** At the size of labels: of a cell, and of a line. The fonts are the reader's, so there is some to spare. */
const CELL_PIXELS = 7;
const LINE_PIXELS = 15;
const LINE_HEIGHT = 1.25;
/** No column of a field is narrower. */
const SQUARE_PIXELS = 44;
const SLANT_DEGREES = 40;

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
  const [, , width, height] = svg.getAttribute('viewBox')!.split(' ').map(Number);
  svg.setAttribute('viewBox', `0 ${-LEADING} ${width} ${height! + LEADING}`);
  svg.setAttribute('height', String(height! + LEADING));
  return svg.outerHTML;
}

/** What is needed of the element: this code knows no browser. */
interface SvgElement {
  outerHTML: string;
  querySelectorAll(selector: string): Iterable<SvgElement>;
  remove(): void;
  getAttribute(name: string): string | null;
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

function trendOptions({ axes, points, line }: Extract<Plot, { kind: 'trend' }>): Plots.PlotOptions {
  const labels = points.map(({ label }) => label);
  const every = Math.ceil(labels.length / 12);
  const drawn = points.filter(({ value }) => value !== null);
  const lowest = Math.min(...drawn.map(({ value }) => value!), line ?? 100);
  return {
    height: 260,
    // As wide as its points need: a few are all seen on a phone.
    width: Math.max(LEAST_WIDTH, Math.min(WIDTH, POINT_PIXELS * labels.length)),
    // Room for what stands over the point of a full score, under the name of the axis.
    marginTop: 48,
    marginBottom: 44,
    x: {
      ...nameOf(axes.across),
      type: 'point',
      domain: labels,
      ticks: labels.filter((_, at) => at % every === 0),
    },
    // Scores crowd near the top: the axis begins at the ten below the lowest, and says so.
    y: {
      ...nameOf(axes.up),
      domain: [Math.max(0, Math.min(80, 10 * Math.floor((lowest - 5) / 10))), 100],
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

/** The name of an axis, where it ends; which way it goes is seen without arrows. */
function nameOf(axis: string) {
  return { label: axis, labelArrow: 'none' as const };
}

function barOptions({ axes, bars }: Extract<Plot, { kind: 'bars' }>): Plots.PlotOptions {
  const labels = [...new Set(bars.map(({ label }) => label))];
  const series = [...new Set(bars.map((bar) => bar.series))];
  const percent = ({ value }: { value: number }) => (value === 0 ? '' : `${Math.round(100 * value)}%`);
  return {
    height: 260,
    marginTop: 44,
    marginBottom: 52,
    fx: { ...nameOf(axes.across), domain: labels, axis: 'bottom', padding: 0.15 },
    x: { domain: series, axis: null, padding: 0.08 },
    y: { ...nameOf(axes.up), percent: true, grid: true, ticks: 4 },
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
  const columns = new Map(cells.map(({ column }) => [column, wrap(column, TITLE_CELLS)]));
  const rows = new Map(cells.map(({ row }) => [row, wrap(fitMiddle(row, NAME_LINES * NAME_CELLS - 4), NAME_CELLS)]));
  const titles = titleRoom([...columns.values()]);
  const marginLeft = 20 + Math.max(...[...rows.values()].map(pixels));
  const rowPixels = 11 + LINE_PIXELS * Math.max(...[...rows.values()].map((lines) => lines.length));
  const most = Math.max(0.001, ...cells.flatMap(({ value }) => value ?? []));
  const isDark = ({ value }: { value: number | null }) => (value ?? 0) > 0.6 * most;
  return {
    width: Math.max(WIDTH, marginLeft + columns.size * titles.square + titles.right),
    height: titles.top + rowPixels * rows.size + 20,
    marginTop: titles.top,
    marginLeft,
    marginRight: titles.right,
    x: { type: 'band', domain: columns.keys(), label: null },
    y: { type: 'band', domain: rows.keys(), label: null },
    color: { type: 'linear', domain: [0, most], range: FIELD, interpolate: 'rgb' },
    marks: [
      Plots.axisX({
        anchor: 'top',
        tickRotate: titles.isSlanted ? -SLANT_DEGREES : 0,
        tickSize: 0,
        tickFormat: (column: string) => columns.get(column)!.join('\n'),
        lineHeight: LINE_HEIGHT,
      }),
      Plots.axisY({
        tickSize: 0,
        tickFormat: (row: string) => rows.get(row)!.join('\n'),
        lineHeight: LINE_HEIGHT,
      }),
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

/** What the titles of columns need: above the field, to its right where they lean over it, and between one another. */
function titleRoom(titles: readonly string[][]): { isSlanted: boolean; top: number; right: number; square: number } {
  const lines = Math.max(...titles.map((title) => title.length));
  const isSlanted = titles.some((title) => title.length > 1 || textWidth(title[0] ?? '') > LEVEL_CELLS);
  if (!isSlanted)
    return { isSlanted, top: 40, right: 20, square: Math.max(SQUARE_PIXELS, 10 + LEVEL_CELLS * CELL_PIXELS) };
  const [rise, run] = [Math.sin, Math.cos].map((of) => of((SLANT_DEGREES * Math.PI) / 180)) as [number, number];
  const square = Math.max(SQUARE_PIXELS, (lines * LINE_PIXELS) / rise);
  const overhang = titles.map((title, at) => run * pixels(title) - (titles.length - 1 - at) * square);
  return {
    isSlanted,
    top: 20 + rise * Math.max(...titles.map(pixels)) + run * lines * LINE_PIXELS,
    right: Math.max(20, ...overhang),
    square,
  };
}

/** How long the longest line is at most. */
function pixels(lines: readonly string[]): number {
  return CELL_PIXELS * Math.max(0, ...lines.map(textWidth));
}
