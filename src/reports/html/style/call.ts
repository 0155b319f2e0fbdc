/** Style of the page of one call: head, player, waveform. */
export const CALL_STYLE = `
.crumbs { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; }
a.button { text-decoration: none; color: var(--ink); border: 1px solid var(--line); background: var(--card); border-radius: 9px; padding: 4px 12px; font-size: 13px; }
a.button:hover { border-color: var(--accent); color: var(--accent); }
.callhead { display: grid; grid-template-columns: auto minmax(0, 1fr) minmax(220px, 290px); gap: 8px 26px; align-items: center; }
.ring { position: relative; width: 118px; height: 118px; }
.ring circle { fill: none; stroke: var(--faint); stroke-width: 9; }
.ring .value { stroke: var(--none); stroke-linecap: butt; }
.ring.good .value { stroke: var(--good); } .ring.fair .value { stroke: var(--fair); } .ring.poor .value { stroke: var(--poor); }
.ring > span { position: absolute; inset: 0; display: flex; flex-direction: column; align-items: center; justify-content: center; line-height: 1.2; }
.ring b { font-size: 29px; font-weight: 680; } .ring small { color: var(--soft); }
.callhead .names { display: grid; gap: 4px; }
.scorenote { color: var(--ask); font-weight: 600; font-size: 14px; } .scorenote.struck { background: none; color: var(--poor); } .scorenote .quiet { font-weight: 400; }
.headline { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.headline li { display: flex; gap: 9px; align-items: center; border: 1px solid var(--line); border-radius: 11px; padding: 6px 14px 6px 9px; min-width: 128px; }
.headline li > span:last-child { display: flex; flex-direction: column; line-height: 1.35; } .headline b { font-size: 14px; } .headline small { color: var(--soft); }
.headline .sign { width: 28px; height: 28px; font-size: 16px; }
.headline .fail, .headline .error { border-color: var(--poor); } .headline .undecided { border-color: var(--ask); } .headline .partial { border-color: var(--fair); }
.sections { display: grid; gap: 6px; font-size: 13px; }
.sections li { display: grid; grid-template-columns: minmax(0, 1fr) 84px 3.1em; gap: 10px; align-items: center; } .sections .number { text-align: end; font-weight: 600; }
.callhead.wide { grid-template-columns: auto minmax(0, 1fr) !important; }
.sections.many { grid-column: 1 / -1; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 5px 30px; padding-top: 10px; border-top: 1px solid var(--faint); margin-top: 6px; }
.card.player { position: sticky; top: 0; z-index: 5; padding: 12px 20px 10px; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px; }
.round { width: 36px; height: 36px; border-radius: 50%; display: grid; place-items: center; background: var(--faint); font-size: 12px; text-align: center; }
.round.main { width: 44px; height: 44px; background: var(--accent); color: var(--card); font-size: 15px; }
.round:hover { filter: brightness(.95); }
.now { font-size: 15px; font-weight: 600; min-width: 11em; }
.trouble { color: var(--poor); font-size: 13px; }
.wave { margin-top: 6px; }
.pins { position: relative; height: 20px; }
.pin { position: absolute; transform: translateX(-50%); width: 18px; height: 18px; border-radius: 50%; display: grid; place-items: center; font-size: 10px; font-weight: 700; line-height: 1; color: var(--card); background: var(--none); border: 2px solid var(--card); }
.pin.fail { background: var(--poor); z-index: 3; } .pin.partial { background: var(--fair); z-index: 2; } .pin.undecided { background: var(--ask); z-index: 1; }
.pin:hover { z-index: 9; scale: 1.25; }
.lanes { position: relative; border-radius: 8px; background: var(--faint); cursor: pointer; overflow: hidden; touch-action: pan-y; user-select: none; }
.lane { position: relative; height: 58px; } .lanes-1 .lane { height: 84px; } .lane + .lane { border-top: 1px solid var(--card); }
.lane svg, .shades { position: absolute; inset: 0; width: 100%; height: 100%; }
.lane.agent path { fill: var(--agent); } .lane.customer path { fill: var(--customer); } .lane.mixed path { fill: var(--mixed); }
.lane .who { position: absolute; top: 3px; left: 6px; font-size: 11px; line-height: 1.5; padding: 0 6px; border-radius: 4px; background: var(--card); font-weight: 600; opacity: .92; }
.lane.agent .who { color: var(--agent); } .lane.customer .who { color: var(--customer); } .lane.mixed .who { color: var(--mixed); }
rect.silence { fill: var(--none); opacity: .3; } rect.hold { fill: var(--ask); opacity: .17; } rect.overlap { fill: var(--poor); opacity: .4; } rect.tone { fill: var(--fair); opacity: .25; }
.played { position: absolute; inset-block: 0; left: 0; background: var(--accent); opacity: .09; pointer-events: none; }
.playhead { position: absolute; inset-block: 0; width: 2px; margin-left: -1px; background: var(--ink); pointer-events: none; }
.hover { position: absolute; bottom: 2px; translate: 6px 0; font-size: 11px; padding: 0 5px; border-radius: 4px; background: var(--ink); color: var(--card); pointer-events: none; opacity: 0; } .lanes:hover .hover { opacity: 1; }
.strip { position: relative; height: 10px; margin-top: 3px; border-radius: 4px; background: var(--faint); }
.mark { position: absolute; height: 100%; min-width: 4px; border-radius: 3px; }
.mark.silence, .legend .silence { background: var(--none); } .mark.hold, .legend .hold { background: repeating-linear-gradient(-45deg, var(--ask), var(--ask) 3px, var(--ask-soft) 3px, var(--ask-soft) 6px); }
.mark.overlap, .legend .overlap { background: var(--poor); z-index: 1; } .mark.tone, .legend .tone { background: repeating-linear-gradient(90deg, var(--fair), var(--fair) 3px, var(--fair-soft) 3px, var(--fair-soft) 6px); }
.axis { position: relative; height: 18px; font-size: 11px; color: var(--soft); } .axis span { position: absolute; translate: -50% 0; } .axis span:first-child { translate: 0 0; }
.under { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 2px 16px; font-size: 12px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 14px; color: var(--soft); } .legend i { display: inline-block; width: 12px; height: 8px; border-radius: 2px; margin-inline-end: 6px; }
.columns { display: grid; grid-template-columns: minmax(0, 1.12fr) minmax(0, 1fr); gap: 16px; align-items: start; }
.calltiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 10px; margin: 10px 0 14px; }
.calltiles li { background: var(--faint); border-radius: 9px; padding: 7px 12px; display: grid; } .calltiles span { font-size: 12px; color: var(--soft); } .calltiles b { font-size: 16px; }
.measures table { width: 100%; max-width: 760px; border-collapse: collapse; font-size: 14px; } .measures th, .measures td { padding: 5px 10px; text-align: end; border-bottom: 1px solid var(--faint); font-weight: 400; } .measures tbody th { text-align: start; color: var(--soft); padding-inline-start: 0; }
.measures thead th { font-weight: 650; } .measures th.agent { color: var(--agent); } .measures th.customer { color: var(--customer); } .measures th.mixed { color: var(--mixed); }
@media (max-width: 1000px) {
  .columns { grid-template-columns: minmax(0, 1fr); } .callhead { grid-template-columns: auto minmax(0, 1fr); } .callhead .sections { grid-column: 1 / -1; }
}
@media (max-width: 700px) {
  .callhead { gap: 12px 14px; } .ring { width: 86px; height: 86px; } .ring b { font-size: 22px; } .names { display: contents !important; }
  .callhead h1 { align-self: end; } .callhead .ring { grid-row: 1 / 3; } .callhead .sub { font-size: 13px; align-self: start; } .scorenote, .callhead .headline { grid-column: 1 / -1; }
  .callhead .headline { display: grid; grid-template-columns: 1fr 1fr; margin: 0; } .headline li { min-width: 0; padding-inline-end: 8px; }
  .card.player { padding: 8px 12px 6px; border-radius: 0 0 12px 12px; } .lane { height: 36px; } .keys { display: none; } .now { min-width: 0; font-size: 13px; } .controls { gap: 6px; } .pins { height: 18px; }
  .crumbs { gap: 5px; } .crumbs a.button { padding: 3px 9px; } .crumbs .segmented button { padding: 3px 8px; }
  .round { width: 32px; height: 32px; } .round.main { width: 38px; height: 38px; } .axis span:nth-child(even) { display: none; }
}
`;
