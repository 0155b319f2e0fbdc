/** Style of verdicts and transcript. */
export const TALK_STYLE = `
.verdicts > .tools { margin: 8px 0 6px; } .coverage { font-size: 13px; margin-top: 2px; }
.group { margin-top: 14px; } .group > h3, .rest { font-size: 15px; font-weight: 650; margin-top: 18px; } .group > h3 b { margin-inline-start: 8px; font-size: 12px; border-radius: 99px; padding: 1px 9px; background: var(--poor-soft); color: var(--poor); }
.group.people > h3 b { background: var(--ask-soft); color: var(--ask); } .group > .quiet, .fine { font-size: 13px; }
.fold { border-top: 1px solid var(--faint); } .fold[open] { padding-bottom: 8px; }
.section { display: grid; grid-template-columns: minmax(0, 1fr) auto 70px 3.1em; gap: 12px; align-items: center; padding: 7px 4px; cursor: pointer; list-style: none; border-radius: 8px; } .section:hover { background: var(--faint); }
.section::-webkit-details-marker { display: none; } .section h3 { font-weight: 600; } .section h3::before { content: '›'; display: inline-block; width: 1em; color: var(--soft); transition: rotate .1s; } .fold[open] > .section h3::before { rotate: 90deg; translate: -.2em 0; }
.section .number { font-size: 14px; font-weight: 650; text-align: end; } .unscored .section h3 { font-weight: 400; color: var(--soft); } .section .mini { justify-self: center; }
.counts { display: flex; gap: 8px; font-size: 12px; color: var(--soft); } .counts > span { display: inline-flex; align-items: center; gap: 3px; } .counts .sign { width: 16px; height: 16px; font-size: 10px; }
.item { border: 1px solid var(--line); border-radius: 11px; margin-top: 7px; border-inline-start: 4px solid var(--line); scroll-margin-top: 320px; }
.item.pass { border-inline-start-color: var(--good); } .item.partial { border-inline-start-color: var(--fair); } .item.fail, .item.error { border-inline-start-color: var(--poor); } .item.undecided { border-inline-start-color: var(--ask); }
.item.active { box-shadow: 0 0 0 2px var(--accent); }
.item .row { display: flex; align-items: center; gap: 10px; padding: 7px 8px 7px 10px; }
.item .title { flex: 1; min-width: 0; display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; font-weight: 600; overflow-wrap: anywhere; }
.item.pass .title, .item.notApplicable .title { font-weight: 500; } .item.notApplicable .title { color: var(--soft); }
.at { color: var(--accent); font-size: 12px; font-weight: 500; white-space: nowrap; }
.item .title:hover span:first-child { text-decoration: underline; text-decoration-color: var(--line); text-underline-offset: 4px; }
.facts { display: flex; gap: 6px; align-items: center; flex: none; } .rating { font-size: 13px; color: var(--soft); font-weight: 600; white-space: nowrap; }
.toggle { width: 26px; height: 26px; text-align: center; border-radius: 7px; color: var(--soft); line-height: 1; } .toggle:hover { background: var(--faint); } .item.open .toggle { rotate: 180deg; }
.details { display: none; padding: 0 14px 12px 42px; font-size: 14px; } .item.open .details { display: grid; gap: 8px; }
.why { color: var(--ink); overflow-wrap: anywhere; }
ul.evidence { display: grid; gap: 5px; }
.proof { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: baseline; width: 100%; background: var(--faint); border-radius: 8px; padding: 5px 11px; }
button.proof:hover { background: var(--agent-soft); }
.proof q { font-weight: 600; overflow-wrap: anywhere; quotes: "“" "”"; } .measured { font-weight: 600; } .limit, .note { color: var(--soft); font-size: 13px; overflow-wrap: anywhere; }
.role { font-size: 12px; font-weight: 600; } .role.agent, .turn.agent .who { color: var(--agent); } .role.customer, .turn.customer .who { color: var(--customer); } .role.mixed, .turn.mixed .who { color: var(--mixed); }
.listen { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; font-size: 13px; color: var(--ask); } .listen button { border: 1px solid var(--ask); border-radius: 99px; padding: 1px 11px; }
.details dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 14px; font-size: 13px; color: var(--soft); } .details dt { white-space: nowrap; } .details dd { overflow-wrap: anywhere; } dd.advice { color: var(--ink); }
.weight { margin-inline-start: 12px; }
.transcript { position: sticky; top: 268px; } .transcript h2 { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; flex-wrap: wrap; } .transcript h2 small { color: var(--soft); }
.turns { margin-top: 10px; display: grid; gap: 10px; max-height: calc(100vh - 350px); min-height: 320px; overflow-y: auto; padding: 3px 4px 3px 3px; }
.turn { max-width: 88%; cursor: pointer; } .turn.customer { justify-self: end; }
.turn .meta { display: flex; gap: 9px; align-items: baseline; font-size: 12px; padding: 0 4px; flex-wrap: wrap; } .turn .who { font-weight: 650; } .turn.customer .meta { flex-direction: row-reverse; }
.bubble { padding: 8px 13px; border-radius: 4px 13px 13px 13px; background: var(--agent-soft); overflow-wrap: anywhere; } .turn.customer .bubble { background: var(--customer-soft); border-radius: 13px 4px 13px 13px; } .turn.mixed .bubble { background: var(--mixed-soft); }
.bubble.unheard { font-style: italic; color: var(--soft); }
.guessed .who::after, .guessed .role::after { content: '?'; }
.turn.current .bubble { box-shadow: 0 0 0 2px var(--agent); } .turn.customer.current .bubble { box-shadow: 0 0 0 2px var(--customer); } .turn.mixed.current .bubble { box-shadow: 0 0 0 2px var(--mixed); } .turn:hover .bubble { filter: brightness(.98); }
mark { color: inherit; background: none; border-bottom: 2px solid var(--none); padding-bottom: 1px; } mark.pass { border-color: var(--good); } mark.partial { border-color: var(--fair); background: var(--fair-soft); } mark.fail { border-color: var(--poor); background: var(--poor-soft); } mark.undecided { border-color: var(--ask); background: var(--ask-soft); }
.gap { justify-self: center; font-size: 12px; border-radius: 99px; padding: 1px 14px; background: var(--none-soft); color: var(--soft); display: flex; gap: 9px; max-width: 100%; } .gap.hold { background: var(--ask-soft); color: var(--ask); } .gap.tone { background: var(--fair-soft); color: var(--fair); } .gap .at { color: inherit; font-weight: 650; }
@media (max-width: 1000px) { .transcript { position: static; } .turns { max-height: none; } }
@media (max-width: 700px) { .details { padding-inline-start: 14px; } .details dl { grid-template-columns: 1fr; gap: 0; } .details dt { margin-top: 3px; } .item { scroll-margin-top: 250px; } .section { grid-template-columns: minmax(0, 1fr) auto 3.1em; gap: 8px; } .section .bar { display: none; } }
`;
