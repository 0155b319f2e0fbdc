/** Page script: the training form as it is printed, with its assessments, and the flows a call went along. */
export const FORM = `
const VALUES = [5, 3, 1];
const GATES = { pass: ['gatePass', 'pass'], retrain: ['gateRetrain', 'fail'], undecided: ['gateUndecided', 'undecided'] };

function formCard({ scorecard, formWords }, player) {
  const { form } = scorecard;
  if (!form) return null;
  const row = (item) => h('tr', { class: item.state },
    h('th', { scope: 'row' }, item.itemIds.length === 0 ? say(item.title)
      : h('button', { type: 'button', on: { click: () => player.show(item.itemIds) } }, say(item.title)),
      item.note && h('small', {}, say(item.note))),
    VALUES.map((value) => h('td', { class: 'value' }, mark(item, value))),
    h('td', { class: 'number' }, item.points === null ? '–' : pointsText(item.points)),
    h('td', { class: 'state' }, words[formWords[item.sectionId]], item.review && h('small', {}, item.review.human.by + words.colon + item.review.human.why)));
  const block = ({ id, title }) => h('table', {},
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, say(title)), VALUES.map((value) => h('th', { scope: 'col', class: 'value' }, value)),
      h('th', { scope: 'col', class: 'number' }, words.formPoints), h('th', { scope: 'col', class: 'state' }, words.formState))),
    h('tbody', {}, form.items.filter((item) => item.group === id).map(row)));
  return h('section', { class: 'card form' }, h('h2', {}, words.form),
    h('div', { class: 'blocks' }, form.groups.map(block)),
    h('p', { class: 'total' }, h('b', {}, words.formTotal + ' ' + fill(words.formTotalOf, { points: pointsText(form.points), max: pointsText(form.maxPoints), score: scoreText(form.score) })),
      h('span', { class: 'quiet' }, say(form.note))),
    h('ul', { class: 'gates' }, form.gates.map(({ title, passMark, outcome, reasons }) => {
      const [word, kind] = GATES[outcome];
      return h('li', { class: kind }, sign(kind), h('div', {},
        h('b', {}, say(title) + words.colon + words[word]), h('small', {}, fill(words.passMark, { n: passMark })),
        h('ul', {}, reasons.map((reason) => h('li', {}, say(reason))))));
    })),
    h('p', { class: 'quiet' }, fill(words.formFormulaText, form.ratings)));
}

/** A full ring where the value stands, a broken one where a person must confirm it, a small dot elsewhere. */
function mark({ value, state }, column) {
  if (value !== column) return h('span', { class: 'blank', 'aria-hidden': 'true' }, '·');
  return h('span', { class: 'mark5 ' + state, role: 'img', 'aria-label': column + words.separator + words[state === 'given' ? 'formGiven' : 'formProposed'] }, column);
}

function flowsCard({ scorecard: { flows } }, player) {
  if (flows.length === 0) return null;
  const name = ({ title, need }) => need === 'conditional' ? fill(words.stepIf, { step: say(title) })
    : need === 'optional' ? fill(words.stepOptional, { step: say(title) }) : say(title);
  return h('section', { class: 'card flows' }, flows.map(({ title, steps }) => [
    h('h2', {}, words.flow + words.colon + say(title)),
    h('ol', {}, steps.map((step) => {
      const content = [h('span', { class: 'sign ' + step.outcome, role: 'img', 'aria-label': words[step.outcome], title: words[step.outcome] }, settings.stepSigns[step.outcome]), h('span', {}, name(step))];
      return h('li', { class: step.outcome }, step.itemIds.length === 0 ? content
        : h('button', { type: 'button', on: { click: () => player.show(step.itemIds) } }, content));
    }))]));
}
`;
