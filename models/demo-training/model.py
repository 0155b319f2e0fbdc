"""Whisper (encoder-decoder, pre-norm, GELU) in plain torch: activations in the type of the input (bf16 or fp32) over fp32 master weights.

State-dict names follow Hugging Face's WhisperForConditionalGeneration, so the weights map one to one.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def sinusoids(n, d):
    inverse = torch.exp(-math.log(10000) / (d // 2 - 1) * torch.arange(d // 2))
    t = torch.arange(n)[:, None] * inverse[None]
    return torch.cat([t.sin(), t.cos()], 1)


class Linear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) * n_in ** -.5)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return F.linear(x, self.weight.to(x.dtype), None if self.bias is None else self.bias.to(x.dtype))


class LayerNorm(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.ones(d)), nn.Parameter(torch.zeros(d))

    def forward(self, x):
        return F.layer_norm(x.float(), (x.shape[-1],), self.weight, self.bias, 1e-5).to(x.dtype)


class Conv(nn.Module):
    """Conv1d with kernel 3 and padding 1 on (batch, time, channels), written as one matmul."""

    def __init__(self, n_in, n_out, stride):
        super().__init__()
        self.stride = stride
        self.weight = nn.Parameter(torch.randn(n_out, n_in, 3) * (3 * n_in) ** -.5)
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        time, padded = x.shape[1], F.pad(x, (0, 0, 1, 1))
        taps = torch.cat([padded[:, k:k + time:self.stride] for k in range(3)], -1)
        weight = self.weight.permute(0, 2, 1).reshape(self.weight.shape[0], -1)
        return F.linear(taps, weight.to(x.dtype), self.bias.to(x.dtype))


class Attention(nn.Module):
    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.q_proj, self.k_proj, self.v_proj, self.out_proj = Linear(d, d), Linear(d, d, False), Linear(d, d), Linear(d, d)

    def split(self, x):
        batch, time, d = x.shape
        return x.view(batch, time, self.heads, d // self.heads).transpose(1, 2).reshape(batch * self.heads, time, d // self.heads)

    def forward(self, x, other=None, mask=None):
        """Self-attention, or attention from x to `other`; -> output and the probabilities of head 0."""
        batch, time, d = x.shape
        scale, dtype, no_bias = (d // self.heads) ** -.5, x.dtype, torch.zeros_like(self.v_proj.bias)
        if other is None:                                  # one matmul for all three
            weight = torch.cat([self.q_proj.weight * scale, self.k_proj.weight, self.v_proj.weight])
            bias = torch.cat([self.q_proj.bias * scale, no_bias, self.v_proj.bias])
            q, k, v = F.linear(x, weight.to(dtype), bias.to(dtype)).split(d, -1)
        else:
            q = self.q_proj(x) * scale
            weight, bias = torch.cat([self.k_proj.weight, self.v_proj.weight]), torch.cat([no_bias, self.v_proj.bias])
            k, v = F.linear(other, weight.to(dtype), bias.to(dtype)).split(d, -1)
        q, k, v = self.split(q), self.split(k), self.split(v)
        a = torch.bmm(q, k.transpose(1, 2))
        p = (a if mask is None else a + mask).softmax(-1)
        out = torch.bmm(p, v).view(batch, self.heads, time, d // self.heads).transpose(1, 2).reshape(batch, time, d)
        return self.out_proj(out), p.view(batch, self.heads, time, -1)[:, 0]


class Layer(nn.Module):
    """An encoder layer, or with cross=True a decoder layer."""

    def __init__(self, d, heads, ffn, cross=False):
        super().__init__()
        self.self_attn, self.self_attn_layer_norm = Attention(d, heads), LayerNorm(d)
        if cross:
            self.encoder_attn, self.encoder_attn_layer_norm = Attention(d, heads), LayerNorm(d)
        self.fc1, self.fc2, self.final_layer_norm = Linear(d, ffn), Linear(ffn, d), LayerNorm(d)

    def forward(self, x, enc=None, mask=None):
        """-> output, head 0 of the cross-attention (None in the encoder)"""
        x, p = x + self.self_attn(self.self_attn_layer_norm(x), mask=mask)[0], None
        if enc is not None:
            y, p = self.encoder_attn(self.encoder_attn_layer_norm(x), enc)
            x = x + y
        return x + self.fc2(F.gelu(self.fc1(self.final_layer_norm(x)))), p


def aim(attention, head, delta, gain=1.5):
    """Let `head` start as a local one that looks at frame t + delta: the phases of the sinusoids make q(t).k(s) peak at
    s = t + delta. Without this a small encoder spends most of a short run discovering its neighbours."""
    d = attention.q_proj.weight.shape[0]
    size = d // attention.heads
    n, half, first = size // 2, d // 2, head * size
    w, r = torch.exp(-math.log(10000) / (half - 1) * torch.arange(n)), torch.arange(n)
    with torch.no_grad():
        for projection in (attention.q_proj, attention.k_proj):
            projection.weight[first:first + size] *= .1
        q, k = attention.q_proj.weight[first:first + size], attention.k_proj.weight[first:first + size]
        q[r, r] += gain * torch.cos(w * delta)
        q[r, half + r] += gain * torch.sin(w * delta)
        q[n + r, half + r] += gain * torch.cos(w * delta)
        q[n + r, r] -= gain * torch.sin(w * delta)
        k[r, r] += gain
        k[n + r, half + r] += gain


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        d = config['d_model']
        self.conv1, self.conv2 = Conv(80, d, 1), Conv(d, d, 2)
        self.register_buffer('embed_positions', sinusoids(1500, d))
        self.layers = nn.ModuleList([Layer(d, config['heads'], config['ffn']) for _ in range(config['enc_layers'])])
        self.layer_norm = LayerNorm(d)
        for layer, deltas in zip(self.layers, ((-2, 2, 0), (-4, 4), (-8, 8))):
            for head, delta in enumerate(deltas):
                aim(layer.self_attn, head, delta)

    def forward(self, mel, offset):
        """mel (batch, frames, 80); offset (batch,): position of the first frame in Whisper's 30 s window, in 20 ms steps"""
        x = F.gelu(self.conv2(F.gelu(self.conv1(mel))))
        x = x + self.embed_positions[offset[:, None] + torch.arange(x.shape[1])[None]].to(x.dtype)
        for layer in self.layers:
            x, _ = layer(x)
        return self.layer_norm(x)


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        d = config['d_model']
        self.embed_tokens = nn.Parameter(torch.randn(config['vocab'], d) * .05)
        self.embed_positions = nn.Parameter(sinusoids(448, d) * .05)
        self.layers = nn.ModuleList([Layer(d, config['heads'], config['ffn'], cross=True) for _ in range(config['dec_layers'])])
        self.layer_norm = LayerNorm(d)

    def forward(self, tokens, enc):
        """-> hidden states and, per layer, head 0 of the cross-attention"""
        n, attention = tokens.shape[1], []
        x = (F.embedding(tokens, self.embed_tokens) + self.embed_positions[:n][None]).to(enc.dtype)
        mask = torch.full((n, n), -1e4, dtype=enc.dtype).triu(1)
        for layer in self.layers:
            x, p = layer(x, enc, mask)
            attention.append(p)
        return self.layer_norm(x), attention


class Whisper(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.encoder, self.decoder = Encoder(config), Decoder(config)
        self.aux_base, self.aux_tone = (Linear(config['d_model'], config[n]) for n in ('n_base', 'n_tone'))   # training only

    def logits(self, hidden):
        return F.linear(hidden, self.decoder.embed_tokens.to(hidden.dtype))
