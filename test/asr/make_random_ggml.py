#!/usr/bin/env python3
"""Writes a Whisper model of true shape with random weights in the file format of whisper.cpp, at 16 bits. Its text context is
shorter than the true one: whisper.cpp ends a text at half of it less 4 tokens, and nothing else ends this one.

Usage: make_random_ggml.py FILE tiny|base|small TOKENS
"""
import struct
import sys

import numpy as np

from make_random_whisper import D, FFN, FRAMES, HEADS, LAYERS, MELS, VOCAB, weights

CONTEXT = 2 * (int(sys.argv[3]) + 4)
WORDS = 50257
FREQUENCIES = 201


def numbers(file, *values):
    file.write(struct.pack(f'{len(values)}i', *values))


def tensor(file, name, value):
    """At 16 bits where it is a matrix that is multiplied, as the official files are."""
    exact = value.ndim < 2 or value.shape[-1] == 1 or name.endswith('positional_embedding')
    numbers(file, value.ndim, len(name), int(not exact), *reversed(value.shape))
    file.write(name.encode())
    value.astype(np.float32 if exact else np.float16).tofile(file)


def linear(file, name, outputs, inputs, bias=True):
    tensor(file, name + '.weight', weights(name, (outputs, inputs)))
    if bias:
        tensor(file, name + '.bias', weights(name + '.bias', (outputs,)))


def norm(file, name):
    tensor(file, name + '.weight', np.ones(D))
    tensor(file, name + '.bias', np.zeros(D))


def attention(file, name):
    norm(file, name + '_ln')
    for part in ('query', 'key', 'value', 'out'):
        linear(file, f'{name}.{part}', D, D, bias=part != 'key')


def half(file, name, positions, attentions):
    tensor(file, name + '.positional_embedding', weights(name, (positions, D)))
    for layer in range(LAYERS):
        block = f'{name}.blocks.{layer}.'
        for part in attentions:
            attention(file, block + part)
        norm(file, block + 'mlp_ln')
        linear(file, block + 'mlp.0', FFN, D)
        linear(file, block + 'mlp.2', D, FFN)


with open(sys.argv[1], 'wb') as file:
    numbers(file, 0x67676D6C, VOCAB, FRAMES // 2, D, HEADS, LAYERS, CONTEXT, D, HEADS, LAYERS, MELS, 1)
    numbers(file, MELS, FREQUENCIES)
    np.abs(weights('filters', (MELS, FREQUENCIES))).tofile(file)
    numbers(file, WORDS)
    for word in [bytes([byte]) for byte in range(256)] + [f'w{index}'.encode() for index in range(WORDS - 256)]:
        numbers(file, len(word))
        file.write(word)
    for name, channels in (('conv1', MELS), ('conv2', D)):
        tensor(file, f'encoder.{name}.weight', weights(name, (D, channels, 3)))
        tensor(file, f'encoder.{name}.bias', weights(name + '.bias', (D, 1)))
    half(file, 'encoder', FRAMES // 2, ['attn'])
    norm(file, 'encoder.ln_post')
    tensor(file, 'decoder.token_embedding.weight', weights('tokens', (VOCAB, D)))
    half(file, 'decoder', CONTEXT, ['attn', 'cross_attn'])
    norm(file, 'decoder.ln')
