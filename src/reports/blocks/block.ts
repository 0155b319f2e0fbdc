import type { ReportLanguage } from '../report-call.ts';

/** What stands in a cell. */
export interface Cell {
  /** For people, in the language of the report. */
  text: string;
  /** The number itself, for spreadsheets; absent for text. */
  value?: number;
  /** 0…1, shown as a bar beside the text. */
  bar?: number;
  /** Where to hear it: the stretch of a recording. */
  clip?: Clip;
}

/** A stretch of a recording. */
export interface Clip {
  /** Address of the recording (a URL, percent-encoded). */
  href: string;
  startSeconds: number;
  endSeconds: number;
}

export interface Column {
  title: string;
  /** Numbers stand to the right. */
  align?: 'end';
  /** Not broken over lines, as numbers are not: ids that one types again, rates. */
  whole?: boolean;
}

/** What the axes of a plot measure, with the unit. */
export interface Axes {
  across: string;
  up: string;
}

/** A line or bars or a field of squares: what is drawn, as data. */
export type Plot =
  | { kind: 'trend'; axes: Axes; points: { label: string; value: number | null; note: string }[]; line: number | null }
  | { kind: 'bars'; axes: Axes; bars: { label: string; series: string; value: number }[] }
  | { kind: 'field'; cells: { column: string; row: string; value: number | null; text: string }[] };

/** How a table looks where people read it; files have all of it. */
export interface TableLook {
  /** Opened on demand, for what a plot beside it shows. */
  folded?: boolean;
  /** So many rows are shown. */
  shown?: number;
}

/** A number at the head of a report; `value` is what `text` shows, null for none. */
export interface Figure {
  name: string;
  text: string;
  note: string;
  value: number | null;
}

/** A piece of a report, in one language. Every output writes every block: a new report needs no new output. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string; tone?: 'plain' | 'quiet' | 'warning' }
  | { kind: 'figures'; figures: Figure[] }
  | ({ kind: 'table'; title: string; columns: Column[]; rows: Cell[][]; none: string } & TableLook)
  | { kind: 'plot'; title: string; plot: Plot }
  | { kind: 'list'; entries: { title: string; lines: string[]; quote: string | null; clip: Clip | null }[] };

/** A report, ready for any output. */
export interface BlockReport {
  language: ReportLanguage;
  title: string;
  /** What it is about: agent, period, number of calls. */
  subtitle: string;
  blocks: Block[];
}
