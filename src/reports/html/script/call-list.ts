/** Page script: filters and the table of calls. */
export const CALL_LIST = `
function callList() {
  const body = h('tbody', {});
  const head = h('tr', {});
  const shown = h('p', { class: 'quiet', role: 'status' });
  const chips = h('div', { class: 'chips', role: 'group', 'aria-label': words.calls });
  const points = list.rows.find((row) => row.ok)?.headline ?? [];
  const agents = [...new Set(list.rows.map((row) => row.agent).filter(Boolean))].sort((a, b) => a.localeCompare(b, language));

  const refresh = () => {
    const rows = visibleRows();
    body.replaceChildren(...rows.map((row) => (row.ok ? callRow(row, points) : failedRow(row, points.length + 8))));
    if (rows.length === 0) body.append(h('tr', {}, h('td', { colspan: points.length + 8, class: 'quiet' }, words.noneShown)));
    shown.textContent = fill(words.shown, { n: rows.length, of: list.rows.length });
    head.replaceChildren(...columns(points, refresh));
    chips.replaceChildren(...filterChips(refresh));
  };
  const agentSelect = h('select', { 'aria-label': words.filterAgent, on: { change: (event) => { view.agent = event.target.value; refresh(); } } },
    h('option', { value: '' }, words.allAgents), agents.map((agent) => h('option', { value: agent, selected: agent === view.agent }, agent)));
  const search = h('input', { type: 'search', placeholder: words.search, 'aria-label': words.search,
    on: { input: (event) => { view.query = event.target.value; refresh(); } } });
  search.value = view.query;
  refresh();
  return h('section', { class: 'card list' },
    h('div', { class: 'tools' }, h('h2', {}, words.calls), chips, agents.length > 1 && agentSelect, search, shown),
    h('div', { class: 'scroll' }, h('table', { class: 'calls' }, h('thead', {}, head), body)));
}

function filterChips(refresh) {
  const names = { all: words.filterAll, review: words.filterReview, fail: words.filterFail, failed: words.filterFailed, ...(list.totals.excluded > 0 && { excluded: words.excluded }) };
  return Object.entries(names).map(([kind, name]) =>
    h('button', { type: 'button', class: 'chip', 'aria-pressed': String(view.kind === kind), on: { click: () => { view.kind = kind; refresh(); } } },
      name, h('b', {}, list.rows.filter(FILTERS[kind]).length)));
}

function columns(points, refresh) {
  const sortable = (key, name, kind) => {
    const active = view.sort === key;
    return h('th', { scope: 'col', class: kind, 'aria-sort': active ? (view.ascending ? 'ascending' : 'descending') : null },
      h('button', { type: 'button', title: fill(words.sortBy, { column: name }), on: { click: () => {
        view.ascending = active ? !view.ascending : key !== 'fails' && key !== 'undecided';
        view.sort = key;
        refresh();
      } } }, name, h('span', { class: 'arrow', 'aria-hidden': 'true' }, active ? (view.ascending ? '↑' : '↓') : '')));
  };
  return [
    sortable('callId', words.callIdColumn, 'id'),
    sortable('agent', words.agent, 'agent'),
    sortable('startTime', words.startTime, 'time'),
    sortable('durationSeconds', words.length, 'number'),
    sortable('score', words.score, 'score'),
    points.map((point) => h('th', { scope: 'col', class: 'point' }, say(point.title))),
    sortable('fails', words.failCount, 'number'),
    sortable('undecided', words.undecidedCount, 'number'),
    h('th', { scope: 'col', class: 'flag' }, words.review),
  ].flat();
}

function callRow(row, points) {
  const address = callAddress(row.callId);
  return h('tr', { class: 'call', on: { click: (event) => { if (!event.target.closest('a')) location.hash = address; } } },
    h('td', { class: 'id', title: row.recording }, h('a', { href: address }, row.callId)),
    h('td', { class: 'agent' }, row.agent ?? '–'),
    h('td', { class: 'time' }, row.startTime ? dateText(row.startTime) : '–', row.direction && h('small', {}, words[row.direction])),
    h('td', { class: 'number length' }, shortClock(row.durationSeconds)),
    h('td', { class: 'score', title: say(row.scoreNote) || null }, h('span', { class: 'badge ' + band(row.score) }, scoreText(row.score)),
      row.score === null && h('span', { class: 'tag none' }, words.noScore),
      row.provisional && h('span', { class: 'tag provisional' }, words.provisional),
      row.fatal && h('span', { class: 'tag struck' }, words.fatal)),
    points.map((point) => {
      const own = row.headline.find(({ id }) => id === point.id);
      return h('td', { class: 'point' }, own && [sign(own.outcome), h('span', { class: 'name', 'aria-hidden': 'true' }, say(point.title))]);
    }),
    h('td', { class: 'number fails' + (row.fails > 0 ? ' some' : '') }, row.fails, h('span', { class: 'name' }, words.failCount)),
    h('td', { class: 'number undecideds' + (row.undecided > 0 ? ' some' : '') }, row.undecided, h('span', { class: 'name' }, words.undecidedCount)),
    h('td', { class: 'flag' }, row.needsReview && h('span', { class: 'flagged' }, words.reviewYes)));
}

function failedRow(row, span) {
  return h('tr', { class: row.excluded ? 'failed excluded' : 'failed' },
    h('td', { class: 'id', title: row.recording }, row.callId),
    h('td', { colspan: span - 1 }, h('span', { class: row.excluded ? 'sign' : 'sign error', 'aria-hidden': 'true' }, row.excluded ? '–' : '!'),
      row.excluded && h('b', {}, words.excluded, ' '), say(row.sentence)));
}
`;
