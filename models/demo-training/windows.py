"""Turns spoken sentences into Whisper training windows: features, target tokens, frame labels, attention guides.

Three kinds of windows are made. A *span* is what a voice activity detector cuts out of a call: one sentence, or the part of it
between two pauses, or two short sentences, with a little silence around it. A *join* is a row of spans with bare silence
between them, as src/asr/windows.ts packs them. A *pack* is a row of sentences with gaps, as in a recording that nobody cut.
Noise, level, channel tilt and padding are applied here, on mel power, which costs about 1 ms per second of audio.
"""
import glob
import json
import pickle
import re

import numpy as np

from audio import mel_power, resample
from make_tokenizer import char_ids

FPS = 100                                                  # mel frames per second; the encoder halves that
WEIGHTS = {'templates': 1., 'extra': 1., 'salad': .3}      # how often a clip of each kind is drawn
TIMED = {'span': .12, 'join': .12, 'pack': .6}              # share of the windows with timestamps
JOINT = 35                                                 # frames of bare silence between the spans of a join


def noise_bank(rng, seconds=40):
    """Mel power of white, pinkish, brown noise and mains hum, wide band and telephone band, each at mean total power 1."""
    n, rate, bank = 16000 * seconds, 16000, []
    for tilt, hum in ((0, 0), (.5, 0), (1., 0), (.8, 1)):
        spectrum = np.fft.rfft(rng.standard_normal(n))
        spectrum /= np.maximum(np.arange(len(spectrum)) * rate / n, 40) ** tilt
        wave = np.fft.irfft(spectrum, n).astype(np.float32)
        wave /= wave.std()
        if hum:
            t = np.arange(n) / rate
            wave = (wave + 1.5 * np.sin(2 * np.pi * 50 * t) + .8 * np.sin(2 * np.pi * 150 * t)).astype(np.float32)
        for band in (None, (300, 3400)):
            mel = mel_power(resample(wave, rate, rate, band) if band else wave)
            bank.append(mel / mel.sum(1).mean())
    return bank


class Windows:
    """Draws random training windows from every mel*.npy / index*.pkl pair in the data folders."""

    def __init__(self, folders, seed=0):
        self.rng = np.random.default_rng(seed)
        with open(folders[0] + '/text.json', encoding='utf8') as f:
            characters = json.load(f)['characters']
        self.ids, self.special = char_ids(characters)
        self.first_timestamp, self.end = self.special['<|0.00|>'], self.special['<|endoftext|>']
        self.characters, self.mels, self.clips, syllables = characters, [], [], {}
        for folder in folders:
            for path in sorted(glob.glob(folder + '/index*.pkl')):
                with open(path, 'rb') as f:
                    index, spoken = pickle.load(f)
                syllables.update(spoken)
                self.mels.append(np.load(path.replace('index', 'mel').replace('.pkl', '.npy'), mmap_mode='r'))
                for sentence, kind, offset, length, times in index:
                    self.clips.append((len(self.mels) - 1, offset, length, kind, self.with_marks(sentence, times)))
        # a frame's label is the (toneless syllable, tone) of the character as espeak reads it alone
        def parts(p):
            return re.sub(r"[0-9'\-]", '', p), (re.findall(r'\d+', p) or ['0'])[-1]
        bases = sorted({parts(p)[0] for p in syllables.values()})
        tones = sorted({parts(p)[1] for p in syllables.values()})
        self.labels = {c: (1 + bases.index(parts(p)[0]), 1 + tones.index(parts(p)[1])) for c, p in syllables.items()}
        self.n_bases, self.n_tones = 1 + len(bases), 1 + len(tones)
        lengths = np.array([c[2] for c in self.clips]) / FPS
        self.hours = lengths.sum() / 3600
        self.order = np.argsort(lengths)
        self.sorted = lengths[self.order]
        self.weight = np.concatenate([[0], np.cumsum([WEIGHTS[self.clips[i][3]] for i in self.order])])
        self.noises = noise_bank(self.rng)
        self.text_ids = np.array(sorted(self.ids.values()))

    @staticmethod
    def with_marks(sentence, times):
        """[(char, start, end, punctuation mark that follows or '')]"""
        out, it = [], iter(times)
        for ch in sentence:
            if ch in '，。？':
                if out:
                    out[-1] = out[-1][:3] + (ch,)
            else:
                out.append(next(it) + ('',))
        return out

    def draw(self, longest, shortest=0.):
        """A random clip with a length in seconds in that range (or the nearest shorter ones), or None."""
        hi = int(np.searchsorted(self.sorted, longest))
        lo = int(np.searchsorted(self.sorted, shortest))
        if hi == 0:
            return None
        lo = min(lo, max(0, hi - 50))
        k = np.searchsorted(self.weight, self.rng.uniform(self.weight[lo], self.weight[hi]), side='right') - 1
        return self.clips[self.order[min(max(int(k), lo), hi - 1)]]

    def piece(self, clip, first=0, last=None):
        """Mel frames and characters of clip[first:last], cut a little outside the characters."""
        shard, offset, length, _, chars = clip
        last = len(chars) if last is None else last
        a = 0 if first == 0 else int(max(chars[first - 1][2], chars[first][1] - self.rng.uniform(0, 10)))
        b = length if last == len(chars) else int(min(chars[last][1], chars[last - 1][2] + self.rng.uniform(2, 10)) + 1)
        b = min(b, length)
        mel = self.mels[shard][offset + a:offset + b].astype(np.float32) + self.rng.uniform(-.35, .25)
        return mel, [(c, s - a, e - a, mark) for c, s, e, mark in chars[first:last]]

    def between_pauses(self, clip):
        """A run of clauses of the clip, as a voice activity detector may cut it."""
        chars = clip[4]
        borders = [0] + [i + 1 for i, c in enumerate(chars) if c[3]]
        if borders[-1] != len(chars):
            borders.append(len(chars))
        i = int(self.rng.integers(len(borders) - 1))
        j = int(self.rng.integers(i + 1, len(borders)))
        return self.piece(clip, borders[i], borders[j])

    def span(self, seconds, lead=None, tail=(0, .5)):
        """[(start frame, mel, chars)], last frame of the recording; `lead`, `tail`: seconds of silence before and after"""
        r = self.rng
        t = float(r.uniform(*lead)) if lead else float(r.uniform(.02, .5)) if r.random() < .9 else float(r.uniform(.5, 1.2))
        rows, n = [], round(seconds * FPS)
        clip = self.draw(seconds - t - .1, .35 * seconds if r.random() < .8 else 0)
        if clip is None:
            return [], n
        mel, chars = self.between_pauses(clip) if r.random() < .3 else self.piece(clip)
        rows.append((int(t * FPS), mel, chars))
        t += len(mel) / FPS
        while r.random() < .35:                            # the other sentences of the same breath
            gap = float(r.uniform(.08, .6))
            clip = self.draw(seconds - t - gap - .1)
            if clip is None:
                break
            mel, chars = self.piece(clip)
            rows.append((int((t + gap) * FPS), mel, chars))
            t += gap + len(mel) / FPS
        if r.random() < .06 and len(rows[-1][2]) > 3:      # the recording stops inside the sentence
            start, mel, chars = rows[-1]
            k = int(r.integers(2, len(chars)))
            rows[-1] = (start, mel[:int(chars[k - 1][2]) + 1], [*chars[:k - 1], chars[k - 1][:3] + ('',)])
            t = (start + len(rows[-1][1])) / FPS
        return rows, min(n, int((t + r.uniform(*tail)) * FPS))

    def join(self, seconds):
        """As span, for a row of spans; and the frames [(first, last)] of the bare silence between them."""
        rows, joints, t = [], [], 0
        fill = seconds if self.rng.random() < .7 else self.rng.uniform(.3, 1) * seconds
        while True:
            left = fill - t / FPS
            part, length = self.span(min(left, float(self.rng.uniform(2, 8))), lead=(.15, .4), tail=(.1, .5))
            if not part or length > left * FPS:
                return rows, max(0, t - JOINT), joints[:-1]
            rows += [(t + start, mel, chars) for start, mel, chars in part]
            joints.append((t + length, t + length + JOINT))
            t += length + JOINT

    def pack(self, seconds, to_the_end):
        """As span, for a row of sentences; to_the_end: the window reaches the 30 s border, which may cut the last one."""
        r, n = self.rng, round(seconds * FPS)
        t = float(r.exponential(.35)) if r.random() < .9 else float(r.uniform(0, .1 * seconds))
        fill = seconds if r.random() < .6 else r.uniform(.3, 1) * seconds
        rows = []
        while t < fill - .8:
            cut = to_the_end and fill == seconds and r.random() < .3
            clip = self.draw(seconds * 4 if cut else fill - t)
            if clip is None:
                break
            first = int(r.uniform(.1, .7) * len(clip[4])) if not rows and r.random() < .1 else 0
            mel, chars = self.piece(clip, first)
            start = int(t * FPS)
            room = n - start
            if len(mel) > room:
                mel = mel[:room]
                chars = [c for c in chars if c[2] <= room + 1]
                if not chars:
                    break
                chars[-1] = chars[-1][:3] + ('cut',)
            rows.append((start, mel, chars))
            t += len(mel) / FPS + float(np.clip(r.exponential(.45), .06, 2.5))
        end = max([a + len(m) for a, m, _ in rows], default=0)
        return rows, min(n, end + int(r.uniform(0, .6) * FPS))

    def window(self, kind, seconds, room, offset):
        """One window of `room` seconds that starts at second `offset` of Whisper's 30 s; its sound ends before `seconds`."""
        r, n = self.rng, round(room * FPS)
        if r.random() < .015:
            rows, end, joints = [], int(r.uniform(0, 1) * n), []
        elif kind == 'join':
            rows, end, joints = self.join(seconds)
        else:
            rows, end = self.span(seconds) if kind == 'span' else self.pack(seconds, abs(offset + room - 30) < 1e-6)
            joints = []
        x = np.full((n, 80), -10., np.float32)
        base, tone = np.zeros(n // 2, np.int64), np.zeros(n // 2, np.int64)
        power = frames = 0
        for start, mel, chars in rows:
            mel = mel[:n - start]
            x[start:start + len(mel)] = mel
            power, frames = power + float((10 ** mel).sum()), frames + len(mel)
            for c, s, e, _ in chars:
                i, j = int((start + s) / 2 + .5), int((start + e) / 2 + .5)
                base[i:j], tone[i:j] = self.labels[c]
        p = 10 ** x
        if r.random() < .7 or not rows:
            noise = self.noises[int(r.integers(len(self.noises)))]
            q = int(r.integers(len(noise) - n))
            p[:end] += noise[q:q + end] * (power / frames * 10 ** -r.uniform(.8, 4.) if frames else 10 ** r.uniform(-6, 0))
        for first, last in joints:
            p[first:last] = 0
        if r.random() < .3:                                # channel tilt
            p *= 10 ** np.interp(np.arange(80), [0, 40, 79], r.uniform(-.4, .4, 3)).astype(np.float32)
        p *= 10 ** r.uniform(-1.5, .3)
        x = np.log10(np.maximum(p, 1e-10))
        x = (np.maximum(x, x.max() - 8) + 4) / 4
        if r.random() < .1:
            x[end:] = 0                                    # transformers.js pads later passes over a window with zeros
        return (x, base, tone) + self.tokens(rows, offset, r.random() < TIMED[kind]) + (bool(rows),)

    def tokens(self, rows, offset, timestamps):
        """Target tokens and, for each, the frames (first, last) its attention should rest on, or None."""
        s, r = self.special, self.rng
        out = [(s['<|startoftranscript|>'], None), (s['<|zh|>'], None), (s['<|transcribe|>'], None)]

        def time(frame):
            k = round((frame / FPS + offset) * 50 + r.uniform(-.8, .8))
            return self.first_timestamp + int(np.clip(k, 0, 1500)), (frame - 12, frame + 12)
        if not timestamps:
            out.append((s['<|notimestamps|>'], None))
        elif not rows:
            out.append((self.first_timestamp, None))
        for start, _, chars in rows:
            cut = chars[-1][3] == 'cut'
            if timestamps:
                out.append(time(start + chars[0][1]))
                if cut:
                    break                                  # Whisper writes only the start of a segment that goes on
            for c, a, b, mark in chars:
                out.append((self.ids[c], (start + a - 3, start + b + 3)))
                if mark in self.ids:
                    out.append((self.ids[mark], None))
            if timestamps:
                out.append(time(start + chars[-1][2]))
        out = (out + [(self.end, None)])[:448]
        return [t for t, _ in out], [g for _, g in out]

    def batch(self, kind, seconds, size, room, swap=.06):
        """Torch tensors of `size` windows; `swap` of the decoder's input characters are replaced by random ones."""
        import torch
        r = self.rng
        n, slack, rows, offsets = round(room * FPS), 30 - room, [], []
        for _ in range(size):
            u = r.random()
            at_zero = slack <= 0 or kind == 'join' or u < (.8 if kind == 'span' else .3)
            offset = 0. if at_zero else slack if u > .95 else round(r.uniform(0, slack) * 50) / 50
            rows.append(self.window(kind, seconds, room, offset))
            offsets.append(int(round(offset * 50)))
        length = max(len(w[3]) for w in rows) - 1
        inputs, targets = np.full((size, length), self.end), np.full((size, length), -100)
        guide, guided = np.zeros((size, length, n // 2), np.float32), np.zeros((size, length), np.float32)
        for b, (_, _, _, toks, spans, speech) in enumerate(rows):
            k = len(toks) - 1
            inputs[b, :k], targets[b, :k] = toks[:-1], toks[1:]
            if not speech:
                targets[b, 0] = self.special['<|nospeech|>']
            if toks[3] == self.special['<|notimestamps|>']:
                targets[b, 2] = -100
            for i, span in enumerate(spans[1:]):
                if span is not None:
                    lo, hi = max(0, int(span[0] / 2)), min(n // 2, int(span[1] / 2) + 1)
                    if hi > lo:
                        guide[b, i, lo:hi], guided[b, i] = 1, 1
            swapped = (r.random(k) < swap) & (inputs[b, :k] < self.end)
            inputs[b, :k][swapped] = r.choice(self.text_ids, int(swapped.sum()))
        tensors = (np.stack([w[0] for w in rows]), np.array(offsets), np.stack([w[1] for w in rows]), np.stack([w[2] for w in rows]),
                   inputs, targets, guide, guided)
        return tuple(torch.from_numpy(t) for t in tensors)
