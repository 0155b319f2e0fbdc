/** Page script: the items with their verdicts: what needs somebody first, then the sections folded; or all by section. */
export const VERDICTS = `
const verdictView = { order: 'problems' };
/** Verdicts that are open at first; with more the page would be one long scroll. */
const OPEN_AT_FIRST = 12;

function renderVerdicts(data, player, onPaper) {
  const { sections, items, coverage } = data.scorecard;
  const body = h('div', { class: 'items' });
  const tools = h('div', { class: 'tools' });
  const byId = new Map(items.map((item) => [item.itemId, item]));
  const cards = new Map();
  const card = (item) => {
    const element = itemCard(item, data, player);
    cards.set(item.itemId, element);
    return element;
  };
  const group = (title, note, ids, kind) => ids.length > 0 && h('section', { class: 'group ' + kind },
    h('h3', {}, title, h('b', {}, ids.length)), note && h('p', { class: 'quiet' }, note), ids.map((id) => card(byId.get(id))));
  const refresh = () => {
    cards.clear();
    const isFirst = verdictView.order === 'problems';
    const { toDeal, reviewed, toPeople } = data.groups;
    const apart = new Set(isFirst ? [...toDeal, ...reviewed, ...toPeople] : []);
    const firsts = isFirst ? [
      toDeal.length === 0 ? h('p', { class: 'quiet fine' }, words.allFine) : group(words.toDeal, '', toDeal, 'deal'),
      group(words.reviewed, '', reviewed, 'people'),
      group(words.toPeople, words.toPeopleText, toPeople, 'people'),
      h('h3', { class: 'rest' }, words.sections),
    ] : [];
    const folds = sections.filter((section) => section.weight > 0 || items.some((item) => item.section === section.id)).map((section) => {
      const own = items.filter((item) => item.section === section.id);
      const isOpen = section.weight > 0 && (!isFirst || onPaper);
      return sectionFold(section, own, own.filter((item) => !apart.has(item.itemId)).map(card), isOpen);
    });
    body.replaceChildren(...firsts.filter(Boolean), ...folds);
    tools.replaceChildren(...verdictTools(refresh));
  };
  refresh();
  const reveal = (itemId) => {
    const element = cards.get(itemId);
    if (!element) return;
    const fold = element.closest('details');
    if (fold) fold.open = true;
    openCard(element, true);
    element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    flash(element);
  };
  player.onItem(reveal);
  return h('section', { class: 'card verdicts', 'aria-label': words.verdicts }, h('h2', {}, words.verdicts),
    h('p', { class: 'quiet coverage' }, say(data.coverage)), tools, body);
}

function verdictTools(refresh) {
  const choice = (order, name) => h('button', { type: 'button', 'aria-pressed': String(verdictView.order === order),
    on: { click: () => { verdictView.order = order; refresh(); } } }, name);
  return [h('div', { class: 'segmented', role: 'group' }, choice('problems', words.failsFirst), choice('section', words.bySection))];
}

/** A section to open: its score, and how many of its items came out how. */
function sectionFold({ title, score, weight }, items, cards, isOpen) {
  const counts = [...settings.outcomeOrder, 'info'].map((mark) => [mark, items.filter((item) => markOf(item) === mark).length]);
  return h('details', { class: 'fold' + (weight > 0 ? '' : ' unscored'), open: isOpen },
    h('summary', { class: 'section' }, h('h3', {}, say(title)),
      h('span', { class: 'counts' }, counts.filter(([, count]) => count > 0).map(([mark, count]) => h('span', {}, sign(mark), count))),
      weight > 0 ? bar((score ?? 0) / 100, band(score)) : h('span', { class: 'mini' }, words.noWeight),
      h('span', { class: 'number' }, weight > 0 ? scoreText(score) : '')),
    cards);
}

function openCard(element, open) {
  element.classList.toggle('open', open);
  element.querySelector('.toggle').setAttribute('aria-expanded', String(open));
}

function flash(element) {
  for (const other of document.querySelectorAll('.item.active')) other.classList.remove('active');
  element.classList.add('active');
}

const proposalText = (verdict) => verdict.proposal ? fill(words.proposal, { outcome: words[verdict.proposal] }) : '';
const pointsText = (points) => String(Math.round(points * 10) / 10);
const weightText = ({ weight, fatal }) => (weight > 0 ? fill(words.weight, { n: pointsText(weight) }) : fatal ? '' : words.noWeight);

/** A verdict; a click on its title plays the first place it rests on and opens it. */
function itemCard(item, data, player) {
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  const title = say(outcome === 'fail' ? item.failureTitle : item.title);
  const firstProof = (verdict.evidence ?? []).findIndex(({ span }) => span);
  const firstHeard = data.heard[item.itemId]?.[0];
  const first = firstProof >= 0 ? { at: verdict.evidence[firstProof].span.start, from: data.evidenceTexts[item.itemId][firstProof].fromSeconds }
    : firstHeard ? { at: firstHeard.start, from: firstHeard.start } : null;
  const element = h('article', { class: 'item ' + markOf(item), 'data-item': item.itemId });
  const play = (seconds) => { flash(element); player.seek(seconds, true); };
  add(element, [
    h('div', { class: 'row' },
      sign(markOf(item)),
      h('button', { type: 'button', class: 'title', on: { click: () => { openCard(element, first !== null || !element.classList.contains('open')); if (first) play(first.from); } } },
        h('span', {}, title), first && h('span', { class: 'at' }, '▶ ' + clock(first.at))),
      h('span', { class: 'facts' },
        item.fatal && h('span', { class: 'mini' + (outcome === 'fail' ? ' struck' : '') }, words.fatalItem),
        factOf(item)),
      h('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false', 'aria-label': words.explanation + words.colon + title,
        on: { click: () => openCard(element, !element.classList.contains('open')) } }, '⌄')),
    h('div', { class: 'details' }, details(item, data, play)),
  ]);
  if (data.groups.toDeal.slice(0, OPEN_AT_FIRST).includes(item.itemId)) openCard(element, true);
  return element;
}

/** The rating, or what the machine proposes, or why there is neither. */
function factOf(item) {
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  if (verdict.kind === 'scored') return h('span', { class: 'rating', title: weightText(item) }, fill(words.rating, { n: verdict.rating }));
  return h('span', { class: 'mini ' + (verdict.proposal === 'fail' ? 'proposed' : outcome) }, proposalText(verdict) || (item.treatment === 'human' && outcome === 'undecided' ? words.toPeople : words[outcome]));
}

function details(item, data, play) {
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  if (verdict.kind === 'error') return h('p', { class: 'why' }, verdict.code + words.colon + verdict.message);
  const texts = data.evidenceTexts[item.itemId];
  const said = data.reviewTexts[item.itemId];
  const needsAdvice = outcome === 'fail' || outcome === 'partial' || outcome === 'undecided';
  return [
    said ? [h('p', { class: 'why' }, say(said.human)), h('p', { class: 'quiet machine' }, say(said.machine))]
      : h('p', { class: 'why' }, say(verdict.kind === 'scored' ? verdict.explanation : verdict.reason)),
    verdict.evidence.length > 0 && h('ul', { class: 'evidence', 'aria-label': words.evidence },
      verdict.evidence.map((evidence, index) => h('li', {}, evidenceElement(evidence, texts[index], play)))),
    data.heard[item.itemId] && h('div', { class: 'listen' }, h('span', {}, words.listenTo),
      data.heard[item.itemId].map(({ start, end }) => h('button', { type: 'button', on: { click: () => play(start) } }, '▶ ' + clock(start) + '–' + clock(end)))),
    h('dl', {},
      needsAdvice && [h('dt', {}, words.advice), h('dd', { class: 'advice' }, say(item.advice))],
      h('dt', {}, words.why), h('dd', {}, say(item.why)),
      h('dt', {}, words.source), h('dd', {}, item.source,
        [say(settings.severities[item.severity]), say(settings.treatments[item.treatment]), weightText(item)].filter(Boolean)
          .map((fact) => h('span', { class: 'weight' }, fact)))),
  ];
}

function evidenceElement(evidence, texts, play) {
  const { span, participant, quote, expected, note } = evidence;
  const content = [
    h('span', { class: 'at' }, span ? '▶ ' + clock(span.start) : words.noPlace),
    participant && h('span', { class: 'role ' + participant }, whoText(participant)),
    quote && h('q', {}, quote),
    texts.measured && h('span', { class: 'measured' }, say(texts.measured)),
    texts.threshold && h('span', { class: 'limit' }, say(texts.threshold)),
    expected && h('span', { class: 'limit' }, fill(words.expected, { text: expected })),
    note && h('span', { class: 'note' }, say(note)),
  ];
  return span
    ? h('button', { type: 'button', class: 'proof', on: { click: () => play(texts.fromSeconds) } }, content)
    : h('div', { class: 'proof' }, content);
}
`;
