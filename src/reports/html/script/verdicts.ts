/** Page script: sections and items with their verdicts and evidence. */
export const VERDICTS = `
const verdictView = { order: 'section', onlyProblems: false };
const isProblem = (item) => !['pass', 'notApplicable'].includes(outcomeOf(item.verdict));

function renderVerdicts(data, player) {
  const { sections, items } = data.scorecard;
  const body = h('div', { class: 'items' });
  const cards = new Map();
  const refresh = () => {
    const shown = items.filter((item) => !verdictView.onlyProblems || isProblem(item));
    const rank = (item) => settings.outcomeOrder.indexOf(outcomeOf(item.verdict));
    const worstFirst = (list) => [...list].sort((a, b) => rank(a) - rank(b) || b.weight - a.weight);
    const card = (item) => {
      const element = itemCard(item, data, player);
      cards.set(item.itemId, element);
      return element;
    };
    cards.clear();
    if (verdictView.order === 'problems') body.replaceChildren(...worstFirst(shown).map(card));
    else body.replaceChildren(...sections.flatMap((section) => {
      const own = shown.filter((item) => item.section === section.id);
      return own.length === 0 ? [] : [sectionHead(section), ...own.map(card)];
    }));
    tools.replaceChildren(...verdictTools(refresh, items));
  };
  const tools = h('div', { class: 'tools' });
  refresh();
  player.onItem((itemId) => {
    const element = cards.get(itemId);
    if (!element) return;
    openCard(element, true);
    element.scrollIntoView({ block: 'center', behavior: 'smooth' });
    flash(element);
  });
  return h('section', { class: 'card verdicts', 'aria-label': words.verdicts }, h('h2', {}, words.verdicts), tools, body);
}

function verdictTools(refresh, items) {
  const choice = (order, name) => h('button', { type: 'button', 'aria-pressed': String(verdictView.order === order),
    on: { click: () => { verdictView.order = order; refresh(); } } }, name);
  return [
    h('div', { class: 'segmented', role: 'group' }, choice('section', words.bySection), choice('problems', words.failsFirst)),
    h('button', { type: 'button', class: 'chip', 'aria-pressed': String(verdictView.onlyProblems),
      on: { click: () => { verdictView.onlyProblems = !verdictView.onlyProblems; refresh(); } } },
      words.onlyProblems, h('b', {}, items.filter(isProblem).length + '/' + items.length)),
  ];
}

function sectionHead({ title, score }) {
  return h('div', { class: 'section' }, h('h3', {}, say(title)), score !== null && bar(score / 100, band(score)),
    h('span', { class: 'number' }, scoreText(score)));
}

function openCard(element, open) {
  element.classList.toggle('open', open);
  element.querySelector('.toggle').setAttribute('aria-expanded', String(open));
}

function flash(element) {
  for (const other of document.querySelectorAll('.item.active')) other.classList.remove('active');
  element.classList.add('active');
}

/** A verdict; a click on its title plays the first place it rests on and opens it. */
function itemCard(item, data, player) {
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  const title = say(outcome === 'fail' ? item.failureTitle : item.title);
  const first = (verdict.evidence ?? []).find(({ span }) => span)?.span ?? verdict.listenTo?.[0] ?? null;
  const element = h('article', { class: 'item ' + outcome, 'data-item': item.itemId });
  const play = (span) => { flash(element); player.seek(span.start, true); };
  add(element, [
    h('div', { class: 'row' },
      sign(outcome),
      h('button', { type: 'button', class: 'title', on: { click: () => { openCard(element, first !== null || !element.classList.contains('open')); if (first) play(first); } } },
        h('span', {}, title), first && h('span', { class: 'at' }, '▶ ' + clock(first.start))),
      h('span', { class: 'facts' },
        item.fatal && h('span', { class: 'mini' + (outcome === 'fail' ? ' struck' : '') }, words.fatalItem),
        verdict.kind === 'scored' ? h('span', { class: 'rating', title: fill(words.weight, { n: item.weight }) }, fill(words.rating, { n: verdict.rating }))
          : h('span', { class: 'mini ' + outcome }, words[outcome])),
      h('button', { type: 'button', class: 'toggle', 'aria-expanded': 'false', 'aria-label': words.explanation + words.colon + title,
        on: { click: () => openCard(element, !element.classList.contains('open')) } }, '⌄')),
    h('div', { class: 'details' }, details(item, data, play)),
  ]);
  if (isProblem(item)) openCard(element, true);
  return element;
}

function details(item, data, play) {
  const { verdict } = item;
  const outcome = outcomeOf(verdict);
  if (verdict.kind === 'error') return h('p', { class: 'why' }, verdict.code + words.colon + verdict.message);
  const texts = data.evidenceTexts[item.itemId];
  const needsAdvice = outcome === 'fail' || outcome === 'partial' || outcome === 'undecided';
  return [
    h('p', { class: 'why' }, say(verdict.kind === 'scored' ? verdict.explanation : verdict.reason)),
    verdict.evidence.length > 0 && h('ul', { class: 'evidence', 'aria-label': words.evidence },
      verdict.evidence.map((evidence, index) => h('li', {}, evidenceElement(evidence, texts[index], play)))),
    verdict.kind === 'undecided' && verdict.listenTo.length > 0 && h('div', { class: 'listen' }, h('span', {}, words.listenTo),
      verdict.listenTo.map((span) => h('button', { type: 'button', on: { click: () => play(span) } }, '▶ ' + clock(span.start) + '–' + clock(span.end)))),
    h('dl', {},
      needsAdvice && [h('dt', {}, words.advice), h('dd', { class: 'advice' }, say(item.advice))],
      h('dt', {}, words.why), h('dd', {}, say(item.why)),
      h('dt', {}, words.source), h('dd', {}, item.source, h('span', { class: 'weight' }, fill(words.weight, { n: item.weight })))),
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
    ? h('button', { type: 'button', class: 'proof', on: { click: () => play(span) } }, content)
    : h('div', { class: 'proof' }, content);
}
`;
