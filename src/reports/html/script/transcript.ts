/** Page script: the conversation as turns, with silences and tones between them and verdict quotes highlighted. */
export const TRANSCRIPT = `
function renderTranscript(data, player) {
  const { analysis } = data;
  const { turns, overlaps, interruptions } = analysis.conversation;
  const between = marksOf(analysis).filter(({ kind }) => kind !== 'overlap');
  const entries = [...turns.map((turn, at) => ({ start: turn.start, turn, text: data.turnTexts[at] })), ...between.map((mark) => ({ start: mark.start, mark }))]
    .sort((a, b) => a.start - b.start);
  const elements = new Map();
  const log = h('div', { class: 'turns' }, entries.map(({ turn, text, mark }) => {
    if (mark) return h('button', { type: 'button', class: 'gap ' + mark.kind, on: { click: () => player.seek(mark.start, true) } },
      h('span', { class: 'at' }, clock(mark.start)), mark.text);
    const element = turnElement(turn, text, data, player, chipsOf(turn, overlaps, interruptions));
    elements.set(turn, element);
    return element;
  }));
  if (turns.length === 0) log.prepend(h('p', { class: 'quiet' }, words.transcriptNone));

  let current = null;
  player.onTime((seconds, playing) => {
    const turn = turns.findLast(({ start, end }) => start <= seconds && seconds < end) ?? null;
    if (turn === current) return;
    elements.get(current)?.classList.remove('current');
    elements.get(current)?.removeAttribute('aria-current');
    current = turn;
    const element = elements.get(turn);
    if (!element) return;
    element.classList.add('current');
    element.setAttribute('aria-current', 'true');
    if (playing && log.scrollHeight > log.clientHeight)
      log.scrollTo({ top: element.offsetTop - log.offsetTop - log.clientHeight / 3, behavior: 'smooth' });
  });

  const { kind, id } = analysis.transcriptSource;
  return h('section', { class: 'card transcript', 'aria-label': words.transcript },
    h('h2', {}, words.transcript,
      h('small', {}, fill(kind === 'recognised' ? words.transcriptRecognised : words.transcriptImported, { id }))),
    log);
}

function turnElement(turn, text, data, player, chips) {
  const play = () => player.seek(turn.start, true);
  return h('div', { class: 'turn ' + turn.participant, on: { click: () => { if (String(getSelection()) === '') play(); } } },
    h('div', { class: 'meta' },
      h('span', { class: 'who' }, whoText(turn.participant)),
      h('button', { type: 'button', class: 'at', 'aria-label': fill(words.playFrom, { time: clock(turn.start) }),
        on: { click: (event) => { event.stopPropagation(); play(); } } }, clock(turn.start)),
      chips),
    text.trim() === '' ? h('p', { class: 'bubble unheard' }, words.notRecognised)
      : h('p', { class: 'bubble' }, marked(turn, text, data.scorecard.items.filter(({ itemId }) => !data.groups.toPeople.includes(itemId)))));
}

/** Interruptions and crosstalk made by this turn. */
function chipsOf(turn, overlaps, interruptions) {
  const made = (by, { start }) => by === turn.participant && start >= turn.start && start < turn.end;
  const chips = interruptions.filter((one) => made(one.by, one)).map((one) =>
    h('span', { class: 'mini fail' }, words.interruption + (one.gaveWay ? words.separator + words.gaveWay : '')));
  if (chips.length > 0) return chips;
  return overlaps.filter((one) => made(one.startedBy, one)).map((one) =>
    h('span', { class: 'mini' }, fill(words.overlapOf, { value: secondsText(lengthOf(one)) })));
}

/** The text of a turn with the words that verdicts quote from it marked; where quotes overlap the worse and longer one stays. */
function marked(turn, text, items) {
  const quotes = items.flatMap((item) => (item.verdict.evidence ?? [])
    .filter(({ quote, span }) => quote && span && span.start < turn.end && turn.start < span.end)
    .flatMap(({ quote }) => placeOf(quote, text).map((place) => ({ ...place, outcome: outcomeOf(item.verdict), item }))))
    .sort((a, b) => settings.outcomeOrder.indexOf(a.outcome) - settings.outcomeOrder.indexOf(b.outcome) || b.length - a.length);
  const kept = [];
  for (const quote of quotes)
    if (kept.every((other) => quote.from >= other.from + other.length || other.from >= quote.from + quote.length)) kept.push(quote);
  const pieces = [];
  let at = 0;
  for (const { from, length, outcome, item } of kept.sort((a, b) => a.from - b.from)) {
    pieces.push(text.slice(at, from), h('mark', { class: outcome, title: words[outcome] + words.colon + say(item.title) }, text.slice(from, from + length)));
    at = from + length;
  }
  return [...pieces, text.slice(at)];
}

/** Where a quote stands in a text; in one whose punctuation was restored it is found by its letters. */
function placeOf(quote, text) {
  const from = text.indexOf(quote);
  if (from >= 0) return [{ from, length: quote.length }];
  const places = [...text.matchAll(/[^\\s\\p{P}]/gu)].map(({ index }) => index);
  const letters = (words) => words.replace(/[\\s\\p{P}]/gu, '').toLowerCase();
  const bare = letters(quote);
  const at = letters(text).indexOf(bare);
  return bare === '' || at < 0 ? [] : [{ from: places[at], length: places[at + bare.length - 1] + 1 - places[at] }];
}
`;
