/** Page script: the first page with totals, filters and the list of calls. */
export const LIST = `
const view = { kind: 'all', agent: '', query: '', sort: 'score', ascending: true };

const FILTERS = {
  all: () => true,
  review: (row) => row.ok && row.needsReview,
  fail: (row) => row.ok && row.fails > 0,
  failed: (row) => !row.ok && !row.excluded,
  excluded: (row) => !row.ok && row.excluded,
};

const SORTS = {
  callId: (row) => row.callId,
  agent: (row) => row.agent ?? '',
  startTime: (row) => row.startTime ?? '',
  durationSeconds: (row) => row.durationSeconds,
  score: (row) => row.score,
  fails: (row) => row.fails,
  undecided: (row) => row.undecided,
};

/** Rows as filtered and sorted; calls without the value sorted by come last, failed calls after them. */
function visibleRows() {
  const query = view.query.trim().toLowerCase();
  const found = (row) =>
    query === '' || [row.callId, row.recording, row.agent ?? ''].join(' ').toLowerCase().includes(query);
  const rows = list.rows.filter(
    (row) => FILTERS[view.kind](row) && (view.agent === '' || row.agent === view.agent) && found(row),
  );
  const value = SORTS[view.sort];
  const compare = (a, b) => (typeof a === 'string' ? a.localeCompare(b, language) : a - b);
  return rows.sort((a, b) => {
    if (!a.ok || !b.ok) return Number(b.ok) - Number(a.ok);
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return view.ascending ? compare(left, right) : compare(right, left);
  });
}

function renderList(root) {
  const { totals } = list;
  const demo = list.rows.some((row) => row.ok && row.demo);
  add(root, [
    pageHeader(),
    demo && demoBanner(),
    h('section', { class: 'tiles', 'aria-label': words.meanScore },
      tile(words.meanScore, scoreText(totals.meanScore), fill(words.meanOver, { n: totals.scored }), 'mean ' + band(totals.meanScore)),
      tile(words.scoredCalls, totals.scored, totals.unscored > 0 ? fill(words.unscoredCount, { n: totals.unscored }) : '', ''),
      tile(words.toReview, totals.toReview, '', totals.toReview > 0 ? 'warn' : ''),
      tile(words.failedCalls, totals.failed, totals.excluded > 0 ? fill(words.excludedCount, { n: totals.excluded }) : '', totals.failed > 0 ? 'bad' : ''),
      headlineTile()),
    h('section', { class: 'pair' }, distribution(), topFailures()),
    callList(),
    provenanceOfList(),
  ]);
}

function pageHeader() {
  const checklists = list.checklists.map(({ title, version }) => say(title) + ' v' + version).join(words.separator);
  return h('header', { class: 'top' },
    h('div', { class: 'brand' },
      h('div', { class: 'logo', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 24 24' },
        svg('path', { d: 'M3 10v4M7.5 6v12M12 3v18M16.5 7v10M21 10v4' }))),
      h('div', {},
        h('h1', {}, words.reportTitle),
        h('p', { class: 'sub' },
          [words.toolName, checklists, fill(words.madeOn, { date: settings.createdAt })].filter(Boolean).join(' · ')))),
    h('div', { class: 'side' }, h('p', { class: 'local' }, words.localOnly), languageSwitch()));
}

function tile(label, value, note, kind) {
  return h('div', { class: 'tile card ' + kind },
    h('span', { class: 'label' }, label), h('strong', { class: 'value' }, value), note && h('span', { class: 'note' }, note));
}

/** How often each headline point passed, of the calls in which it was decided, and how many are still open. */
function headlineTile() {
  const points = new Map();
  for (const row of list.rows) for (const point of row.headline ?? []) {
    const seen = points.get(point.id) ?? { title: point.title, pass: 0, of: 0, open: 0 };
    if (['pass', 'partial', 'fail'].includes(point.outcome)) seen.of++;
    if (['undecided', 'error'].includes(point.outcome)) seen.open++;
    if (point.outcome === 'pass') seen.pass++;
    points.set(point.id, seen);
  }
  return h('div', { class: 'tile card wide' },
    h('span', { class: 'label' }, words.headlineRates),
    h('ul', { class: 'rates' }, [...points.values()].map(({ title, pass, of, open }) =>
      h('li', {}, h('span', {}, say(title)), bar(of === 0 ? 0 : pass / of, 'good'),
        h('span', { class: 'number' }, of > 0 ? pass + '/' + of : '–', open > 0 && ' · ' + fill(words.undecidedMore, { n: open }))))));
}

function bar(share, kind) {
  const inner = h('i', { class: kind });
  inner.style.width = Math.round(share * 1000) / 10 + '%';
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, inner);
}

function distribution() {
  const edges = [[0, 60], [60, 70], [70, 80], [80, 90], [90, 101]];
  const scores = list.rows.filter((row) => row.ok && row.score !== null).map((row) => row.score);
  const counts = edges.map(([from, to]) => scores.filter((score) => score >= from && score < to).length);
  const most = Math.max(1, ...counts);
  return h('section', { class: 'card' },
    h('h2', {}, words.distribution),
    h('ol', { class: 'histogram' }, edges.map(([from, to], index) => {
      const column = h('i', { class: band(from === 0 ? 0 : from + 5) });
      column.style.height = (counts[index] / most) * 100 + '%';
      const name = from + '–' + (to === 101 ? 100 : to - 1);
      return h('li', {}, h('b', {}, counts[index]), h('span', { class: 'column', 'aria-hidden': 'true' }, column), h('span', {}, name));
    })));
}

function topFailures() {
  return h('section', { class: 'card' },
    h('h2', {}, words.topFailures),
    list.failures.length === 0
      ? h('p', { class: 'quiet' }, words.topFailuresNone)
      : h('ol', { class: 'failures' }, list.failures.map(({ title, calls }) =>
          h('li', {}, h('span', { class: 'name' }, say(title)), bar(calls / Math.max(1, list.totals.scored + list.totals.unscored), 'poor'),
            h('span', { class: 'number' }, fill(words.topFailureCount, { n: calls }))))));
}
`;
