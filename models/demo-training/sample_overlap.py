#!/usr/bin/env python3
"""Keeps the words of the sample calls out of the training text: they are for measuring.

A sentence quotes a sample call when it is one of its lines, or shares RUN characters in a row with one, punctuation left
out. Set phrases of courtesy and of rudeness (set_phrases_zh.txt) cannot differ, and do not count.

Usage: sample_overlap.py DATA_DIR...        (what the text.json of these folders shares with the sample calls)
"""
import glob
import json
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = 6


def plain(text):
    return ''.join(re.findall('[一-龥]', text))


def runs(text):
    return {text[i:i + RUN] for i in range(len(text) - RUN + 1)}


class Samples:
    def __init__(self):
        self.lines, self.runs = set(), set()
        with open(HERE + '/set_phrases_zh.txt', encoding='utf8') as f:
            phrases = '|'.join(sorted(f.read().split(), key=len, reverse=True))
        for path in glob.glob(HERE + '/../../samples/truth/*.json'):
            with open(path, encoding='utf8') as f:
                spoken = [plain(line['text']) for line in json.load(f)['lines']]
            self.lines.update(line for line in spoken if len(line) >= 4)
            for line in spoken:
                for rest in re.split(phrases, line):
                    self.runs |= runs(rest)

    def quoted(self, sentence):
        """What the sentence has in common with a sample call: a whole line or a run; None for nothing."""
        text = plain(sentence)
        return text if text in self.lines and len(text) >= RUN else next((run for run in runs(text) if run in self.runs), None)


def main(folders):
    samples = Samples()
    for folder in folders:
        with open(folder + '/text.json', encoding='utf8') as f:
            text = json.load(f)
        sentences = {plain(s) for kind in ('templates', 'extra', 'salad') for s in text[kind]}
        quoting = sum(samples.quoted(s) is not None for s in sentences)
        whole = sorted(samples.lines & sentences, key=len)
        print(f'{folder}: {quoting} of {len(sentences)} sentences share {RUN} characters in a row with a sample call, set phrases '
              f'apart; sample lines of 4 or more characters that are training sentences: {len(whole)} of {len(samples.lines)} '
              f'({"，".join(whole)})')


if __name__ == '__main__':
    main(sys.argv[1:])
