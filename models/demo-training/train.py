#!/usr/bin/env python3
"""Step 4: train, or train on.

Usage: train.py --data DIR [DIR ...] --out DIR --until HH:MM [--start CHECKPOINT] [--peak 2e-3]
                [--encoder-every N] [--peer DIR]

The learning rate follows the wall clock: full until 35 % of the time is over, then a cosine down to zero at --until. A run
that was stopped goes on from OUT/last.pt with the same command. OUT/average.pt holds the running average of the weights,
which is what gets exported.

On busy cores two processes of one thread each do more than one of two threads, which wait for each other. Give each the
other's folder as --peer: whenever they save, they move halfway to the other's weights.
"""
import argparse
import datetime
import math
import os
import time
import zlib

import torch
import torch.nn.functional as F

from make_tokenizer import build
from model import Whisper, sinusoids
from windows import Windows

# share of the steps, kind of window, longest sound, window (seconds), audio per step (seconds)
PLAN = [(.06, 'span', 2.6, 3.2, 64), (.09, 'span', 4., 4.6, 76), (.10, 'span', 6., 6.6, 86), (.02, 'span', 9., 9.6, 90),
        (.12, 'join', 13., 14., 98), (.20, 'join', 20., 21.6, 108), (.40, 'join', 28., 29.6, 118), (.01, 'pack', 30., 30., 120)]
DECODER_STEPS = 3                                          # on the same sound, where the encoder stays as it is
EARLY_STEPS = 1500                                         # until then frame labels and attention guides weigh more
NEAR = torch.arange(-3, 4)                                 # timestamps: Gaussian targets over neighbouring 20 ms steps
NEAR_WEIGHT = torch.exp(-(NEAR / 1.5) ** 2 / 2)
NEAR_WEIGHT = NEAR_WEIGHT / NEAR_WEIGHT.sum()


def activations():
    """bf16 where the processor multiplies it (AMX, AVX-512 BF16), fp32 where that would be done in software, ten times slower."""
    with open('/proc/cpuinfo', encoding='ascii') as f:
        flags = f.read()
    return torch.bfloat16 if 'amx_bf16' in flags or 'avx512_bf16' in flags else torch.float32


def losses(model, enc, batch, data):
    """Token loss, frame loss (syllable and tone), attention loss, and counts for the log; `enc` is what the encoder put out."""
    _, _, base, tone, inputs, targets, guide, guided = batch
    d = model.config['d_model']
    some = torch.randperm(base.numel())[:3000]
    frames = enc.reshape(-1, d)[some]
    frame_loss = (F.cross_entropy(model.aux_base(frames).float(), base.reshape(-1)[some])
                  + .5 * F.cross_entropy(model.aux_tone(frames).float(), tone.reshape(-1)[some]))
    hidden, attention = model.decoder(inputs, enc)
    kept = (targets.reshape(-1) >= 0).nonzero()[:, 0]
    want = targets.reshape(-1)[kept]
    logp = model.logits(hidden.reshape(-1, d)[kept]).float().log_softmax(-1)
    is_time = want >= data.first_timestamp
    near = (want[is_time][:, None] + NEAR).clamp(data.first_timestamp, data.first_timestamp + 1500)
    token_loss = -(logp[~is_time].gather(1, want[~is_time][:, None]).sum() + (logp[is_time].gather(1, near) * NEAR_WEIGHT).sum()) / len(want)
    guide_loss = sum(-(((p.float() * guide).sum(-1) + 1e-3).log() * guided).sum() / guided.sum().clamp(min=1) for p in attention[1:])
    with torch.no_grad():
        got, is_char = logp.argmax(-1), want < data.end
        counts = dict(chars=int(is_char.sum()), chars_right=int((got[is_char] == want[is_char]).sum()),
                      times=int(is_time.sum()), times_right=int(((got[is_time] - want[is_time]).abs() <= 5).sum()))
    return token_loss, frame_loss, guide_loss, counts


def move_rows(table, old, new):
    """The embedding table for another alphabet: rows follow their tokens, new tokens start at the mean."""
    (old_vocab, _, old_special), (new_vocab, _, new_special) = build(old), build(new)
    old_vocab.update(old_special)
    new_vocab.update(new_special)
    out = table[:min(old_special.values())].mean(0).repeat(len(new_vocab), 1)
    for token, i in new_vocab.items():
        if token in old_vocab:
            out[i] = table[old_vocab[token]]
    return out


def save(path, **state):
    torch.save(state, path + '.tmp')
    os.replace(path + '.tmp', path)


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', nargs='+', required=True)
    a.add_argument('--out', required=True)
    a.add_argument('--until', required=True, help='HH:MM on this machine\'s clock')
    a.add_argument('--start', help='checkpoint to train on from')
    a.add_argument('--peak', type=float, default=2e-3)
    a.add_argument('--encoder-every', type=int, default=1, help='train the encoder in one of so many steps: the others are half the work')
    a.add_argument('--peer', help='folder of a second run to share weights with')
    a = a.parse_args()
    torch.set_num_threads(int(os.environ.get('OMP_NUM_THREADS', 2)))
    dtype = activations()
    os.makedirs(a.out, exist_ok=True)
    now = datetime.datetime.now()
    stop = now.replace(hour=int(a.until[:2]), minute=int(a.until[3:]), second=0)
    stop = (stop if stop > now else stop + datetime.timedelta(days=1)).timestamp()

    last = a.out + '/last.pt'
    source = last if os.path.exists(last) else a.start
    state = torch.load(source) if source else {}
    step, began = state.get('step', 0), state.get('began', time.time())
    torch.manual_seed(step)
    data = Windows(a.data, seed=step + zlib.crc32(a.out.encode()))
    model = Whisper(dict(d_model=192, heads=3, ffn=768, enc_layers=4, dec_layers=4, vocab=max(data.special.values()) + 1,
                         n_base=data.n_bases, n_tone=data.n_tones))
    with torch.no_grad():                                  # timestamps start smooth, with the phases of the encoder positions
        model.decoder.embed_tokens[data.first_timestamp:] = .05 * 2 ** .5 * sinusoids(1501, 192)
    if source:
        weights = {k: v.float() for k, v in state['model'].items()}
        if state['characters'] != data.characters:         # the alphabet has changed: only the weights are taken over
            print(f"alphabet {len(state['characters'])} -> {len(data.characters)}")
            weights['decoder.embed_tokens'] = move_rows(weights['decoder.embed_tokens'], state['characters'], data.characters)
            heads = {k: v for k, v in model.state_dict().items() if k.startswith('aux') and v.shape != weights[k].shape}
            weights.update(heads)                          # other syllables: the frame classifiers start anew
            state.pop('average', 0), state.pop('opt', 0)
        model.load_state_dict(weights)
    params = list(model.parameters())
    average = [v.float().clone() for v in state.get('average', [p.detach() for p in params])]
    opt = torch.optim.AdamW([{'params': [p for p in params if p.dim() > 1], 'weight_decay': .01},
                             {'params': [p for p in params if p.dim() <= 1], 'weight_decay': 0}], lr=a.peak, betas=(.9, .98))
    if 'opt' in state:
        opt.load_state_dict(state['opt'])
    print(f'{sum(p.numel() for p in params) / 1e6:.2f} M parameters, {len(data.clips)} clips, {data.hours:.1f} h, from step {step}', flush=True)

    first, sums, saved, t_log = step, {}, time.time(), time.time()

    def store():
        save(last, model=model.state_dict(), config=model.config, characters=data.characters, step=step, began=began, opt=opt.state_dict(), average=average)
        weights = dict(model.state_dict())
        weights.update({name: v for (name, _), v in zip(model.named_parameters(), average)})
        save(a.out + '/average.pt', model=weights, config=model.config, characters=data.characters, step=step)

    while time.time() < stop:
        done = (time.time() - began) / (stop - began)
        _, kind, seconds, room, audio = PLAN[data.rng.choice(len(PLAN), p=[p[0] for p in PLAN])]
        size = round(audio / room)
        lr = a.peak * min(1, (step - first + 1) / (200 if step < 200 else 10 if 'opt' in state else 60))
        lr *= 1 if done < .35 else max(.005, .5 * (1 + math.cos(math.pi * (done - .35) / .65)))
        for g in opt.param_groups:
            g['lr'] = lr
        batch, with_encoder = data.batch(kind, seconds, size, room), step % a.encoder_every == 0
        with torch.set_grad_enabled(with_encoder):
            enc = model.encoder(batch[0].to(dtype), batch[1])
        frame_weight = 1. if step < EARLY_STEPS else .3
        guide_weight = .3 if kind == 'join' else .2 if step < EARLY_STEPS else .1
        for _ in range(1 if with_encoder else DECODER_STEPS):
            token, frame, guide, counts = losses(model, enc, batch, data)
            opt.zero_grad(set_to_none=True)
            (token + frame_weight * frame + guide_weight * guide).backward()
            norm = torch.nn.utils.clip_grad_norm_(params, 1.)
            if math.isfinite(float(norm)):
                opt.step()
        step += 1
        decay = min(.995, (step - first) / (step - first + 20) if 'average' not in state else 1)
        torch._foreach_mul_(average, decay)
        torch._foreach_add_(average, [p.detach() for p in params], alpha=1 - decay)
        for k, v in dict(counts, token=float(token), frame=float(frame), guide=float(guide), audio=room * size, n=1).items():
            sums[k] = sums.get(k, 0) + v
        if kind == 'join':
            for k in ('chars', 'chars_right'):
                sums['join_' + k] = sums.get('join_' + k, 0) + counts[k]
        if step % 25 == 0:
            n, wall = sums['n'], time.time() - t_log
            print(f"{datetime.datetime.now():%H:%M:%S} step {step} lr {lr:.5f} token {sums['token'] / n:.3f} frame {sums['frame'] / n:.3f} "
                  f"guide {sums['guide'] / n:.3f} chars {sums['chars_right'] / max(1, sums['chars']):.3f} "
                  f"joins {sums.get('join_chars_right', 0) / max(1, sums.get('join_chars', 0)):.3f} "
                  f"times {sums['times_right'] / max(1, sums['times']):.3f} {wall / n:.2f} s/step {sums['audio'] / wall:.0f} audio s/s", flush=True)
            sums, t_log = {}, time.time()
        if time.time() - saved > 60:
            store()
            saved = time.time()
            peer = a.peer and a.peer + '/last.pt'
            if peer and os.path.exists(peer) and saved - os.path.getmtime(peer) < 300:
                other = torch.load(peer)['model']
                with torch.no_grad():
                    for name, p in model.named_parameters():
                        p.lerp_(other[name], .5)
    store()
    print(f'done at step {step}')


if __name__ == '__main__':
    main()
