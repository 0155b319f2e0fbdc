/** Page script: the page of one call, and its provenance. */
export const CALL = String.raw`
const SILENT_PLAYER = { element: null, onTime: () => {}, onItem: () => {}, seek: () => {}, show: () => {}, close: () => {} };

/** Fills root with the page of a call; returns its player. On paper there is none. */
function renderCall(root, row, onPaper) {
  const data = read('call-' + row.number);
  root.classList.toggle('guessed', data.rolesGuessed);
  const player = onPaper ? SILENT_PLAYER : createPlayer(row.number, data);
  add(root, [
    !onPaper && callNavigation(row),
    callHead(data),
    notices(data),
    h('section', { class: 'card player' },
      !onPaper && playerControls(data, player),
      renderWaveform(data, player),
      h('div', { class: 'under' }, legend(data.analysis), !onPaper && player.element && h('span', { class: 'quiet keys' }, words.keys))),
    formCard(data, player),
    flowsCard(data, player),
    h('div', { class: 'columns' }, renderVerdicts(data, player, onPaper), renderTranscript(data, player)),
    measuresCard(data),
    provenanceOfCall(data),
  ]);
  player.seek(0, false);
  return player;
}

function callNavigation(row) {
  const order = visibleRows().filter((other) => other.ok);
  const at = order.findIndex(({ number }) => number === row.number);
  const link = (other, name) => other && h('a', { class: 'button', href: callAddress(other.callId) }, name);
  return h('nav', { class: 'crumbs' }, h('a', { class: 'button', href: '#' }, '← ' + words.backToList),
    h('span', { class: 'grow' }), at >= 0 && link(order[at - 1], words.previous), at >= 0 && link(order[at + 1], words.next), languageSwitch());
}

function callHead({ analysis, scorecard, provisional, callTypes }) {
  const { call, recording } = analysis;
  const facts = [
    call.agentName || call.agentId ? words.agent + ' ' + [call.agentName, call.agentId].filter(Boolean).join(' ') : null,
    call.skillGroup, call.direction && words[call.direction], call.startTime && dateText(call.startTime), shortClock(recording.durationSeconds), call.releasedBy && fill(words.releasedBy, { who: words[call.releasedBy] }),
    say(scorecard.checklist.title),
  ].filter(Boolean);
  const types = callTypes.map(({ text, reason }) => h('span', { class: 'mini', title: say(reason) }, say(text)));
  const { score } = scorecard;
  const scores = sectionList(scorecard);
  return h('header', { class: 'callhead card' + (scores && !scores.classList.contains('many') ? '' : ' wide') },
    ring(score, provisional),
    h('div', { class: 'names' },
      h('h1', {}, scorecard.callId),
      h('p', { class: 'sub' }, facts.join(' · '), types.length > 0 && h('span', { class: 'types' }, types)),
      scorecard.scoreNote && say(scorecard.scoreNote) !== say(scorecard.form?.note) && h('p', { class: 'scorenote' + (scorecard.fatalItemIds.length > 0 || scorecard.counts.error > 0 ? ' struck' : '') }, say(scorecard.scoreNote),
        scorecard.fatalItemIds.length > 0 && scorecard.rawScore !== null && scorecard.rawScore !== score && h('span', { class: 'quiet' }, fill(words.inBrackets, { text: fill(words.rawScore, { score: scoreText(scorecard.rawScore) }) }))),
      h('ul', { class: 'headline', 'aria-label': words.headline }, scorecard.headline.map(({ title, outcome }) =>
        h('li', { class: outcome }, sign(outcome), h('span', {}, h('b', {}, say(title)), h('small', {}, words[outcome])))))),
    scores);
}

/** The scores of the sections with points; the training form tells them in its own way. */
function sectionList({ sections, form }) {
  const counted = sections.filter(({ weight }) => weight > 0);
  return !form && h('ul', { class: 'sections' + (counted.length > 8 ? ' many' : ''), 'aria-label': words.sections }, counted.map(({ title, score }) =>
    h('li', {}, h('span', {}, say(title)), bar((score ?? 0) / 100, band(score)), h('span', { class: 'number' }, scoreText(score)))));
}

/** The score as a ring, with the number in it. */
function ring(score, provisional) {
  const around = 2 * Math.PI * 42;
  return h('div', { class: 'ring ' + band(score), role: 'img', 'aria-label': words.score + ' ' + (score === null ? words.noScore : scoreText(score) + (provisional ? words.separator + words.provisional : '')) },
    svg('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
      svg('circle', { cx: 50, cy: 50, r: 42 }),
      svg('circle', { class: 'value', cx: 50, cy: 50, r: 42, transform: 'rotate(-90 50 50)', 'stroke-dasharray': ((score ?? 0) / 100) * around + ' ' + around })),
    h('span', { 'aria-hidden': 'true' }, h('b', {}, scoreText(score)), h('small', {}, score === null ? words.noScore : provisional ? words.provisional : words.points)));
}

const demoBanner = () => h('aside', { class: 'notice demo', role: 'note' }, h('b', {}, words.demoTitle), h('span', {}, words.demoText));

function notices({ analysis, scorecard, rolesGuessed }) {
  const noticeOf = (kind, title, sentences) => sentences.length > 0 &&
    h('aside', { class: 'notice ' + kind }, h('b', {}, title), h('ul', {}, sentences.map((sentence) => h('li', {}, say(sentence)))));
  const warnings = [...analysis.warnings.filter(({ code }) => code !== 'demo-model').map(({ sentence }) => sentence), ...analysis.attribution.notes]
    .filter((sentence, at, all) => all.findIndex((other) => say(other) === say(sentence)) === at);
  return [
    analysis.transcriptSource.demo && demoBanner(),
    rolesGuessed && h('aside', { class: 'notice roles', role: 'note' }, h('b', {}, words.rolesGuessed), h('span', {}, words.rolesGuessedText)),
    noticeOf('review', words.reviewReasons, scorecard.reviewReasons),
    noticeOf('warning', words.warnings, warnings),
  ];
}

function measuresCard(data) {
  const owners = ORDER.filter((owner) => data.measureRows.some(({ cells }) => owner in cells));
  const ofPeople = data.measureRows.filter(({ cells }) => !('call' in cells));
  const ofCall = data.measureRows.filter(({ cells }) => 'call' in cells);
  const cell = (sentence) => (sentence ? say(sentence) : '–');
  return h('section', { class: 'card measures' }, h('h2', {}, words.measures),
    h('ul', { class: 'calltiles' }, ofCall.map(({ label, cells }) => h('li', {}, h('span', {}, say(label)), h('b', {}, cell(cells.call))))),
    h('table', {}, h('thead', {}, h('tr', {}, h('td', {}), owners.map((owner) => h('th', { scope: 'col', class: owner }, whoText(owner))))),
      h('tbody', {}, ofPeople.map(({ label, cells }) => h('tr', {}, h('th', { scope: 'row' }, say(label)), owners.map((owner) => h('td', {}, cell(cells[owner]))))))));
}

function provenanceOfCall({ analysis, scorecard }) {
  const { provenance, recording } = analysis;
  const { checklist } = scorecard;
  return provenanceCard([
    [words.recording, [recording.fileName, recording.codec, fill(words.timesHz, { hz: recording.sampleRateHz }), 'SHA-256 ' + recording.sha256.slice(0, 12)].join(' · ')],
    [words.toolVersion, provenance.toolVersion],
    [words.models, Object.entries(provenance.models).map(([id, hash]) => id + ' · ' + hash.slice(0, 12)).join('\n')],
    [words.pipeline, provenance.pipeline + ' · ' + provenance.settingsSha256.slice(0, 12)],
    [words.checklist, say(checklist.title) + ' v' + checklist.version + ' · ' + checklist.sha256.slice(0, 12)],
  ]);
}

function provenanceOfList() {
  return provenanceCard([
    [words.toolVersion, list.toolVersions.join('\n')],
    [words.models, list.models.join('\n')],
    [words.checklist, list.checklists.map(({ title, version, sha256 }) => say(title) + ' v' + version + ' · ' + sha256.slice(0, 12)).join('\n')],
  ]);
}

function provenanceCard(facts) {
  return h('footer', { class: 'card provenance' }, h('h2', {}, words.provenance),
    h('dl', {}, [...facts, [words.formula, words.formulaText]].filter(([, value]) => value !== '').map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h('p', {}, say(settings.marksText)), h('p', {}, words.bandsText), h('p', {}, words.json));
}
`;
