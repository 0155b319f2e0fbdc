#!/usr/bin/env python3
"""Step 6: speak the held-out texts: 16 kHz wav files and manifest.json.

Usage: make_eval.py DATA_DIR EVAL_DIR

Sets: single_clean and single_tel (held-out sentences), dialogue_tel (the held-out telephone dialogues, one file per line with
0.1-0.4 s around it, as a voice activity detector cuts them) and packed_clean, packed_tel (rows of sentences in one window).
"tel" is 8 kHz A-law, mostly with the 300-3400 Hz band; half of the files carry noise at 15-30 dB.
"""
import json
import os
import sys
import wave

import numpy as np

from audio import SAMPLE_RATE, a_law, resample
from espeak import VARIANTS, Espeak


def noisy(x, snr, rng):
    n = len(x)
    pink = np.fft.irfft(np.fft.rfft(rng.standard_normal(n)) / np.maximum(np.arange(n // 2 + 1) * SAMPLE_RATE / n, 60) ** .5, n)
    return x + pink / pink.std() * np.sqrt((x ** 2).mean()) * 10 ** (-snr / 20)


def main(data, out):
    rng, espeak, manifest = np.random.default_rng(5), Espeak(), []
    os.makedirs(out, exist_ok=True)
    with open(data + '/text.json', encoding='utf8') as f:
        text = json.load(f)

    def speak(sentence, voice=None):
        voice = voice or (str(rng.choice(VARIANTS)), int(rng.integers(140, 241)), int(rng.integers(25, 76)))
        w, chars = espeak.say(sentence, *voice)
        return (w[:min(len(w), chars[-1][2] + espeak.rate // 12)] if chars else w), espeak.rate

    def save(name, kind, sentence, x, telephone, part=''):
        """x at 16 kHz -> channel -> file"""
        x = x / np.abs(x).max() * rng.uniform(.2, .8)
        if telephone:
            x = resample(x, SAMPLE_RATE, 8000, (300, 3400) if rng.random() < .7 else None)
            x = resample(a_law(x / max(1, np.abs(x).max())), 8000, SAMPLE_RATE)
            if rng.random() < .5:
                x = noisy(x, rng.uniform(15, 30), rng)
        with wave.open(f'{out}/{name}.wav', 'wb') as f:
            f.setparams((1, 2, SAMPLE_RATE, 0, 'NONE', ''))
            f.writeframes((np.clip(x, -1, 1) * 32767).astype('<i2').tobytes())
        manifest.append(dict(id=name, set=kind, part=part, text=sentence))

    def around(parts, low=.1, high=.4):
        """Waveforms with a little silence before, between and after them."""
        out = [np.zeros(int(SAMPLE_RATE * rng.uniform(low, high)))]
        for p in parts:
            out += [p, np.zeros(int(SAMPLE_RATE * rng.uniform(low, high)))]
        return np.concatenate(out)

    singles = [(s, 'templates') for s in text['held_sentences'][:50]] + [(s, 'documents') for s in text['held_documents'][:30]]
    for telephone in (False, True):
        kind = 'tel' if telephone else 'clean'
        for i, (s, part) in enumerate(singles):
            save(f's{i:03d}_{kind}', 'single_' + kind, s, around([resample(*speak(s), SAMPLE_RATE)]), telephone, part)
        for i in range(8):
            row = [singles[(i * 7 + j * 11) % len(singles)][0] for j in range(8)]
            spoken, seconds = [], 0
            for s in row:
                x = resample(*speak(s), SAMPLE_RATE)
                if seconds + len(x) / SAMPLE_RATE > 26:
                    break
                spoken.append(x)
                seconds += len(x) / SAMPLE_RATE + .6
            save(f'p{i:02d}_{kind}', 'packed_' + kind, ''.join(row[:len(spoken)]), around(spoken, .3, .9)[:30 * SAMPLE_RATE], telephone)
    for i, lines in enumerate(text['dialogues']):
        voices = [(str(v), int(rng.integers(150, 221)), int(rng.integers(30, 71))) for v in rng.choice(VARIANTS, 2, replace=False)]
        for j, s in enumerate(lines):
            save(f'd{i:02d}_{j:02d}', 'dialogue_tel', s, around([resample(*speak(s, voices[j % 2]), SAMPLE_RATE)]), True, f'dialogue {i + 1}')
    with open(out + '/manifest.json', 'w', encoding='utf8') as f:
        json.dump(manifest, f, ensure_ascii=False, indent=0)
    print({k: sum(m['set'] == k for m in manifest) for k in sorted({m['set'] for m in manifest})})


if __name__ == '__main__':
    main(*sys.argv[1:])
