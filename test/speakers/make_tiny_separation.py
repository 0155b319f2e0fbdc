#!/usr/bin/env python3
"""Writes the two models of speaker separation with the inputs, outputs and metadata of the real ones, and weights made by
hand: "speakers" are tones, one of 500 Hz and one of 1500 Hz. Loading and processing can be tested without the real files.

segmentation.onnx: x [N, 1, T] at 16 kHz -> y [N, frames, 7], log-probabilities of nobody, 1, 2, 3, 1+2, 1+3, 2+3;
a frame each 270 samples over 991, as pyannote segmentation 3.0 has them. embedding.onnx: x [N, T, 80] filter banks ->
embedding [N, 192], their mean through a random matrix.

Usage: make_tiny_separation.py FOLDER
"""
import os
import sys

import numpy as np
import onnx
from onnx import TensorProto as TP
from onnx import helper as H
from onnx import numpy_helper as NH

RATE, SIZE, SHIFT, CLASSES, FEATURES, DIMENSIONS = 16000, 991, 270, 7, 80, 192


def save(path, nodes, inits, inputs, outputs, metadata):
    graph = H.make_graph(nodes, 'tiny', inputs, outputs, [NH.from_array(value, name) for name, value in inits.items()])
    model = H.make_model(graph, opset_imports=[H.make_opsetid('', 15)], ir_version=8)
    H.set_model_props(model, {key: str(value) for key, value in metadata.items()})
    onnx.checker.check_model(model)
    onnx.save(model, path)


def segmentation(path):
    time = np.arange(SIZE) / RATE
    waves = [wave(2 * np.pi * hz * time) for hz in (500, 1500) for wave in (np.cos, np.sin)]
    filters = np.stack(waves).astype(np.float32)[:, None, :] * 2 / SIZE
    # Power at each tone, then the class: nobody unless there is some.
    power = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], np.float32)[:, :, None]
    logits = np.zeros((CLASSES, 2), np.float32)
    logits[1, 0] = logits[2, 1] = 2000
    bias = np.full(CLASSES, -20, np.float32)
    bias[0] = 5
    bias[1] = bias[2] = 0
    nodes = [
        H.make_node('Conv', ['x', 'filters'], ['waves'], strides=[SHIFT]),
        H.make_node('Mul', ['waves', 'waves'], ['squares']),
        H.make_node('Conv', ['squares', 'power'], ['powers']),
        H.make_node('Conv', ['powers', 'logits', 'bias'], ['classes']),
        H.make_node('Transpose', ['classes'], ['frames'], perm=[0, 2, 1]),
        H.make_node('LogSoftmax', ['frames'], ['y'], axis=-1),
    ]
    inits = {'filters': filters, 'power': power, 'logits': logits[:, :, None], 'bias': bias}
    metadata = {
        'num_speakers': 3,
        'powerset_max_classes': 2,
        'num_classes': CLASSES,
        'sample_rate': RATE,
        'window_size': 10 * RATE,
        'receptive_field_size': SIZE,
        'receptive_field_shift': SHIFT,
        'model_type': 'pyannote-segmentation-3.0',
        'version': '1',
    }
    inputs = [H.make_tensor_value_info('x', TP.FLOAT, ['N', 1, 'T'])]
    outputs = [H.make_tensor_value_info('y', TP.FLOAT, ['N', 'frames', CLASSES])]
    save(path, nodes, inits, inputs, outputs, metadata)


def embedding(path):
    weights = np.random.default_rng(1).normal(size=(FEATURES, DIMENSIONS)).astype(np.float32)
    nodes = [
        H.make_node('ReduceMean', ['x'], ['mean'], axes=[1], keepdims=0),
        H.make_node('MatMul', ['mean', 'weights'], ['embedding']),
    ]
    metadata = {
        'framework': '3d-speaker',
        'language': 'Chinese',
        'sample_rate': RATE,
        'output_dim': DIMENSIONS,
        'normalize_samples': 1,
        'feature_normalize_type': '',
    }
    inputs = [H.make_tensor_value_info('x', TP.FLOAT, ['N', 'T', FEATURES])]
    outputs = [H.make_tensor_value_info('embedding', TP.FLOAT, ['N', DIMENSIONS])]
    save(path, nodes, {'weights': weights}, inputs, outputs, metadata)


if __name__ == '__main__':
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    segmentation(os.path.join(folder, 'segmentation.onnx'))
    embedding(os.path.join(folder, 'embedding.onnx'))
