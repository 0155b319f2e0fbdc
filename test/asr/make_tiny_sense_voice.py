#!/usr/bin/env python3
"""Writes a SenseVoice model with the inputs, outputs and metadata of the real one (as sherpa-onnx exports it) and weights
made by hand: each tone is a token. All of the way from samples to text can be tested without the real files.

model.onnx: x [N, T, 560] (filter banks of 7 frames, an output each 6), x_length, language, text_norm [N] -> logits
[N, T + 4, vocabulary]; the first four outputs are language, emotion, event and number form. The language is the one that is
told, or with `auto` the one whose tones are louder; nobody speaks where no tone is loud.

Usage: make_tiny_sense_voice.py FOLDER
"""
import os
import sys

import numpy as np
import onnx
from onnx import TensorProto as TP
from onnx import helper as H
from onnx import numpy_helper as NH

BANDS, STACKED, SHIFT = 80, 7, 6
TAGS = ['<unk>', '<s>', '</s>', '<|zh|>', '<|en|>', '<|yue|>', '<|nospeech|>', '<|EMO_UNKNOWN|>', '<|Speech|>', '<|withitn|>', '<|woitn|>']
# Hz of the tone -> token.
TONES = {500: '您', 1000: '好', 1500: '請', 2000: '，', 2500: '<|Laughter|>', 3000: '▁hello', 3500: '▁there'}
TOKENS = TAGS + list(TONES.values())
AT = {token: at for at, token in enumerate(TOKENS)}
LANGUAGES = {'auto': 0, 'zh': 3, 'en': 4, 'yue': 7, 'ja': 11, 'ko': 12, 'nospeech': 13}
WITH_ITN, WITHOUT_ITN, IDS = 14, 15, 16
# Natural logarithm of the power in a band: a tone of 0.3 of full scale is over it, its leakage elsewhere under it.
LOUD = 21.0


def band(hz):
    mel = lambda f: 1127 * np.log(1 + f / 700)
    width = (mel(8000) - mel(20)) / (BANDS + 1)
    return int(round((mel(hz) - mel(20)) / width)) - 1


def rows(entries):
    table = np.zeros((IDS, len(TOKENS)), np.float32)
    for (identity, token), value in entries.items():
        table[identity, AT[token]] = value
    return table


def one_hot(token, value):
    return np.float32([[[value if other == token else 0 for other in TOKENS]]])


def model():
    weights = np.zeros((BANDS * STACKED, len(TOKENS)), np.float32)
    bias = np.full(len(TOKENS), -100, np.float32)
    bias[0] = 0
    for hz, token in TONES.items():
        weights[BANDS * (STACKED // 2) + band(hz), AT[token]] = 1
        bias[AT[token]] = -LOUD
    # Where the language is not told, the loudest token of each says how likely it is.
    heard = np.zeros((len(TOKENS), len(TOKENS)), np.float32)
    for token, language in (('您', '<|zh|>'), ('▁hello', '<|en|>'), ('▁there', '<|yue|>')):
        heard[AT[token], AT[language]] = 1
    told = {(LANGUAGES[name], f'<|{name}|>'): 10 for name in ('zh', 'en', 'yue')}
    inits = {
        'weights': weights,
        'bias': bias,
        'told': rows(told),
        'isAuto': np.float32([[10 if identity == 0 else 0] for identity in range(IDS)]),
        'heard': heard,
        'norms': rows({(WITH_ITN, '<|withitn|>'): 10, (WITHOUT_ITN, '<|woitn|>'): 10}),
        'marks': rows({(WITHOUT_ITN, '，'): -1000}),
        'nobody': one_hot('<|nospeech|>', 1),
        'faint': np.float32(2),
        'steep': np.float32(10),
        'none': np.float32(0),
        'emotion': one_hot('<|EMO_UNKNOWN|>', 10),
        'event': one_hot('<|Speech|>', 10),
        'one': np.int64([1]),
    }
    nodes = [
        H.make_node('MatMul', ['x', 'weights'], ['products']),
        H.make_node('Add', ['products', 'bias'], ['tones']),
        H.make_node('Gather', ['marks', 'text_norm'], ['mark']),
        H.make_node('Unsqueeze', ['mark', 'one'], ['marking']),
        H.make_node('Add', ['tones', 'marking'], ['frames']),
        H.make_node('ReduceMax', ['tones'], ['loudest'], axes=[1], keepdims=1),
        H.make_node('MatMul', ['loudest', 'heard'], ['hearing']),
        H.make_node('Gather', ['isAuto', 'language'], ['auto']),
        H.make_node('Unsqueeze', ['auto', 'one'], ['autos']),
        H.make_node('Mul', ['hearing', 'autos'], ['guess']),
        H.make_node('Gather', ['told', 'language'], ['tell']),
        H.make_node('Unsqueeze', ['tell', 'one'], ['telling']),
        H.make_node('Add', ['guess', 'telling'], ['languages']),
        # (2 - loudness) * 10 in favour of nobody.
        H.make_node('ReduceMax', ['tones'], ['loudness'], axes=[1, 2], keepdims=1),
        H.make_node('Sub', ['faint', 'loudness'], ['missing']),
        H.make_node('Mul', ['missing', 'steep'], ['weight']),
        H.make_node('Mul', ['nobody', 'weight'], ['silence']),
        H.make_node('Add', ['languages', 'silence'], ['first']),
        H.make_node('Gather', ['norms', 'text_norm'], ['norm']),
        H.make_node('Unsqueeze', ['norm', 'one'], ['fourth']),
        H.make_node('Concat', ['first', 'emotion', 'event', 'fourth', 'frames'], ['all'], axis=1),
        H.make_node('Cast', ['x_length'], ['length'], to=TP.FLOAT),
        H.make_node('Mul', ['length', 'none'], ['nothing']),
        H.make_node('Add', ['all', 'nothing'], ['logits']),
    ]
    whole = lambda name: H.make_tensor_value_info(name, TP.INT32, ['N'])
    inputs = [H.make_tensor_value_info('x', TP.FLOAT, ['N', 'T', BANDS * STACKED])]
    inputs += [whole('x_length'), whole('language'), whole('text_norm')]
    outputs = [H.make_tensor_value_info('logits', TP.FLOAT, ['N', 'frames', len(TOKENS)])]
    graph = H.make_graph(nodes, 'tiny', inputs, outputs, [NH.from_array(value, name) for name, value in inits.items()])
    made = H.make_model(graph, opset_imports=[H.make_opsetid('', 13)], ir_version=8)
    metadata = {
        'lfr_window_size': STACKED,
        'lfr_window_shift': SHIFT,
        'normalize_samples': 0,
        'neg_mean': ','.join(['0'] * BANDS * STACKED),
        'inv_stddev': ','.join(['1'] * BANDS * STACKED),
        'model_type': 'sense_voice_ctc',
        'version': 2,
        'vocab_size': len(TOKENS),
        'comment': 'tiny, made by hand',
        **{f'lang_{name}': identity for name, identity in LANGUAGES.items()},
        'with_itn': WITH_ITN,
        'without_itn': WITHOUT_ITN,
    }
    H.set_model_props(made, {key: str(value) for key, value in metadata.items()})
    onnx.checker.check_model(made)
    return made


if __name__ == '__main__':
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    onnx.save(model(), os.path.join(folder, 'model.onnx'))
    with open(os.path.join(folder, 'tokens.txt'), 'w', encoding='utf-8') as file:
        file.writelines(f'{token} {at}\n' for at, token in enumerate(TOKENS))
