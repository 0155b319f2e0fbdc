/** On paper: light colours, no controls, every verdict open, each call from a new page. */
export const PRINT = `
@media print {
  @page { margin: 12mm; }
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #ccc; --faint: #f2f2f2; --agent: #2b56c6; --customer: #b4530d; --agent-soft: #eef2fc; --customer-soft: #fdf4ea; --shadow: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 12px; }
  #print { display: block; } #print .page { break-before: page; }
  .page { max-width: none; padding: 0; gap: 10px; }
  .card { box-shadow: none; padding: 10px 12px; } .card.player, .transcript { position: static; }
  .crumbs, .controls, .tools, .languages, .toggle, .keys, .playhead, .played, .hover { display: none !important; }
  .turns { max-height: none; overflow: visible; } .details { display: grid !important; gap: 4px; padding-inline-start: 36px; }
  .item, .turn, .callhead, .card.player { break-inside: avoid; }
  .columns { display: block; } .columns > * + * { margin-top: 10px; } .callhead { grid-template-columns: auto minmax(0, 1fr) 220px; }
  .item { margin-top: 4px; } .item .row { padding: 3px 8px; } .item.pass dl, .item.notApplicable dl { display: none; } .section { margin: 8px 0 2px; break-after: avoid; }
  .turns { gap: 5px; } .bubble { padding: 4px 10px; }
  .scroll { overflow: visible; } table.calls { font-size: 10px; } .calls th, .calls td { padding: 3px 4px !important; font-size: 10px !important; } .calls .id { min-width: 0; } .calls thead .point { max-width: 54px; } .badge { min-width: 0; padding: 1px 5px; }
}
`;
