/** Colours, type and the parts both pages use. Roles: agent blue, customer orange. Outcomes never by colour alone. */
export const BASE = `
:root {
  --paper: #f4f6f9; --card: #ffffff; --ink: #1b2433; --soft: #566176; --line: #dfe4ec; --faint: #eef1f6;
  --accent: #2b56c6; --agent: #2b56c6; --agent-soft: #e8eefc; --customer: #b4530d; --customer-soft: #fdf0e4; --mixed: #5d5a8c; --mixed-soft: #eeedf7;
  --good: #1a7f4b; --good-soft: #e2f4ea; --fair: #8a6100; --fair-soft: #fdf3d3; --poor: #c22f2f; --poor-soft: #fdeaea;
  --ask: #6941b8; --ask-soft: #f0eafb; --none: #6b7587; --none-soft: #eceff4;
  --shadow: 0 1px 2px rgb(20 30 50 / 6%), 0 4px 16px rgb(20 30 50 / 5%);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161d; --card: #1b212b; --ink: #e8ecf3; --soft: #a3aec0; --line: #303948; --faint: #262e3a;
    --accent: #8fb0ff; --agent: #8fb0ff; --agent-soft: #22304f; --customer: #f5ae6c; --customer-soft: #42301f; --mixed: #b7b3ea; --mixed-soft: #2f2d4a;
    --good: #6fd39c; --good-soft: #1c3a2a; --fair: #eec04d; --fair-soft: #3d331a; --poor: #ff8f8a; --poor-soft: #46262a;
    --ask: #c3a6ff; --ask-soft: #352a4d; --none: #a3aec0; --none-soft: #2b3340;
    --shadow: none;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); font-size: 15px; line-height: 1.6; font-variant-numeric: tabular-nums;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
}
html:lang(zh) body { font-family: -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", "Segoe UI", sans-serif; }
h1, h2, h3, p, ul, ol, dl, dd { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 22px; line-height: 1.3; overflow-wrap: anywhere; }
h2 { font-size: 16px; line-height: 1.4; }
h3 { font-size: 14px; }
small { font-size: 12px; font-weight: 400; }
button, select, input { font: inherit; color: inherit; }
button { cursor: pointer; background: none; border: 0; padding: 0; text-align: start; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.page { max-width: 1280px; margin: 0 auto; padding: 20px 24px 48px; display: grid; gap: 16px; grid-template-columns: minmax(0, 1fr); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 18px 20px; box-shadow: var(--shadow); min-width: 0; }
.quiet, .sub { color: var(--soft); }
.sub { font-size: 14px; overflow-wrap: anywhere; }
.grow { flex: 1; }
.sign { display: inline-grid; place-items: center; flex: none; width: 22px; height: 22px; border-radius: 50%; font-size: 13px; font-weight: 700; line-height: 1; background: var(--none-soft); color: var(--none); }
.sign.pass { background: var(--good-soft); color: var(--good); }
.sign.partial { background: var(--fair-soft); color: var(--fair); }
.sign.fail, .sign.error { background: var(--poor-soft); color: var(--poor); }
.sign.undecided { background: var(--ask-soft); color: var(--ask); }
.bar { display: block; height: 6px; border-radius: 3px; background: var(--faint); overflow: hidden; }
.bar i { display: block; height: 100%; border-radius: 3px; background: var(--none); }
i.good { background: var(--good) !important; } i.fair { background: var(--fair) !important; } i.poor { background: var(--poor) !important; }
.segmented { display: inline-flex; border: 1px solid var(--line); border-radius: 9px; padding: 2px; background: var(--faint); gap: 2px; }
.segmented button { padding: 3px 11px; border-radius: 7px; font-size: 13px; color: var(--soft); white-space: nowrap; }
.segmented button[aria-pressed=true] { background: var(--card); color: var(--ink); font-weight: 600; box-shadow: 0 1px 2px rgb(20 30 50 / 15%); }
.chip { border: 1px solid var(--line); border-radius: 99px; padding: 3px 12px; font-size: 13px; color: var(--soft); white-space: nowrap; background: var(--card); }
.chip b { margin-inline-start: 6px; font-weight: 600; color: var(--ink); }
.chip[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--card); }
.chip[aria-pressed=true] b { color: inherit; }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
select, input[type=search] { border: 1px solid var(--line); border-radius: 9px; padding: 4px 10px; background: var(--card); font-size: 13px; min-height: 32px; }
.notice { border-radius: 12px; padding: 12px 16px; font-size: 14px; display: flex; flex-wrap: wrap; gap: 2px 14px; border: 1px solid transparent; }
.notice ul { display: contents; }
.notice.demo { background: repeating-linear-gradient(-45deg, var(--fair-soft), var(--fair-soft) 14px, transparent 14px, transparent 28px), var(--card); border-color: var(--fair); }
.notice.demo b { color: var(--fair); }
.notice.demo span { background: var(--card); border-radius: 4px; padding: 0 4px; }
.notice.demo b { background: var(--card); border-radius: 4px; padding: 0 4px; }
.notice.review { background: var(--ask-soft); } .notice.review b { color: var(--ask); }
.notice.roles { background: var(--fair-soft); border-color: var(--fair); } .notice.roles b { color: var(--fair); }
.notice.warning { background: var(--none-soft); }
.mini { font-size: 12px; line-height: 1.5; border-radius: 5px; padding: 0 7px; background: var(--none-soft); color: var(--none); white-space: nowrap; }
.mini.fail, .mini.error, .struck { background: var(--poor-soft); color: var(--poor); }
.mini.proposed { background: var(--ask-soft); color: var(--ask); border: 1px dashed var(--ask); }
.mini.undecided { background: var(--ask-soft); color: var(--ask); }
.provenance { font-size: 13px; color: var(--soft); display: grid; gap: 8px; }
.provenance h2 { color: var(--ink); font-size: 14px; }
.provenance dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 18px; }
.provenance dt { color: var(--ink); }
.provenance dd { white-space: pre-line; overflow-wrap: anywhere; }
noscript { display: block; padding: 24px; }
#print { display: none; }
@media (max-width: 700px) {
  .page { padding: 12px 12px 32px; gap: 12px; }
  .card { padding: 14px; border-radius: 12px; }
  .provenance dl { grid-template-columns: 1fr; gap: 0; } .provenance dd { margin-bottom: 6px; }
  h1 { font-size: 19px; }
}
`;
