/** Page script, part 1: data, language, and the only way elements are made. Every text goes in as a text node. */
export const DOM = String.raw`
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const settings = read('settings');
const list = read('list');
let language = settings.language;
let words = settings.words[language];

/** A both-language sentence in the language shown. */
const say = (sentence) => (sentence ? sentence[language] : '');
const fill = (text, values) => text
  .replace(/\{(\w+)\|([^{}|]*)\|([^{}|]*)\}/g, (place, name, one, many) => (String(values[name]) === '1' ? one : many))
  .replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === '') continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return parent;
}

function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  return element;
}

/** An HTML element; children are elements, texts, or lists of them. */
const h = (tag, attributes, ...children) => add(dress(document.createElement(tag), attributes), children);
/** An SVG element. */
const svg = (tag, attributes, ...children) =>
  add(dress(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes), children);

const whoText = (participant) =>
  participant === 'mixed' ? words.mixedShort : participant ? words[participant] : '';

function clock(seconds) {
  const tenths = Math.round(Math.max(0, seconds) * 10);
  const hours = Math.floor(tenths / 36000);
  const minutes = String(Math.floor(tenths / 600) % 60).padStart(2, '0');
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, '0') + '.' + (tenths % 10);
  return (hours > 0 ? hours + ':' : '') + minutes + ':' + rest;
}
/** Length of a call in a list: no tenths. */
const shortClock = (seconds) => clock(Math.round(seconds)).slice(0, -2);
const secondsText = (seconds) => fill(words.unitSeconds, { n: Math.round(seconds * 10) / 10 });
const dateText = (date) => date.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2');
const scoreText = (score) => (score === null ? '–' : score.toFixed(1));
const lengthOf = (span) => span.end - span.start;

const outcomeOf = (verdict) => (verdict.kind === 'scored' ? verdict.outcome : verdict.kind);
const band = (score) =>
  score === null ? 'none' : score >= settings.bands.good ? 'good' : score >= settings.bands.poor ? 'fair' : 'poor';

/** What an item is shown as: a fault where it moves no score is information. */
const markOf = ({ verdict, weight, fatal }) =>
  weight === 0 && !fatal && ['fail', 'partial'].includes(outcomeOf(verdict)) ? 'info' : outcomeOf(verdict);

/** The sign of an outcome in a coloured circle, with its name for those who cannot see it. */
const sign = (outcome) =>
  h('span', { class: 'sign ' + outcome, role: 'img', 'aria-label': words[outcome], title: words[outcome] },
    settings.signs[outcome]);

/** Half characters, which no address can carry, become the replacement character. */
const callAddress = (callId) => '#call-' + encodeURIComponent(callId.replace(/[\ud800-\udfff]/gu, '\ufffd'));
`;
