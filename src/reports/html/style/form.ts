/** Style of the training form and of the steps of a flow. */
export const FORM_STYLE = `
.form { display: grid; gap: 12px; } .form .blocks { display: grid; grid-template-columns: 1fr 1fr; gap: 14px 28px; align-items: start; }
.form table { width: 100%; border-collapse: collapse; font-size: 14px; } .form th, .form td { padding: 5px 6px; border-bottom: 1px solid var(--faint); text-align: start; font-weight: 400; vertical-align: middle; }
.form thead th { font-weight: 650; border-bottom: 2px solid var(--line); } .form th button { font-weight: 500; text-align: start; } .form th button:hover { color: var(--accent); text-decoration: underline; text-underline-offset: 4px; }
.form th small { display: block; color: var(--soft); } .form .value { width: 34px; text-align: center; } .form td.number, .form th.number { width: 44px; text-align: end; } .form .state { width: 12.5em; color: var(--soft); font-size: 12px; }
.form tr.proposed .state, .form tr.open .state { color: var(--ask); } .form .blank { color: var(--line); }
.mark5 { display: inline-grid; place-items: center; width: 26px; height: 26px; border-radius: 50%; font-weight: 650; border: 2px solid var(--ink); line-height: 1; } .mark5.proposed { border-style: dashed; border-color: var(--ask); color: var(--ask); }
.form .total { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; } .form .total b { font-size: 17px; } .form .quiet { font-size: 13px; }
.gates { display: grid; grid-template-columns: repeat(auto-fit, minmax(280px, 1fr)); gap: 10px; } .gates > li { display: flex; gap: 10px; border: 1px solid var(--line); border-radius: 11px; padding: 9px 13px; font-size: 14px; }
.gates > li.fail { border-color: var(--poor); } .gates > li.undecided { border-color: var(--ask); } .gates > li.pass { border-color: var(--good); } .gates small { color: var(--soft); margin-inline-start: 8px; } .gates li li { font-size: 13px; color: var(--soft); }
.flows h2 + ol { margin-top: 8px; } .flows ol + h2 { margin-top: 14px; } .flows ol { display: flex; flex-wrap: wrap; gap: 6px 10px; font-size: 13px; }
.flows li { display: flex; align-items: center; gap: 6px; } .flows li + li::before { content: '→'; color: var(--soft); margin-inline-end: 2px; } .flows li, .flows li button { display: inline-flex; align-items: center; gap: 6px; } .flows li button:hover { color: var(--accent); }
.flows li.notApplicable, .flows li.notChecked { color: var(--soft); } .flows .sign { width: 20px; height: 20px; font-size: 12px; }
.types { margin-inline-start: 8px; }
@media (max-width: 1000px) { .form .blocks { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 700px) { .form .state { width: auto; } .form th, .form td { padding: 4px 3px; } .form .value { width: 28px; } .mark5 { width: 22px; height: 22px; font-size: 12px; } }
@media print { .form { break-inside: avoid; } .group > h3, .rest { break-after: avoid; } .form .blocks { grid-template-columns: 1fr 1fr; gap: 8px 16px; } .form table { font-size: 11px; } .form th small { font-size: 10px; } .form th, .form td { padding: 2px 4px; } .form .state { width: 9em; font-size: 10px; } .fold:not([open]) { display: none; } .gates > li, .form tr { break-inside: avoid; } .flows { break-inside: avoid; } }
`;
