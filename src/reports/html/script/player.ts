/** Page script: sound. Mu-law samples in the page become a WAV in memory; a named file is played as it is. */
export const PLAYER = `
const SPEEDS = [0.75, 1, 1.25, 1.5, 2];

/** The embedded bytes of a call; null when it has none. */
function embeddedSamples(number) {
  const text = atob(document.getElementById('audio-' + number).textContent);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A 16-bit WAV of all channels (channel null) or of one. */
function wavOf(muLaw, { sampleRateHz, channelCount }, channel) {
  const channels = channel === null ? channelCount : 1;
  const frames = Math.floor(muLaw.length / channelCount);
  const dataBytes = frames * channels * 2;
  const buffer = new ArrayBuffer(44 + dataBytes);
  const header = new DataView(buffer);
  const letters = (at, text) => { for (let i = 0; i < 4; i++) header.setUint8(at + i, text.charCodeAt(i)); };
  letters(0, 'RIFF'); header.setUint32(4, 36 + dataBytes, true); letters(8, 'WAVE');
  letters(12, 'fmt '); header.setUint32(16, 16, true); header.setUint16(20, 1, true); header.setUint16(22, channels, true);
  header.setUint32(24, sampleRateHz, true); header.setUint32(28, sampleRateHz * channels * 2, true);
  header.setUint16(32, channels * 2, true); header.setUint16(34, 16, true);
  letters(36, 'data'); header.setUint32(40, dataBytes, true);
  const table = Int16Array.from(settings.muLawSamples);
  for (let frame = 0, at = 44; frame < frames; frame++)
    for (let c = 0; c < channels; c++, at += 2)
      header.setInt16(at, table[muLaw[frame * channelCount + (channel ?? c)]], true);
  return new Blob([buffer], { type: 'audio/wav' });
}

function createPlayer(number, data) {
  const { audio } = data;
  const duration = data.analysis.recording.durationSeconds;
  const hears = audio.kind === 'embedded' || audio.kind === 'file';
  const element = hears ? h('audio', { preload: 'auto' }) : null;
  const timeListeners = [];
  const itemListeners = [];
  const addresses = new Map();
  let muLaw = null;
  let seconds = 0;
  let failed = false;

  const tell = () => { for (const listener of timeListeners) listener(seconds, element !== null && !element.paused); };
  const follow = () => {
    if (element.paused) return;
    seconds = element.currentTime;
    tell();
    requestAnimationFrame(follow);
  };
  const whenReady = (action) => {
    if (element.readyState >= 1) action();
    else element.addEventListener('loadedmetadata', action, { once: true });
  };
  const start = () => element.play().catch((error) => { if (error.name !== 'AbortError') { failed = true; tell(); } });
  const load = (channel) => {
    if (audio.kind === 'file') { element.src = audio.href; return; }
    muLaw ??= embeddedSamples(number);
    if (!addresses.has(channel)) addresses.set(channel, URL.createObjectURL(wavOf(muLaw, audio, channel)));
    element.src = addresses.get(channel);
  };
  if (element) {
    load(null);
    element.addEventListener('play', follow);
    for (const event of ['pause', 'ended', 'seeked']) element.addEventListener(event, () => { seconds = element.currentTime; tell(); });
    element.addEventListener('error', () => { failed = true; tell(); });
  }
  return {
    element,
    duration,
    get failed() { return failed; },
    onTime: (listener) => timeListeners.push(listener),
    onItem: (listener) => itemListeners.push(listener),
    /** Goes to a second and, when told, plays from there. An item id brings that verdict into view. */
    seek(target, play, itemId) {
      seconds = Math.min(Math.max(0, target), duration);
      if (element) whenReady(() => { element.currentTime = seconds; if (play) start(); });
      tell();
      if (itemId) for (const listener of itemListeners) listener(itemId);
    },
    /** Brings the first of these verdicts into view that there is. */
    show(itemIds) { for (const itemId of itemIds.slice(0, 1)) for (const listener of itemListeners) listener(itemId); },
    jump(by) { this.seek((element ? element.currentTime : seconds) + by, false); },
    toggle() { if (element) { if (element.paused) start(); else element.pause(); } },
    speed(rate) { if (element) { element.defaultPlaybackRate = rate; element.playbackRate = rate; } },
    hear(channel) {
      const [at, playing] = [element.currentTime, !element.paused];
      load(channel);
      whenReady(() => { element.currentTime = at; if (playing) start(); });
    },
    close() {
      if (!element) return;
      element.pause();
      element.removeAttribute('src');
      for (const address of addresses.values()) URL.revokeObjectURL(address);
    },
  };
}

function playerControls(data, player) {
  const { audio } = data;
  if (!player.element) return h('p', { class: 'quiet' }, audio.kind === 'too-large' ? words.audioTooLarge : words.noAudio);
  const button = (name, text, action) => h('button', { type: 'button', class: 'round', 'aria-label': name, title: name, on: { click: action } }, text);
  const playButton = button(words.play, '▶', () => player.toggle());
  playButton.classList.add('main');
  const time = h('output', { class: 'now' });
  const trouble = h('span', { class: 'trouble', role: 'alert' });
  player.onTime((seconds, playing) => {
    playButton.textContent = playing ? '❚❚' : '▶';
    const name = playing ? words.pause : words.play;
    playButton.setAttribute('aria-label', name);
    playButton.title = name;
    time.textContent = clock(seconds) + ' / ' + clock(player.duration);
    trouble.textContent = player.failed ? words.audioFailed : '';
  });
  const speeds = h('select', { 'aria-label': words.speed, title: words.speed, on: { change: (event) => player.speed(Number(event.target.value)) } },
    SPEEDS.map((rate) => h('option', { value: rate, selected: rate === 1 }, rate + '×')));
  return h('div', { class: 'controls' },
    button(words.back5, '↺5', () => player.jump(-5)), playButton, button(words.forward5, '5↻', () => player.jump(5)),
    time, speeds, audio.kind === 'embedded' && audio.channelCount > 1 && data.analysis.attribution.by !== 'diarised' && hearChoice(data, player),
    trouble, player.element);
}

/** Which side is heard. */
function hearChoice(data, player) {
  const sides = data.analysis.channels.slice(0, 2).sort((a, b) => ORDER.indexOf(a.participant) - ORDER.indexOf(b.participant));
  const choices = [[null, words.listenBoth], ...sides.map((channel) => [channel.index, fill(words.listenOnly, { who: whoText(channel.participant) })])];
  const group = h('div', { class: 'segmented', role: 'group', 'aria-label': words.hear });
  const show = (chosen) => group.replaceChildren(...choices.map(([channel, name]) =>
    h('button', { type: 'button', 'aria-pressed': String(channel === chosen), on: { click: () => { player.hear(channel); show(channel); } } }, name)));
  show(null);
  return group;
}
`;
