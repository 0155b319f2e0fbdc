/** Page script, last part: which page is shown, keys, language, paper. */
export const MAIN = `
const app = document.getElementById('app');
const paper = document.getElementById('print');
let player = null;
let listScroll = 0;
let shownRow = null;

function rowOfAddress() {
  const hash = location.hash;
  return hash.startsWith('#call-') ? list.rows.find((row) => row.ok && callAddress(row.callId) === hash) ?? null : null;
}

function show() {
  if (player) player.close();
  player = null;
  const row = rowOfAddress();
  if (!shownRow) listScroll = scrollY;
  const page = h('main', { class: row ? 'page call' : 'page list' });
  app.replaceChildren(page);
  if (row) player = renderCall(page, row, false);
  else renderList(page);
  scrollTo(0, row ? 0 : listScroll);
  document.title = (row ? row.callId + ' · ' : '') + words.reportTitle + ' · ' + words.toolName;
  shownRow = row;
}

function languageSwitch() {
  const button = (code, name) => h('button', { type: 'button', lang: code, 'aria-pressed': String(language === code), on: { click: () => setLanguage(code) } }, name);
  return h('div', { class: 'segmented languages', role: 'group', 'aria-label': words.language }, button('zh', '中文'), button('en', 'English'));
}

function setLanguage(code) {
  language = code;
  words = settings.words[code];
  document.documentElement.lang = code === 'zh' ? 'zh-CN' : 'en';
  show();
}

addEventListener('hashchange', show);
addEventListener('keydown', (event) => {
  if (!player || event.ctrlKey || event.metaKey || event.altKey) return;
  const on = event.target instanceof Element ? event.target : document.body;
  if (on.closest('input, select, textarea')) return;
  if (event.key === ' ' && !on.closest('button, a')) player.toggle();
  else if (event.key === 'ArrowLeft') player.jump(-5);
  else if (event.key === 'ArrowRight') player.jump(5);
  else return;
  event.preventDefault();
});

/** A mouse click leaves no button focused, so that the space bar goes on meaning play and pause. */
addEventListener('click', (event) => {
  const focused = document.activeElement;
  if (player && event.detail > 0 && focused && focused.tagName === 'BUTTON') focused.blur();
});

/** On paper: the call that is open, or all calls one after another, made only then. */
addEventListener('beforeprint', () => {
  const rows = shownRow ? [] : list.rows.filter((row) => row.ok);
  paper.replaceChildren(...rows.map((row) => {
    const page = h('div', { class: 'page call' });
    renderCall(page, row, true);
    return page;
  }));
});
addEventListener('afterprint', () => paper.replaceChildren());

show();
`;
