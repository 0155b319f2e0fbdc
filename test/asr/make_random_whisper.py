#!/usr/bin/env python3
"""Writes a Whisper model of true shape and file layout with random weights: what it says is noise, but every name, shape
and number type is that of the official ONNX files, so that loading, decoding and speed can be tested without them.

The encoder is written as Optimum traces it from PyTorch (norms and GELU in single operations, attention over windows and
heads in one dimension, shapes computed as the graph runs); the decoder is merged as Optimum merges it (one `If` on
use_cache_branch around two whole decoders, weights outside, no encoder K/V from the cached branch, which hides no later
word: it was traced with one at a time). The `_quantized` files hold the same weights in 8 bits as Xenova publishes them: one
scale for a matrix, unsigned in the encoder (convolutions too), signed in the decoder. Their attention has windows and heads in
one dimension, as older versions traced it, that of the fp32 decoder apart, as newer ones do.

Usage: make_random_whisper.py FOLDER [tiny|base|small] [all]
Without `all` only the files that are used by default: encoder fp32, decoder in 8 bits.
"""
import json
import os
import sys
import zlib

import numpy as np
import onnx
from onnx import TensorProto as TP
from onnx import helper as H
from onnx import numpy_helper as NH

SIZES = {'tiny': (384, 6, 4), 'base': (512, 8, 6), 'small': (768, 12, 12)}
D, HEADS, LAYERS = SIZES[sys.argv[2] if len(sys.argv) > 2 else 'tiny']
FFN, MELS, FRAMES, VOCAB, POSITIONS = 4 * D, 80, 3000, 51865, 448
DH = D // HEADS


SPREAD = 0.02


def weights(name, shape):
    """The same for a name whatever else is written."""
    return np.random.default_rng(zlib.crc32(name.encode())).standard_normal(shape, np.float32) * np.float32(SPREAD)


class Graph:
    """Nodes of one (sub)graph; initializers are shared with the outermost one."""

    def __init__(self, inits, quantized=None):
        self.nodes, self.inits, self.quantized = [], inits, quantized

    def op(self, kind, *ins, out=None, outs=1, **attrs):
        names = [out] if out else [f't{len(self.inits)}_{id(self)}_{len(self.nodes)}_{i}' for i in range(outs)]
        self.nodes.append(H.make_node(kind, list(ins), names, **attrs))
        return names[0] if outs == 1 else names

    def const(self, name, value):
        if name not in self.inits:
            self.inits[name] = NH.from_array(np.asarray(value() if callable(value) else value), name)
        return name

    def ints(self, *values):
        return self.const('i' + '_'.join(map(str, values)), np.array(values, np.int64))

    def random(self, name, *shape):
        return self.const(name, lambda: weights(name, shape))

    def in_8_bits(self, name, *shape):
        """Weights in one byte each; names of bytes, scale and zero point."""
        scale = lambda: np.float32(2 * np.abs(weights(name, shape)).max() / 255)
        kind, zero = (np.uint8, 128) if self.quantized == 'unsigned' else (np.int8, 0)
        return (self.const(name + '_q', lambda: np.clip(np.rint(weights(name, shape) / scale()) + zero, zero - 128, zero + 127).astype(kind)),
                self.const(name + '_scale', scale), self.const('weight_zero', kind(zero)))

    def integer_product(self, kind, x, weight, scale, zero, **attrs):
        quantized, x_scale, x_zero = self.op('DynamicQuantizeLinear', x, outs=3)
        product = self.op('Cast', self.op(kind, quantized, weight, x_zero, zero, **attrs), to=TP.FLOAT)
        return self.op('Mul', product, self.op('Mul', x_scale, scale))

    def matmul(self, x, name, rows, columns):
        if not self.quantized:
            return self.op('MatMul', x, self.random(name, rows, columns))
        return self.integer_product('MatMulInteger', x, *self.in_8_bits(name, rows, columns))

    def conv(self, x, name, channels, **attrs):
        bias = name + '.bias'
        if not self.quantized:
            return self.op('Conv', x, self.random(name, D, channels, 3), self.random(bias, D), **attrs)
        product = self.integer_product('ConvInteger', x, *self.in_8_bits(name, D, channels, 3), **attrs)
        return self.op('Add', product, self.op('Reshape', self.random(bias, D), self.ints(1, D, 1)))

    def embedding(self, ids):
        if not self.quantized:
            return self.op('Gather', self.random('tokens', VOCAB, D), ids)
        table, scale, _ = self.in_8_bits('tokens', VOCAB, D)
        return self.op('Mul', self.op('Cast', self.op('Gather', table, ids), to=TP.FLOAT), scale)

    def vocabulary(self, x):
        """Logits: the embedding once more, turned over as the graph runs."""
        if not self.quantized:
            return self.op('MatMul', x, self.op('Transpose', self.random('tokens', VOCAB, D), perm=[1, 0]))
        table, scale, zero = self.in_8_bits('tokens', VOCAB, D)
        return self.integer_product('MatMulInteger', x, self.op('Transpose', table, perm=[1, 0]), scale, zero)

    def linear(self, x, name, rows, columns, bias=True):
        product = self.matmul(x, name, rows, columns)
        return self.op('Add', self.random(name + '.bias', columns), product) if bias else product

    def norm(self, x, name):
        ones, zeros = self.const('ones', np.ones(D, np.float32)), self.const('zeros', np.zeros(D, np.float32))
        return self.op('LayerNormalization', x, ones, zeros, axis=-1, epsilon=1e-5)

    def gelu(self, x):
        half = self.op('Erf', self.op('Mul', x, self.const('rsqrt2', np.float32(0.5**0.5))))
        return self.op('Mul', self.op('Mul', x, self.op('Add', half, self.const('one', np.float32(1)))), self.const('half', np.float32(0.5)))

    def scaled(self, x):
        return self.op('Mul', x, self.const('scale', np.float32(DH**-0.5)))

    def heads(self, x):
        return self.op('Transpose', self.op('Reshape', x, self.ints(0, 0, HEADS, DH)), perm=[0, 2, 1, 3])

    def attend(self, q, k, v, mask=None):
        if self.quantized:
            shape = self.op('Shape', q)
            q, k, v = (self.op('Reshape', x, self.op('Concat', self.ints(-1), self.op('Gather', self.op('Shape', x), self.ints(2)), self.ints(DH), axis=0)) for x in (q, k, v))
        turn = [0, 2, 1] if self.quantized else [0, 1, 3, 2]
        scores = self.op('MatMul', q, self.op('Transpose', k, perm=turn))
        if mask:
            scores = self.op('Add', scores, mask)
        mixed = self.op('MatMul', self.op('Softmax', scores, axis=-1), v)
        if self.quantized:
            mixed = self.op('Reshape', mixed, shape)
        return self.op('Reshape', self.op('Transpose', mixed, perm=[0, 2, 1, 3]), self.ints(0, 0, D))

    def feed_forward(self, x, name):
        return self.op('Add', x, self.linear(self.gelu(self.linear(self.norm(x, name), name + '.fc1', D, FFN)), name + '.fc2', FFN, D))


def value(name, kind, *shape):
    return H.make_tensor_value_info(name, kind, list(shape))


def save(graph, inputs, outputs, path):
    body = H.make_graph(graph.nodes, 'whisper', inputs, outputs, list(graph.inits.values()))
    model = H.make_model(body, opset_imports=[H.make_opsetid('', 17)], ir_version=8)
    onnx.save(model, path)


class TracedGraph(Graph):
    """As PyTorch is traced: shapes are computed from the values, and nothing is said in one operation."""

    def norm(self, x, name):
        distance = self.op('Sub', x, self.op('ReduceMean', x, axes=[-1]))
        spread = self.op('ReduceMean', self.op('Pow', distance, self.const('two', np.float32(2))), axes=[-1])
        spread = self.op('Sqrt', self.op('Add', spread, self.const('epsilon', np.float32(1e-5))))
        scaled = self.op('Mul', self.op('Div', distance, spread), self.const('ones', np.ones(D, np.float32)))
        return self.op('Add', scaled, self.const('zeros', np.zeros(D, np.float32)))

    def gelu(self, x):
        erf = self.op('Erf', self.op('Div', x, self.const('sqrt2', np.float32(2**0.5))))
        return self.op('Mul', self.op('Mul', x, self.op('Add', erf, self.const('one', np.float32(1)))), self.const('half', np.float32(0.5)))

    def size(self, x, axis):
        return self.op('Unsqueeze', self.op('Gather', self.op('Shape', x), self.const(f'index{axis}', np.int64(axis)), axis=0), self.ints(0))

    def reshape(self, x, *sizes):
        return self.op('Reshape', x, self.op('Concat', *(self.ints(one) if isinstance(one, int) else one for one in sizes), axis=0))

    def attention(self, y, name):
        batch = self.size(y, 0)
        together = self.op('Mul', batch, self.ints(HEADS))
        def heads(x):
            apart = self.op('Transpose', self.reshape(x, batch, -1, HEADS, DH), perm=[0, 2, 1, 3])
            return self.reshape(apart, together, -1, DH)
        q = heads(self.op('Mul', self.linear(y, f'{name}.q', D, D), self.const('scale', np.float32(DH**-0.5))))
        k = heads(self.linear(y, f'{name}.k', D, D, bias=False))
        v = heads(self.linear(y, f'{name}.v', D, D))
        shares = self.op('Softmax', self.op('MatMul', q, self.op('Transpose', k, perm=[0, 2, 1])), axis=-1)
        mixed = self.reshape(self.op('MatMul', shares, v), batch, HEADS, -1, DH)
        mixed = self.reshape(self.op('Transpose', mixed, perm=[0, 2, 1, 3]), batch, -1, D)
        return self.linear(mixed, name + '.o', D, D)


def encoder(path, quantized):
    g = TracedGraph({}, quantized)
    x = 'input_features'
    for name, channels, stride in (('conv1', MELS, 1), ('conv2', D, 2)):
        x = g.gelu(g.conv(x, name, channels, kernel_shape=[3], pads=[1, 1], strides=[stride]))
    x = g.op('Add', g.op('Transpose', x, perm=[0, 2, 1]), g.random('positions', FRAMES // 2, D))
    for layer in range(LAYERS):
        name = f'layer{layer}'
        x = g.op('Add', x, g.attention(g.norm(x, name), name))
        x = g.feed_forward(x, name)
    g.op('Identity', g.norm(x, 'last'), out='last_hidden_state')
    save(g, [value('input_features', TP.FLOAT, 'batch_size', MELS, FRAMES)],
         [value('last_hidden_state', TP.FLOAT, 'batch_size', FRAMES // 2, D)], path)


def cache_names(prefix):
    return [f'{prefix}.{layer}.{side}.{part}' for layer in range(LAYERS) for side in ('decoder', 'encoder') for part in ('key', 'value')]


def decoder_body(inits, cached, quantized):
    """One whole decoder; `cached` takes the K/V of earlier steps. Returns a graph for a branch of `If`."""
    g = Graph(inits, quantized)
    tag = 'cached' if cached else 'first'
    presents = {}
    length = g.op('Gather', g.op('Shape', 'input_ids'), g.const('index1', np.int64(1)))
    past = g.op('Gather', g.op('Shape', 'past_key_values.0.decoder.key'), g.const('index2', np.int64(2))) if cached else g.const('index0', np.int64(0))
    end = g.op('Add', past, length)
    at = g.op('Range', past, end, g.const('index1', np.int64(1)))
    every = g.op('Range', g.const('index0', np.int64(0)), end, g.const('index1', np.int64(1)))
    later = g.op('Greater', g.op('Unsqueeze', every, g.ints(0)), g.op('Unsqueeze', at, g.ints(1)))
    mask = g.op('Where', later, g.const('never', np.float32(-1e9)), g.const('zero', np.float32(0)))
    x = g.op('Add', g.embedding('input_ids'), g.op('Gather', g.random('positions', POSITIONS, D), at))
    for layer in range(LAYERS):
        name = f'layer{layer}'
        y = g.norm(x, name)
        q = g.heads(g.scaled(g.linear(y, name + '.self.q', D, D)))
        kv = []
        for part in ('key', 'value'):
            new = g.heads(g.linear(y, f'{name}.self.{part}', D, D))
            kv.append(g.op('Concat', f'past_key_values.{layer}.decoder.{part}', new, axis=2) if cached else new)
            presents[f'present.{layer}.decoder.{part}'] = kv[-1]
        x = g.op('Add', x, g.linear(g.attend(q, *kv, None if cached else mask), name + '.self.o', D, D))
        q = g.heads(g.scaled(g.linear(g.norm(x, name), name + '.cross.q', D, D)))
        kv = []
        for part in ('key', 'value'):
            kv.append(f'past_key_values.{layer}.encoder.{part}' if cached else g.heads(g.linear('encoder_hidden_states', f'{name}.cross.{part}', D, D)))
            empty = g.const('nothing', np.zeros((0, HEADS, 1, DH), np.float32))
            presents[f'present.{layer}.encoder.{part}'] = empty if cached else kv[-1]
        x = g.op('Add', x, g.linear(g.attend(q, *kv), name + '.cross.o', D, D))
        x = g.feed_forward(x, name)
    outputs = [g.op('Identity', g.vocabulary(g.norm(x, 'last')), out=f'logits_{tag}')]
    outputs += [g.op('Identity', presents[name], out=f'{name}_{tag}') for name in cache_names('present')]
    return H.make_graph(g.nodes, tag, [], [value(name, TP.FLOAT, *[None] * (3 if i == 0 else 4)) for i, name in enumerate(outputs)])


def decoder(path, quantized):
    inits = {}
    g = Graph(inits)
    names = ['logits', *cache_names('present')]
    branches = {'then_branch': decoder_body(inits, True, quantized), 'else_branch': decoder_body(inits, False, quantized)}
    g.nodes.append(H.make_node('If', ['use_cache_branch'], names, **branches))
    inputs = [value('input_ids', TP.INT64, 'batch_size', 'decoder_sequence_length'),
              value('encoder_hidden_states', TP.FLOAT, 'batch_size', 'encoder_sequence_length', D)]
    inputs += [value(name, TP.FLOAT, 'batch_size', HEADS, 'past_length', DH) for name in cache_names('past_key_values')]
    inputs.append(value('use_cache_branch', TP.BOOL, 1))
    outputs = [value('logits', TP.FLOAT, 'batch_size', 'decoder_sequence_length', VOCAB)]
    outputs += [value(name, TP.FLOAT, None, HEADS, None, DH) for name in names[1:]]
    save(g, inputs, outputs, path)


def byte_letters():
    """The 256 printable stand-ins of byte-level BPE, in the order of GPT-2."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in kept]
    return [chr(byte) for byte in kept] + [chr(256 + index) for index in range(len(others))]


def texts(folder):
    languages = ['en', 'zh', *(f'l{index}' for index in range(97))]
    words = byte_letters() + [f'w{index}' for index in range(50257 - 256)]
    specials = ['<|endoftext|>', '<|startoftranscript|>', *(f'<|{code}|>' for code in languages), '<|translate|>', '<|transcribe|>',
                '<|startoflm|>', '<|startofprev|>', '<|nospeech|>', '<|notimestamps|>']
    stamps = [f'<|{step * 0.02:.2f}|>' for step in range(1501)]
    ids = {token: 50257 + index for index, token in enumerate(specials + stamps)}
    assert ids['<|0.00|>'] == 50364 and ids['<|30.00|>'] == VOCAB - 1
    eot, sot = ids['<|endoftext|>'], ids['<|startoftranscript|>']
    shared = dict(bos_token_id=eot, eos_token_id=eot, pad_token_id=eot, decoder_start_token_id=sot, begin_suppress_tokens=[220, eot],
                  suppress_tokens=[sot, 50360, 50361, 50362], max_length=POSITIONS)
    write = lambda name, content: json.dump(content, open(os.path.join(folder, name), 'w'))
    write('config.json', dict(shared, architectures=['WhisperForConditionalGeneration'], model_type='whisper', is_encoder_decoder=True, d_model=D,
          encoder_layers=LAYERS, decoder_layers=LAYERS, num_hidden_layers=LAYERS, encoder_attention_heads=HEADS, decoder_attention_heads=HEADS,
          encoder_ffn_dim=FFN, decoder_ffn_dim=FFN, num_mel_bins=MELS, max_source_positions=FRAMES // 2, max_target_positions=POSITIONS, vocab_size=VOCAB))
    write('generation_config.json', dict(shared, is_multilingual=True, no_timestamps_token_id=ids['<|notimestamps|>'], prev_sot_token_id=50361,
          return_timestamps=False, max_initial_timestamp_index=50, lang_to_id={f'<|{code}|>': ids[f'<|{code}|>'] for code in languages},
          task_to_id={'translate': ids['<|translate|>'], 'transcribe': ids['<|transcribe|>']}))
    write('preprocessor_config.json', dict(chunk_length=30, feature_extractor_type='WhisperFeatureExtractor', feature_size=MELS, hop_length=160,
          n_fft=400, n_samples=480000, nb_max_frames=FRAMES, padding_side='right', padding_value=0.0, processor_class='WhisperProcessor', sampling_rate=16000))
    added = [dict(id=ids[token], content=token, single_word=False, lstrip=False, rstrip=False, normalized=False, special=token in specials) for token in ids]
    plain = dict(type='ByteLevel', add_prefix_space=False, trim_offsets=True, use_regex=True)
    write('tokenizer.json', dict(version='1.0', truncation=None, padding=None, added_tokens=added, normalizer=None, pre_tokenizer=plain, post_processor=None,
          decoder=plain, model=dict(type='BPE', dropout=None, unk_token='<|endoftext|>', continuing_subword_prefix='', end_of_word_suffix='', fuse_unk=False,
                                    vocab={word: index for index, word in enumerate(words)}, merges=[])))
    write('tokenizer_config.json', dict(tokenizer_class='WhisperTokenizer', bos_token='<|endoftext|>', eos_token='<|endoftext|>', pad_token='<|endoftext|>',
          unk_token='<|endoftext|>', model_max_length=1024, clean_up_tokenization_spaces=False, return_attention_mask=False, processor_class='WhisperProcessor'))


if __name__ == '__main__':
    target = sys.argv[1]
    file = lambda name: os.path.join(target, 'onnx', name)
    os.makedirs(os.path.join(target, 'onnx'), exist_ok=True)
    texts(target)
    encoder(file('encoder_model.onnx'), None)
    decoder(file('decoder_model_merged_quantized.onnx'), 'signed')
    if sys.argv[3:] == ['all']:
        encoder(file('encoder_model_quantized.onnx'), 'unsigned')
        decoder(file('decoder_model_merged.onnx'), None)
