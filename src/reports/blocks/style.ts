/** No column is forced to be wider, whatever its words: some call ids and names are very long. */
export const MOST_CELLS = 24;
/** What a bar takes beside its number. */
export const BAR_CELLS = 16;

/** `least12`: at least twelve digits wide. */
const LEAST = Array.from(
  { length: MOST_CELLS + BAR_CELLS + 1 },
  (_, cells) => `.least${cells} { min-width: calc(${cells}ch + 2 * var(--pad)); }`,
).join('\n');

/** Style of the report pages: on screen and on A4 paper. Light only: they are made to be printed and mailed. */
export const REPORT_STYLE = `
:root { color-scheme: light; --ink: #1b2433; --soft: #566176; --line: #dfe4ec; --faint: #f4f6f9; --accent: #2b56c6; --warn: #8a6100; --pad: 8px; }
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 1020px; padding: 24px; color: var(--ink); font-size: 14px; line-height: 1.6; font-variant-numeric: tabular-nums;
  font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif;
}
h1 { font-size: 24px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 17px; margin: 28px 0 8px; padding-top: 10px; border-top: 1px solid var(--line); break-after: avoid; }
h3 { font-size: 14px; margin: 14px 0 4px; break-after: avoid; }
p { margin: 4px 0; overflow-wrap: anywhere; }
.sub, .quiet { color: var(--soft); }
.warning { color: var(--warn); font-weight: 600; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 10px; margin: 12px 0; padding: 0; }
.figures div { background: var(--faint); border: 1px solid var(--line); border-radius: 10px; padding: 8px 12px; break-inside: avoid; }
.figures dt { color: var(--soft); font-size: 12px; }
.figures dd { margin: 0; }
.figures .value { font-size: 21px; font-weight: 650; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 4px 0 10px; font-size: 13px; }
th { text-align: start; color: var(--soft); font-weight: 600; border-bottom: 1px solid var(--ink); padding: 4px var(--pad); vertical-align: bottom; }
td { border-bottom: 1px solid var(--line); padding: 4px var(--pad); vertical-align: top; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
.end { text-align: end; }
.end + :not(.end) { padding-inline-start: calc(3 * var(--pad)); }
td.whole, .id { white-space: nowrap; }
.long { overflow-wrap: anywhere; }
${LEAST}
figure { margin: 8px 0; break-inside: avoid; }
figcaption { font-size: 13px; color: var(--soft); }
.bar { display: inline-block; width: 90px; height: 9px; margin-inline-start: 8px; vertical-align: baseline; }
ol { margin: 4px 0; padding-inline-start: 24px; }
ol > li { margin: 8px 0; break-inside: avoid; }
ol strong { font-weight: 650; }
blockquote { margin: 4px 0; padding: 2px 12px; border-inline-start: 3px solid var(--accent); background: var(--faint); overflow-wrap: anywhere; }
.clip { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; color: var(--soft); }
audio { height: 32px; width: 280px; }
a { color: var(--accent); }
details { margin: 4px 0 10px; }
summary { cursor: pointer; color: var(--soft); font-size: 13px; }
@page { size: A4; margin: 14mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 11px; }
  :root { --pad: 4px; }
  table { font-size: 10px; }
  figcaption, .figures dt { font-size: 10px; }
  .clip, summary { display: none; }
  .scroll { overflow: visible; }
  figure svg { max-width: 100%; height: auto; }
  a { color: inherit; text-decoration: none; }
}
`;
