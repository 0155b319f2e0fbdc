#!/usr/bin/env python3
"""Step 5: write the model folder that transformers.js loads. The ONNX graphs are built node by node; no exporter is needed.

Usage: export_onnx.py CHECKPOINT MODEL_DIR [int8|fp16|fp32]

Weights are stored as int8 per output channel or as fp16 and widened to fp32 by Cast (and Mul), which onnxruntime folds while
loading: small files, fp32 arithmetic. The decoder is one file for both passes, in the layout of Optimum's merged decoders: a
single If with a whole decoder in each branch, the weights of both outside. With use_cache_branch=false it computes the keys
and values of the encoder output, with true it uses the past ones where they lie and returns empty tensors in their place, so
that nothing large is copied at every step.
"""
import json
import os
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto as TP
from onnx import helper as H
from onnx import numpy_helper

import make_tokenizer


def value(name, kind, shape):
    return H.make_tensor_value_info(name, kind, shape)


class Graph:
    """Collects nodes and weights; every method returns the name of its output. The graph of a branch of an If has nodes of
    its own; its weights are those of the graph around it."""

    def __init__(self, weights, config, storage):
        self.weights, self.config, self.storage = weights, config, storage
        self.nodes, self.initializers, self.widened, self.count, self.outer = [], {}, {}, 0, self

    def inner(self):
        graph = Graph(self.weights, self.config, self.storage)
        graph.initializers, graph.outer = self.initializers, self
        return graph

    def name(self, prefix='t'):
        self.outer.count += 1
        return f'{prefix}_{self.outer.count}'

    def op(self, kind, *inputs, out=None, **attributes):
        out = out or self.name(kind.lower())
        self.nodes.append(H.make_node(kind, list(inputs), [out], **attributes))
        return out

    def const(self, array, name=None):
        name = name or self.name('c')
        self.initializers[name] = numpy_helper.from_array(np.asarray(array), name)
        return name

    def ints(self, *values):
        return self.const(np.array(values, np.int64))

    def param(self, name):
        return self.const(self.weights[name], name)

    def weight(self, name, axis, transpose=False):
        """A matrix in the chosen storage; `axis` is the output channel, which has its own int8 scale."""
        if name not in self.outer.widened:
            self.outer.widened[name] = self.outer.widen(name, axis, transpose)
        return self.outer.widened[name]

    def widen(self, name, axis, transpose):
        a = np.ascontiguousarray(self.weights[name].T if transpose else self.weights[name], np.float32)
        if self.storage == 'fp32':
            return self.const(a, name)
        if self.storage == 'fp16':
            return self.op('Cast', self.const(a.astype(np.float16), name + '_f16'), to=TP.FLOAT)
        scale = np.abs(a).max(axis=tuple(i for i in range(a.ndim) if i != axis), keepdims=True) / 127 + 1e-12
        stored = self.const(np.round(a / scale).astype(np.int8), name + '_i8')
        return self.op('Mul', self.op('Cast', stored, to=TP.FLOAT), self.const(scale.astype(np.float32), name + '_scale'))

    def transposed(self, matrix):
        name = matrix + '_transposed'
        if name not in self.widened:
            self.widened[name] = self.op('Transpose', matrix, perm=[1, 0])
        return self.widened[name]

    def linear(self, x, name):
        y = self.op('MatMul', x, self.weight(name + '.weight', 1, transpose=True))
        return self.op('Add', y, self.param(name + '.bias')) if name + '.bias' in self.weights else y

    def norm(self, x, name):
        return self.op('LayerNormalization', x, self.param(name + '.weight'), self.param(name + '.bias'), axis=-1, epsilon=1e-5)

    def gelu(self, x):
        e = self.op('Erf', self.op('Div', x, self.const(np.float32(2 ** .5))))
        return self.op('Mul', self.op('Mul', x, self.op('Add', e, self.const(np.float32(1)))), self.const(np.float32(.5)))

    def feed_forward(self, x, layer):
        y = self.gelu(self.linear(self.norm(x, layer + 'final_layer_norm'), layer + 'fc1'))
        return self.op('Add', x, self.linear(y, layer + 'fc2'))

    def heads(self, x):
        return self.op('Transpose', self.op('Reshape', x, self.ints(0, 0, self.config['heads'], -1)), perm=[0, 2, 1, 3])

    def query(self, x, attention):
        scale = (self.config['d_model'] // self.config['heads']) ** -.5
        return self.heads(self.op('Mul', self.linear(x, attention + 'q_proj'), self.const(np.float32(scale))))

    def attend(self, q, k, v, mask=None):
        a = self.op('MatMul', q, self.op('Transpose', k, perm=[0, 1, 3, 2]))
        if mask:
            a = self.op('Add', a, mask)
        p = self.op('Softmax', a, axis=-1)
        return self.op('Reshape', self.op('Transpose', self.op('MatMul', p, v), perm=[0, 2, 1, 3]), self.ints(0, 0, -1))

    def branch(self, outputs):
        return H.make_graph(self.nodes, self.name('branch'), [], [value(name, TP.FLOAT, None) for name in outputs])

    def save(self, path, inputs, outputs):
        graph = H.make_graph(self.nodes, 'whisper', inputs, outputs, list(self.initializers.values()))
        model = H.make_model(graph, opset_imports=[H.make_opsetid('', 17)], ir_version=8, producer_name='lingting-demo-training')
        onnx.checker.check_model(model)
        onnx.save(model, path)
        print(path, round(os.path.getsize(path) / 1e6, 2), 'MB')


def heard(g, x, margin=200, least=200):
    """Cut (batch, 80, 3000) features after the last frame that is not bare padding, plus a margin, to an even length.

    Whisper always encodes 30 s; a span of a call is 1-6 s. Padding is the constant floor of the log-mel features, and
    training windows are short as well, so leaving it out changes little but the time."""
    floor = g.op('Add', g.op('ReduceMin', x, axes=[1, 2], keepdims=1), g.const(np.float32(.001)))
    used = g.op('ReduceMax', g.op('Cast', g.op('Greater', x, floor), to=TP.INT64), axes=[0, 1], keepdims=0)
    last = g.op('ReduceMax', g.op('Mul', used, g.const(np.arange(1, 3001))), axes=[0], keepdims=1)
    length = g.op('Min', g.op('Max', g.op('Add', last, g.ints(margin)), g.ints(least)), g.ints(3000))
    half = g.op('Div', g.op('Add', length, g.ints(1)), g.ints(2))
    return g.op('Slice', x, g.ints(0), g.op('Mul', half, g.ints(2)), g.ints(2)), half


def encoder(weights, config, storage, path):
    g = Graph(weights, config, storage)
    x, length = heard(g, 'input_features')
    for name, stride in (('encoder.conv1', 1), ('encoder.conv2', 2)):
        x = g.gelu(g.op('Conv', x, g.weight(name + '.weight', 0), g.param(name + '.bias'), kernel_shape=[3], pads=[1, 1], strides=[stride]))
    positions = g.op('Slice', g.weight('encoder.embed_positions', 0), g.ints(0), length, g.ints(0))
    x = g.op('Add', g.op('Transpose', x, perm=[0, 2, 1]), positions)
    for i in range(config['enc_layers']):
        layer = f'encoder.layers.{i}.'
        y = g.norm(x, layer + 'self_attn_layer_norm')
        k, v = (g.heads(g.linear(y, f'{layer}self_attn.{p}_proj')) for p in 'kv')
        x = g.op('Add', x, g.linear(g.attend(g.query(y, layer + 'self_attn.'), k, v), layer + 'self_attn.out_proj'))
        x = g.feed_forward(x, layer)
    g.op('Identity', g.norm(x, 'encoder.layer_norm'), out='last_hidden_state')
    g.save(path, [value('input_features', TP.FLOAT, ['batch_size', 80, 3000])],
           [value('last_hidden_state', TP.FLOAT, ['batch_size', 'encoder_length', config['d_model']])])


def cache_names(config, prefix):
    return [f'{prefix}.{i}.{side}.{kv}' for i in range(config['dec_layers']) for side in ('decoder', 'encoder') for kv in ('key', 'value')]


def decoder_branch(outer, is_cached):
    """A whole decoder, with or without keys and values from before; its outputs are in the order of the file's."""
    g, config = outer.inner(), outer.config
    h, present = config['heads'], {}
    zero, one = g.const(np.int64(0)), g.const(np.int64(1))

    def size(x, axis):
        return g.op('Gather', g.op('Shape', x), g.const(np.int64(axis)))
    past = size('past_key_values.0.decoder.key', 2) if is_cached else zero
    total = g.op('Add', past, size('input_ids', 1))
    here, all_ = g.op('Range', past, total, one), g.op('Range', zero, total, one)
    later = g.op('Greater', g.op('Unsqueeze', all_, g.ints(0)), g.op('Unsqueeze', here, g.ints(1)))
    mask = g.op('Where', later, g.const(np.float32(-1e9)), g.const(np.float32(0)))
    embedding = g.weight('decoder.embed_tokens', 0)
    x = g.op('Add', g.op('Gather', embedding, 'input_ids'), g.op('Gather', g.weight('decoder.embed_positions', 0), here))
    for i in range(config['dec_layers']):
        layer = f'decoder.layers.{i}.'
        y, pair = g.norm(x, layer + 'self_attn_layer_norm'), []
        for kv in ('key', 'value'):
            new = g.heads(g.linear(y, f'{layer}self_attn.{kv[0]}_proj'))
            pair.append(g.op('Concat', f'past_key_values.{i}.decoder.{kv}', new, axis=2) if is_cached else new)
            present[f'present.{i}.decoder.{kv}'] = pair[-1]
        x = g.op('Add', x, g.linear(g.attend(g.query(y, layer + 'self_attn.'), *pair, mask), layer + 'self_attn.out_proj'))
        y, pair = g.norm(x, layer + 'encoder_attn_layer_norm'), []
        for kv in ('key', 'value'):
            name = f'present.{i}.encoder.{kv}'
            if is_cached:
                pair.append(name.replace('present', 'past_key_values'))
                present[name] = g.const(np.zeros((0, h, 1, config['d_model'] // h), np.float32))
            else:
                pair.append(g.heads(g.linear('encoder_hidden_states', f'{layer}encoder_attn.{kv[0]}_proj')))
                present[name] = pair[-1]
        x = g.op('Add', x, g.linear(g.attend(g.query(y, layer + 'encoder_attn.'), *pair), layer + 'encoder_attn.out_proj'))
        x = g.feed_forward(x, layer)
    logits = g.op('MatMul', g.norm(x, 'decoder.layer_norm'), outer.transposed(embedding))
    return g.branch([g.op('Identity', result) for result in (logits, *(present[name] for name in cache_names(config, 'present')))])


def decoder(weights, config, storage, path):
    g = Graph(weights, config, storage)
    d, h = config['d_model'], config['heads']
    inputs = [value('input_ids', TP.INT64, ['batch_size', 'sequence_length']),
              value('encoder_hidden_states', TP.FLOAT, ['batch_size', 'encoder_sequence_length', d])]
    outputs = [value('logits', TP.FLOAT, ['batch_size', 'sequence_length', config['vocab']])]
    for old, new in zip(cache_names(config, 'past_key_values'), cache_names(config, 'present')):
        part = old.split('.')[2]
        inputs.append(value(old, TP.FLOAT, ['batch_size', h, f'past_{part}_length', d // h]))
        outputs.append(value(new, TP.FLOAT, ['batch_size', h, f'{part}_length', d // h]))
    inputs.append(value('use_cache_branch', TP.BOOL, [1]))
    then, otherwise = decoder_branch(g, True), decoder_branch(g, False)
    names = [output.name for output in outputs]
    g.nodes.append(H.make_node('If', ['use_cache_branch'], names, then_branch=then, else_branch=otherwise))
    g.save(path, inputs, outputs)


def configs(config, special, folder):
    end, start, no_times = (special[f'<|{k}|>'] for k in ('endoftext', 'startoftranscript', 'notimestamps'))
    suppressed = sorted(special[f'<|{k}|>'] for k in ('startoftranscript', 'en', 'zh', 'translate', 'transcribe', 'startoflm',
                                                      'startofprev', 'nospeech'))
    common = dict(bos_token_id=end, eos_token_id=end, pad_token_id=end, decoder_start_token_id=start, begin_suppress_tokens=[end],
                  suppress_tokens=suppressed)
    languages = {k: special[k] for k in ('<|en|>', '<|zh|>')}
    tasks = {k: special[f'<|{k}|>'] for k in ('translate', 'transcribe')}
    files = {
        'config.json': dict(
            common, architectures=['WhisperForConditionalGeneration'], model_type='whisper', is_encoder_decoder=True,
            activation_function='gelu', d_model=config['d_model'], encoder_layers=config['enc_layers'],
            decoder_layers=config['dec_layers'], num_hidden_layers=config['enc_layers'], encoder_attention_heads=config['heads'],
            decoder_attention_heads=config['heads'], encoder_ffn_dim=config['ffn'], decoder_ffn_dim=config['ffn'], num_mel_bins=80,
            max_source_positions=1500, max_target_positions=448, max_length=448, vocab_size=config['vocab'], scale_embedding=False,
            dropout=0., attention_dropout=0., activation_dropout=0., encoder_layerdrop=0., decoder_layerdrop=0., init_std=.02,
            use_cache=True, forced_decoder_ids=[[1, languages['<|zh|>']], [2, tasks['transcribe']], [3, no_times]],
            torch_dtype='float32'),
        'generation_config.json': dict(
            common, is_multilingual=True, max_length=448, max_initial_timestamp_index=50, no_timestamps_token_id=no_times,
            prev_sot_token_id=special['<|startofprev|>'], return_timestamps=False,
            forced_decoder_ids=[[1, None], [2, tasks['transcribe']]], lang_to_id=languages, task_to_id=tasks,
            alignment_heads=[[i, 0] for i in range(1, config['dec_layers'])]),   # trained to point at the character
        'preprocessor_config.json': dict(
            chunk_length=30, feature_extractor_type='WhisperFeatureExtractor', feature_size=80, hop_length=160, n_fft=400,
            n_samples=480000, nb_max_frames=3000, padding_side='right', padding_value=0.0, processor_class='WhisperProcessor',
            return_attention_mask=False, sampling_rate=16000)}
    for name, content in files.items():
        with open(f'{folder}/{name}', 'w', encoding='utf8') as f:
            json.dump(content, f, indent=1, ensure_ascii=False)
            f.write('\n')


def main(checkpoint, folder, storage='int8'):
    state = torch.load(checkpoint, map_location='cpu')
    config, weights = state['config'], {k: v.float().numpy() for k, v in state['model'].items()}
    os.makedirs(folder + '/onnx', exist_ok=True)
    make_tokenizer.write(state['characters'], folder)
    configs(config, make_tokenizer.char_ids(state['characters'])[1], folder)
    encoder(weights, config, storage, folder + '/onnx/encoder_model.onnx')
    decoder(weights, config, storage, folder + '/onnx/decoder_model_merged.onnx')


if __name__ == '__main__':
    main(*sys.argv[1:])
