/** Page script: two lanes, the marks on them, and the playhead. Horizontal units are seconds. */
export const WAVEFORM = `
const ORDER = ['agent', 'customer', 'mixed'];
/** Bars of a lane: enough to see syllables go by, few enough to look like bars. */
const BARS = 420;
/** So many pins stand beside each other without covering one another. */
const PINS_SIDE_BY_SIDE = 60;
const WORST_FIRST = ['fail', 'partial', 'undecided'];

function renderWaveform(data, player) {
  const { analysis } = data;
  const duration = analysis.recording.durationSeconds;
  const lanes = [...analysis.channels].sort((a, b) => ORDER.indexOf(a.participant) - ORDER.indexOf(b.participant));
  const marks = marksOf(analysis);
  const share = (seconds) => (duration > 0 ? (100 * Math.min(seconds, duration)) / duration : 0);
  const place = (element, span) => {
    element.style.left = share(span.start) + '%';
    element.style.width = Math.max(0, share(span.end) - share(span.start)) + '%';
    return element;
  };
  const head = h('div', { class: 'playhead' });
  const played = h('div', { class: 'played' });
  const hover = h('div', { class: 'hover', 'aria-hidden': 'true' });
  const area = h('div', {
    class: 'lanes lanes-' + lanes.length, role: 'slider', tabindex: 0, 'aria-label': words.waveformHelp,
    'aria-valuemin': 0, 'aria-valuemax': Math.round(duration), 'aria-valuenow': 0, 'aria-valuetext': clock(0),
  },
    svg('svg', { class: 'shades', viewBox: '0 0 ' + duration + ' 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      marks.map((mark) => svg('rect', { class: mark.kind, x: mark.start, width: Math.max(0, lengthOf(mark)), y: 0, height: 100 }))),
    lanes.map((channel) => h('div', { class: 'lane ' + channel.participant },
      lane(channel, duration),
      h('span', { class: 'who' }, channel.participant === 'mixed' ? words.mixed : words[channel.participant]))),
    played, head, hover);

  const at = (event) => {
    const box = area.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * duration;
  };
  area.addEventListener('click', (event) => player.seek(at(event), true));
  area.addEventListener('pointermove', (event) => {
    hover.textContent = clock(at(event));
    hover.style.left = share(at(event)) + '%';
    if (event.buttons === 1) player.seek(at(event), false);
  });
  player.onTime((seconds) => {
    head.style.left = share(seconds) + '%';
    played.style.width = share(seconds) + '%';
    area.setAttribute('aria-valuenow', Math.round(seconds));
    area.setAttribute('aria-valuetext', clock(seconds));
  });

  return h('div', { class: 'wave', role: 'group', 'aria-label': words.waveform },
    h('div', { class: 'pins' }, heaps(pinsOf(data), duration / PINS_SIDE_BY_SIDE).map((pins) => {
      const [worst] = [...pins].sort((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
      const titles = (text) => [...new Set(pins.map(text))];
      const button = h('button', { type: 'button', tabindex: -1, class: 'pin ' + worst.outcome,
        title: titles((pin) => clock(pin.start) + ' ' + pin.title).join('\\n'),
        'aria-label': titles((pin) => words[pin.outcome] + words.colon + pin.title).join(words.separator),
        on: { click: () => player.seek(worst.start, true, worst.itemId) } },
        settings.signs[worst.outcome]);
      button.style.left = share(pins[0].start) + '%';
      return button;
    })),
    area,
    h('div', { class: 'strip' }, marks.map((mark) =>
      place(h('button', { type: 'button', tabindex: -1, class: 'mark ' + mark.kind, title: clock(mark.start) + ' ' + mark.text, 'aria-label': mark.text,
        on: { click: () => player.seek(mark.start, true) } }), mark))),
    h('div', { class: 'axis', 'aria-hidden': 'true' }, ticks(duration).map((seconds) => {
      const tick = h('span', {}, shortClock(seconds));
      tick.style.left = share(seconds) + '%';
      return tick;
    })));
}

/** Bars mirrored about the middle; the power below 1 keeps quiet speech visible. */
function lane(channel, duration) {
  const count = Math.min(BARS, channel.peaks.length);
  const width = duration / Math.max(1, count);
  let path = '';
  for (let bar = 0; bar < count; bar++) {
    const from = Math.floor((bar * channel.peaks.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * channel.peaks.length) / count));
    const height = Math.max(0.8, 47 * (Math.max(...channel.peaks.slice(from, to)) / 255) ** 0.65);
    path += 'M' + (bar * width).toFixed(3) + ' ' + (50 - height).toFixed(1) + 'h' + (0.68 * width).toFixed(3) + 'v' + (2 * height).toFixed(1) + 'h-' + (0.68 * width).toFixed(3) + 'z';
  }
  return svg('svg', { class: 'bars', viewBox: '0 0 ' + duration + ' 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' }, svg('path', { d: path }));
}

/** What is marked on the waveform, in the order of time. */
function marksOf(analysis) {
  const { silences, overlaps } = analysis.conversation;
  return [
    ...silences.filter((silence) => silence.announcedBy || lengthOf(silence) >= settings.markedSilenceSeconds).map((silence) => ({
      start: silence.start, end: silence.end, kind: silence.announcedBy ? 'hold' : 'silence',
      text: silence.announcedBy
        ? fill(words.holdOf, { value: secondsText(lengthOf(silence)), quote: silence.announcedBy.quote })
        : fill(words.silenceOf, { value: secondsText(lengthOf(silence)) }),
    })),
    ...overlaps.map((overlap) => ({ start: overlap.start, end: overlap.end, kind: 'overlap', text: fill(words.overlapOf, { value: secondsText(lengthOf(overlap)) }) })),
    ...analysis.tones.filter(notHeardBefore).map((tone) => ({ start: tone.start, end: tone.end, kind: 'tone',
      text: fill(words.toneOf, { tone: words[tone.kind], value: secondsText(lengthOf(tone)) }) })),
  ].sort((a, b) => a.start - b.start);
}

/** A line tone is often on both channels; it is one mark. */
function notHeardBefore(tone, at, tones) {
  return !tones.slice(0, at).some((other) => other.kind === tone.kind && other.start < tone.end && tone.start < other.end);
}

/** Where the items that need attention and count have their evidence. */
function pinsOf(data) {
  return data.scorecard.items.flatMap((item) => {
    const outcome = outcomeOf(item.verdict);
    if (item.verdict.kind === 'error' || !isPinned(item, data.groups) || !(item.weight > 0 || item.fatal)) return [];
    const spans = [...item.verdict.evidence.map(({ span }) => span).filter(Boolean), ...(item.verdict.listenTo ?? [])];
    const title = say(outcome === 'fail' ? item.failureTitle : item.title);
    return spans.map((span) => ({ start: span.start, outcome, title, itemId: item.itemId }));
  });
}

/** Pins that would cover each other, together, in the order of time. */
function heaps(pins, seconds) {
  const found = [];
  for (const pin of [...pins].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && pin.start - last[0].start < seconds) last.push(pin);
    else found.push([pin]);
  }
  return found;
}

function ticks(duration) {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].find((seconds) => duration / seconds <= 10) ?? 7200;
  return Array.from({ length: Math.floor(duration / step) + 1 }, (_, index) => index * step).filter((seconds) => seconds <= duration * 0.97);
}

function legend(analysis) {
  const kinds = new Set(marksOf(analysis).map(({ kind }) => kind));
  return h('ul', { class: 'legend' }, ['silence', 'hold', 'overlap', 'tone'].filter((kind) => kinds.has(kind)).map((kind) =>
    h('li', {}, h('i', { class: kind, 'aria-hidden': 'true' }), words[kind])));
}

/** What is still to be dealt with, and what a person judged a fault. */
const isPinned = ({ itemId, verdict }, { toDeal, reviewed }) =>
  toDeal.includes(itemId) || (reviewed.includes(itemId) && ['fail', 'partial'].includes(outcomeOf(verdict)));
`;
