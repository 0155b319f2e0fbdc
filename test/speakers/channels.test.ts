import { describe, expect, it } from 'vitest';
import { distinctChannels, silentChannelWarnings } from '../../src/speakers/channels.ts';
import { withoutLeak } from '../../src/speakers/leak.ts';
import { durationSeconds, hull, intersect, overlapSeconds, type TimeSpan, totalSeconds } from '../../src/timespan.ts';
import { memoryChannel } from '../memory-channel.ts';

const RATE = 8000;

/** Noise in syllables: bursts with random lengths and levels inside the spans, silence elsewhere. */
function voice(seed: number, spans: readonly TimeSpan[], seconds: number, amplitude = 0.3): Float32Array {
  let state = seed;
  const next = () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const samples = new Float32Array(seconds * RATE);
  for (const span of spans)
    for (let at = span.start; at < span.end; ) {
      const end = Math.min(span.end, at + 0.08 + next() * 0.2);
      const level = amplitude * (0.05 + next() ** 2);
      for (let i = Math.round(at * RATE); i < Math.round(end * RATE); i++) samples[i] = level * (2 * next() - 1);
      at = end + next() * 0.12;
    }
  return samples;
}

const mix = (...parts: [Float32Array, number, number?][]) => {
  const out = new Float32Array(parts[0]![0].length);
  for (const [samples, gain, delay = 0] of parts)
    for (let i = 0; i < out.length; i++) out[i]! += gain * (samples[i - delay] ?? 0);
  return out;
};
const noise = (length: number, amplitude: number, seed = 99) => {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return amplitude * ((2 * state) / 2_147_483_647 - 1);
  });
};

const A = [
  { start: 0.5, end: 5 },
  { start: 10, end: 14 },
];
const B = [
  { start: 5.5, end: 9.5 },
  { start: 15, end: 19 },
];
const agent = voice(3, A, 20);
const customer = voice(5, B, 20);
const together = mix([agent, 1], [customer, 1]);
const channels = (a: Float32Array, b: Float32Array) => [memoryChannel(a, RATE, 0), memoryChannel(b, RATE, 1)];

describe('fake stereo', () => {
  it.each([
    { name: 'the same samples', b: together },
    { name: 'a copy 3 dB quieter', b: mix([together, 0.7]) },
    { name: 'a copy with its polarity turned', b: mix([together, -1]) },
    { name: 'a copy 60 ms later', b: mix([together, 1, 480]) },
    { name: 'a copy with other line noise', b: mix([together, 1], [noise(together.length, 0.003), 1]) },
  ])('$name becomes one channel with a warning', ({ b }) => {
    const found = distinctChannels(channels(together, b));
    expect(found.channels).toHaveLength(1);
    expect(found.warnings.map(({ code }) => code)).toEqual(['same-signal-on-both-channels']);
  });

  it.each([
    { name: 'two people', a: agent, b: customer },
    {
      name: 'two people with 12 dB of crosstalk each way',
      a: mix([agent, 1], [customer, 0.25]),
      b: mix([customer, 1], [agent, 0.25]),
    },
    { name: 'one speaks, the other channel has a leak of it', a: agent, b: mix([agent, 0.05]) },
    { name: 'one speaks, the other channel has it 10 dB down', a: agent, b: mix([agent, 0.3]) },
    { name: 'one speaks, the other channel is empty', a: agent, b: new Float32Array(agent.length) },
    { name: 'nothing at all', a: new Float32Array(agent.length), b: new Float32Array(agent.length) },
    { name: 'two steady noises', a: noise(agent.length, 0.01), b: noise(agent.length, 0.01, 5) },
  ])('$name stay two channels', ({ a, b }) => {
    expect(distinctChannels(channels(a, b))).toMatchObject({ channels: [{ index: 0 }, { index: 1 }], warnings: [] });
  });

  it('keeps the first of the two', () => {
    expect(distinctChannels(channels(mix([together, 0.7]), together)).channels.map(({ index }) => index)).toEqual([0]);
  });
});

describe('a channel on which nobody speaks', () => {
  it('is named when somebody speaks on the other', () => {
    expect(
      silentChannelWarnings([
        { index: 0, speech: A },
        { index: 1, speech: [] },
      ]).map(({ code, sentence }) => [code, sentence.en.slice(0, 27)]),
    ).toEqual([['silent-channel', 'Nobody speaks on channel 2.']]);
  });

  it('is not, when nobody speaks at all', () => {
    expect(
      silentChannelWarnings([
        { index: 0, speech: [] },
        { index: 1, speech: [] },
      ]),
    ).toEqual([]);
  });
});

describe('leaked speech', () => {
  it.each([{ delay: 0 }, { delay: 800 }])(
    'is taken out of the other side’s speech ($delay samples late)',
    ({ delay }) => {
      const leaky = mix([customer, 1], [agent, 0.15, delay]);
      const heard = [...A, ...B].sort((a, b) => a.start - b.start);
      expect(withoutLeak(channels(agent, leaky), [A, heard])).toEqual([A, B]);
    },
  );

  it.each([-25, -28, -34])('takes out a leak of %d dB that drowns in hiss', (gainDb) => {
    const faint = mix([customer, 1], [agent, 10 ** (gainDb / 20)], [noise(agent.length, 0.003), 1]);
    const heard = [...A, ...B].sort((a, b) => a.start - b.start);
    expect(withoutLeak(channels(agent, faint), [A, heard])).toEqual([A, B]);
  });

  it('keeps a low voice that speaks as low when alone', () => {
    const low = mix([voice(11, [{ start: 1, end: 4 }, ...B], 20), 0.08]);
    const over = [{ start: 1, end: 4 }, ...B];
    expect(withoutLeak(channels(agent, low), [A, over])).toEqual([A, over]);
  });

  it('takes out an echo from far away', () => {
    const late = mix([customer, 1], [agent, 10 ** (-15 / 20), 0.35 * RATE]);
    const heard = [...A.map(({ start, end }) => ({ start: start + 0.35, end: end + 0.35 })), ...B];
    const [, kept] = withoutLeak(
      channels(agent, late),
      [A, heard].map((spans) => [...spans].sort((a, b) => a.start - b.start)),
    );
    expect(totalSeconds(intersect(kept!, A))).toBeLessThan(0.1 * totalSeconds(A));
    expect(intersect(kept!, B)).toEqual(B);
  });

  it('takes out people behind the one who listens, up to where that one speaks', () => {
    const behind = mix([customer, 1], [voice(23, [{ start: 0, end: 20 }], 20), 10 ** (-18 / 20)]);
    const [, kept] = withoutLeak(channels(agent, behind), [A, [{ start: 0, end: 20 }]]);
    expect(totalSeconds(intersect(kept!, A))).toBe(0);
    for (const span of B) {
      const own = kept!.filter((one) => overlapSeconds(one, span) > 0);
      expect(overlapSeconds(hull(own[0]!, own.at(-1)!), span)).toBeGreaterThan(0.9 * durationSeconds(span));
    }
  });

  it('takes the edges of a leak with it', () => {
    const leaky = mix([customer, 1], [agent, 0.15]);
    expect(withoutLeak(channels(agent, leaky), [A, [{ start: 0.4, end: 5.2 }]])).toEqual([A, []]);
  });

  it('keeps the faint initial of what is said right after a leak, and the faint end of what is said before one', () => {
    const faint = noise(agent.length, 0.02).map((sample, i) => {
      const time = i / RATE;
      return (time >= 5.36 && time < 5.5) || (time >= 9.5 && time < 9.6) ? sample : 0;
    });
    const leaky = mix([customer, 1], [agent, 0.04], [faint, 1]);
    const [, kept] = withoutLeak(channels(agent, leaky), [A, [{ start: 0.5, end: 14 }]]);
    const own = kept!.filter((span) => overlapSeconds(span, B[0]!) > 0);
    expect(own[0]!.start).toBeGreaterThan(5.2);
    expect(own[0]!.start).toBeLessThan(5.4);
    expect(own.at(-1)!.end).toBeGreaterThan(9.56);
    expect(own.at(-1)!.end).toBeLessThan(9.75);
  });

  it('keeps the speech of people who talk at once, also when one is quieter', () => {
    const over = [{ start: 1, end: 4 }];
    const quiet = mix([voice(11, over, 20), 0.2]);
    expect(withoutLeak(channels(agent, quiet), [A, over])).toEqual([A, over]);
  });

  it('leaves one channel alone', () => {
    expect(withoutLeak([memoryChannel(agent, RATE)], [A])).toEqual([A]);
  });
});

describe('more than two channels', () => {
  const third = memoryChannel(voice(17, A, 20), RATE, 2);

  it('are left as they are', () => {
    const three = [...channels(agent, customer), third];
    expect(distinctChannels(three)).toEqual({ channels: three, warnings: [] });
    expect(withoutLeak(three, [A, B, A])).toEqual([A, B, A]);
  });
});
