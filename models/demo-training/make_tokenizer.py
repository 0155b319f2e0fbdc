#!/usr/bin/env python3
"""Step 3: a Whisper-style byte-level BPE tokenizer, one token per Chinese character with a 256-byte fallback.

Usage: make_tokenizer.py MODEL_DIR

The alphabet is characters_zh.txt. Text ids all lie below <|endoftext|> and timestamps directly follow <|notimestamps|>, as
transformers.js expects.
"""
import json
import os
import re
import sys

SPECIAL = ['<|endoftext|>', '<|startoftranscript|>', '<|en|>', '<|zh|>', '<|translate|>', '<|transcribe|>',
           '<|startoflm|>', '<|startofprev|>', '<|nospeech|>', '<|notimestamps|>']
MARKS = '，。？'


def read_characters():
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'characters_zh.txt'), encoding='utf8') as f:
        return re.sub(r'\s', '', f.read())


def byte_letters():
    """GPT-2's printable stand-in for every byte."""
    out, extra = {}, 0
    for b in range(256):
        if 33 <= b <= 126 or 161 <= b <= 172 or b >= 174:
            out[b] = chr(b)
    for b in range(256):
        if b not in out:
            out[b] = chr(256 + extra)
            extra += 1
    return out


LETTERS = byte_letters()


def build(characters):
    """-> ({token: id}, merges, {special token: id})"""
    vocab, merges = {LETTERS[b]: b for b in range(256)}, []
    for ch in list(MARKS) + sorted(characters):
        a, b, c = (LETTERS[x] for x in ch.encode())
        if a + b not in vocab:
            vocab[a + b] = len(vocab)
            merges.append(f'{a} {b}')
        vocab[a + b + c] = len(vocab)
        merges.append(f'{a + b} {c}')
    special = SPECIAL + [f'<|{i * .02:.2f}|>' for i in range(1501)]
    return vocab, merges, {s: len(vocab) + i for i, s in enumerate(special)}


def char_ids(characters):
    vocab, _, special = build(characters)
    return {c: vocab[''.join(LETTERS[x] for x in c.encode())] for c in characters + MARKS}, special


def write(characters, folder):
    vocab, merges, special = build(characters)
    os.makedirs(folder, exist_ok=True)
    added = [{'id': i, 'content': s, 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False,
              'special': not s[2].isdigit()} for s, i in special.items()]
    bytes_ = {'type': 'ByteLevel', 'add_prefix_space': False, 'trim_offsets': True, 'use_regex': True}
    start, no_times, end = '<|startoftranscript|>', '<|notimestamps|>', '<|endoftext|>'

    def token(s):
        return {'SpecialToken': {'id': s, 'type_id': 0}}

    def text(name, kind):
        return {'Sequence': {'id': name, 'type_id': kind}}
    tokenizer = {
        'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': added, 'normalizer': None, 'pre_tokenizer': bytes_,
        'post_processor': {
            'type': 'TemplateProcessing',
            'single': [token(start), token(no_times), text('A', 0), token(end)],
            'pair': [token(start), token(no_times), text('A', 0), text('B', 1), token(end)],
            'special_tokens': {s: {'id': s, 'ids': [special[s]], 'tokens': [s]} for s in (start, no_times, end)}},
        'decoder': bytes_,
        'model': {'type': 'BPE', 'dropout': None, 'unk_token': None, 'continuing_subword_prefix': '', 'end_of_word_suffix': '',
                  'fuse_unk': False, 'byte_fallback': False, 'vocab': vocab, 'merges': merges}}
    config = {
        'added_tokens_decoder': {str(a['id']): {k: v for k, v in a.items() if k != 'id'} for a in added},
        'additional_special_tokens': SPECIAL, 'bos_token': end, 'eos_token': end, 'unk_token': end, 'pad_token': end,
        'add_prefix_space': False, 'clean_up_tokenization_spaces': False, 'errors': 'replace', 'model_max_length': 448,
        'processor_class': 'WhisperProcessor', 'return_attention_mask': False, 'tokenizer_class': 'WhisperTokenizer'}
    for name, content in (('tokenizer.json', tokenizer), ('tokenizer_config.json', config)):
        with open(f'{folder}/{name}', 'w', encoding='utf8') as f:
            json.dump(content, f, ensure_ascii=False, separators=(',', ':'))
    return len(vocab) + len(special)


if __name__ == '__main__':
    print('vocabulary', write(read_characters(), sys.argv[1]))
