/** Style of the first page. */
export const LIST_STYLE = `
.top { display: flex; flex-wrap: wrap; gap: 12px 24px; justify-content: space-between; align-items: center; padding: 6px 2px 2px; }
.brand { display: flex; gap: 14px; align-items: center; min-width: 0; }
.logo { flex: none; width: 44px; height: 44px; border-radius: 12px; background: var(--accent); display: grid; place-items: center; }
.logo svg { width: 26px; height: 26px; fill: none; stroke: var(--card); stroke-width: 2.2; stroke-linecap: round; }
.side { display: flex; align-items: center; gap: 14px; flex-wrap: wrap; }
.local { font-size: 13px; color: var(--good); }
.local::before { content: "●"; margin-inline-end: 6px; font-size: 10px; vertical-align: 1px; }
.tiles { display: grid; grid-template-columns: 1.15fr .8fr .8fr .8fr 2.4fr; gap: 16px; }
.tile { display: flex; flex-direction: column; gap: 2px; }
.tile .label { font-size: 13px; color: var(--soft); }
.tile .value { font-size: 30px; line-height: 1.25; font-weight: 650; }
.tile .note { font-size: 12px; color: var(--soft); }
.tile.mean .value { font-size: 38px; }
.tile.good .value { color: var(--good); } .tile.fair .value { color: var(--fair); } .tile.poor .value, .tile.bad .value { color: var(--poor); } .tile.warn .value { color: var(--ask); }
.rates { display: grid; gap: 5px 20px; grid-template-columns: 1fr 1fr; margin-top: 6px; }
.rates li { display: flex; flex-wrap: wrap; justify-content: space-between; align-content: start; gap: 1px 8px; font-size: 13px; align-items: baseline; }
.rates li .bar { order: 1; flex: 0 0 100%; }
.rates .number { color: var(--soft); font-size: 12px; white-space: nowrap; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
.histogram { display: grid; grid-template-columns: repeat(5, 1fr); gap: 12px; margin-top: 10px; text-align: center; font-size: 12px; color: var(--soft); }
.histogram li { display: grid; gap: 2px; }
.histogram b { color: var(--ink); font-size: 13px; }
.histogram .column { height: 84px; display: flex; align-items: flex-end; border-bottom: 1px solid var(--line); }
.histogram i { display: block; width: 100%; max-width: 64px; margin: 0 auto; border-radius: 5px 5px 0 0; opacity: .85; }
.failures { display: grid; gap: 8px; margin-top: 12px; font-size: 14px; }
.failures li { display: grid; grid-template-columns: minmax(0, 1fr) 110px auto; gap: 12px; align-items: center; }
.failures .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.failures .number { font-size: 12px; color: var(--soft); min-width: 3em; text-align: end; }
.card.list { padding: 0; overflow: hidden; }
.card.list .tools { padding: 14px 20px; border-bottom: 1px solid var(--line); }
.card.list .tools h2 { margin-inline-end: 4px; }
.chips { display: flex; flex-wrap: wrap; gap: 6px; }
.card.list select { max-width: 170px; }
.card.list input { flex: 1; min-width: 150px; max-width: 260px; }
.card.list .tools p { font-size: 13px; margin-inline-start: auto; }
.scroll { overflow-x: auto; }
table.calls { width: 100%; border-collapse: collapse; font-size: 14px; }
.calls th { font-weight: 500; font-size: 12px; color: var(--soft); text-align: start; padding: 8px 9px; white-space: nowrap; border-bottom: 1px solid var(--line); }
.calls th button { white-space: nowrap; } .calls th[aria-sort] button { color: var(--ink); font-weight: 650; }
.calls .arrow { margin-inline-start: 2px; }
.calls td { padding: 9px 9px; border-bottom: 1px solid var(--faint); vertical-align: middle; }
.calls th:first-child, .calls td:first-child { padding-inline-start: 20px; } .calls th:last-child, .calls td:last-child { padding-inline-end: 20px; }
.calls tbody tr:last-child td { border-bottom: 0; }
.calls tr.call { cursor: pointer; } .calls tr.call:hover { background: var(--faint); }
.calls .id { min-width: 150px; max-width: 250px; } .calls tr.call .id { width: 20%; } .calls .id a { font-weight: 600; text-decoration: none; overflow-wrap: anywhere; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
.calls .agent { max-width: 130px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.calls .time { white-space: nowrap; } .calls .time small { color: var(--soft); margin-inline-start: 8px; }
.calls .number { text-align: center; white-space: nowrap; } .calls td.number { color: var(--soft); }
.calls td.fails.some { color: var(--poor); font-weight: 650; } .calls td.undecideds.some { color: var(--ask); font-weight: 650; }
.calls .score { text-align: center; } .calls td.score { white-space: nowrap; }
.badge { display: inline-block; min-width: 56px; text-align: center; border-radius: 8px; padding: 2px 8px; font-weight: 650; background: var(--none-soft); color: var(--none); }
.badge.good { background: var(--good-soft); color: var(--good); } .badge.fair { background: var(--fair-soft); color: var(--fair); } .badge.poor { background: var(--poor-soft); color: var(--poor); }
.calls .tag.provisional, .calls .tag.none { background: var(--ask-soft); color: var(--ask); }
.calls .tag { display: block; width: max-content; margin: 3px auto 0; font-size: 11px; line-height: 1.4; border-radius: 4px; padding: 0 5px; }
.calls .point, .calls .flag { text-align: center; } .calls thead .point { white-space: normal; line-height: 1.3; max-width: 96px; }
.calls td .name { display: none; }
.flagged { font-size: 12px; border-radius: 99px; padding: 2px 9px; background: var(--ask-soft); color: var(--ask); white-space: nowrap; }
.calls tr.failed td { background: var(--poor-soft); font-size: 13px; } .calls tr.failed .sign { margin-inline-end: 8px; }
.calls tr.excluded td { background: none; color: var(--soft); }
@media (max-width: 1000px) { .tiles { grid-template-columns: repeat(4, 1fr); } .tile.wide { grid-column: 1 / -1; } .calls .time small { display: block; margin: 0; } }
@media (max-width: 700px) {
  .tiles { grid-template-columns: repeat(3, 1fr); gap: 10px; } .tile.mean { grid-column: 1 / -1; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: 12px; } .tile .value { font-size: 24px; }
  .failures li { grid-template-columns: minmax(0, 1fr) auto; } .failures .bar { grid-column: 1 / -1; grid-row: 2; } .failures .name { white-space: normal; }
  .card.list .tools { padding: 12px 14px; } .card.list select { max-width: 170px; }
.card.list input { max-width: none; }
  .calls thead { display: block; border-bottom: 1px solid var(--line); padding-inline: 5px; } .calls thead tr { display: flex; flex-wrap: wrap; } .calls thead th { border: 0; } .calls thead .id { min-width: 0; }
  .calls thead .point, .calls thead .flag { display: none; }
  .calls, .calls tbody { display: block; }
  .calls tr.call { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6px 8px; padding: 12px 14px; border-bottom: 1px solid var(--line); }
  .calls tr.call td { padding: 0; border: 0; }
  .calls tr.call td.id { grid-column: 1 / 4; max-width: none; } .calls tr.call td.score { grid-column: 4; text-align: end; }
  .calls td.score .tag { margin-inline-end: 0; } .rates { grid-template-columns: 1fr; }
  .calls tr.call td.agent, .calls tr.call td.time, .calls tr.call td.length { grid-row: 2; font-size: 13px; color: var(--soft); }
  .calls tr.call td.time { grid-column: 2 / 4; }
  .calls tr.call td.length { grid-column: 4; }
  .calls tr.call td.point { grid-row: 3; display: flex; flex-direction: column; align-items: center; gap: 2px; font-size: 11px; line-height: 1.3; color: var(--soft); }
  .calls tr.call td .name { display: inline; } .calls tr.call td.number .name { margin-inline-start: 5px; font-size: 12px; font-weight: 400; }
  .calls tr.call td.fails { grid-column: 1 / 2; grid-row: 4; text-align: start; } .calls tr.call td.undecideds { grid-column: 2 / 4; grid-row: 4; text-align: start; } .calls tr.call td.flag { grid-column: 4; grid-row: 4; text-align: end; }
  .calls tr.failed { display: block; background: var(--poor-soft); padding: 12px 14px; border-bottom: 1px solid var(--line); } .calls tr.failed td { display: block; padding: 0; border: 0; background: none; max-width: none; }
  .calls tr.failed td.id { font-weight: 600; }
}
`;
