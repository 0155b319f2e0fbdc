#!/usr/bin/env python3
"""Step 2: speak the sentences with espeak-ng; store log10 mel power (fp16) and the time of every character.

Usage: make_audio.py DATA_DIR SHARD SHARDS        (run one process per shard)
"""
import json
import pickle
import sys
import time

import numpy as np

from audio import SAMPLE_RATE, mel_power, resample, telephone
from espeak import EXTRA, VARIANTS, Espeak

REPEATS = {'templates': 1, 'extra': 2, 'salad': 1}         # voices per sentence
SHORT = 9                                                  # sentences up to this length get two more voices


def jobs(text):
    out = [(s, kind) for kind, n in REPEATS.items() for s in text[kind] for _ in range(n)]
    return out + [(s, 'templates') for s in text['templates'] if len(s) <= SHORT for _ in range(2)]


def main(data, shard, shards):
    rng = np.random.default_rng(100 + shard)
    with open(f'{data}/text.json', encoding='utf8') as f:
        text = json.load(f)
    todo = jobs(text)
    np.random.default_rng(0).shuffle(todo)
    todo = todo[shard::shards]
    espeak = Espeak()
    espeak.set_voice()
    syllables = {c: espeak.phonemes(c) for c in text['characters']}
    mels, index, offset, unclear, start = [], [], 0, 0, time.time()
    for j, (sentence, kind) in enumerate(todo):
        voice = rng.choice(VARIANTS) if rng.random() < .8 else rng.choice(EXTRA)
        wave, chars = espeak.say(sentence, voice, int(rng.integers(130, 261)), int(rng.integers(20, 81)), int(rng.integers(30, 71)))
        if chars is None:
            unclear += 1
            continue
        wave = wave[:min(len(wave), chars[-1][2] + espeak.rate // 12)]
        x = telephone(wave, espeak.rate, rng) if rng.random() < .75 else resample(wave, espeak.rate, SAMPLE_RATE)
        x = x / max(1e-6, np.abs(x).max()) * 10 ** rng.uniform(-.9, -.05)
        mel = np.log10(np.maximum(mel_power(x), 1e-10)).astype(np.float16)
        r = 100 / espeak.rate                              # samples -> mel frames
        index.append((sentence, kind, offset, len(mel), [(c, a * r, b * r) for c, a, b in chars]))
        offset += len(mel)
        mels.append(mel)
        if j % 2000 == 0:
            print(f'shard {shard}: {j}/{len(todo)} sentences, {offset / 360000:.2f} h, {time.time() - start:.0f} s', flush=True)
    np.save(f'{data}/mel{shard}.npy', np.concatenate(mels))
    with open(f'{data}/index{shard}.pkl', 'wb') as f:
        pickle.dump((index, syllables), f)
    print(f'shard {shard}: {len(index)} clips ({unclear} without a clear alignment), {offset / 360000:.2f} h, {time.time() - start:.0f} s')


if __name__ == '__main__':
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
