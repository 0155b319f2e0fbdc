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
  .columns { grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); } .callhead { grid-template-columns: auto minmax(0, 1fr) 220px; }
}
`;
