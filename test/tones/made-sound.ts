import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pick, randomOf } from '../bench/random.ts';
import { type Piece, RATE_HZ, signal } from './signals.ts';

const BENCH = path.resolve(import.meta.dirname, '../bench');

/** Chinese sentences with voices of several languages: what is said does not matter here, how it sounds does. */
const VOICES = ['cmn', 'yue', 'en-us', 'de', 'ja', 'fr-fr', 'es', 'ko'].flatMap((language) =>
  ['m1', 'm3', 'm7', 'f1', 'f2', 'f4', 'f5'].map((variant) => `${language}+${variant}`),
);

/** At least so many seconds of espeak-ng at 8 kHz, -20 dBFS or so; another voice and pitch every few sentences. */
export function* madeSpeech(seed: number, seconds: number): Generator<{ voice: string; samples: Float32Array }> {
  const random = randomOf(seed);
  const zh = readFileSync(path.join(BENCH, 'courtesy.txt'), 'utf8').match(/[一-鿿，。？！]{6,}/g)!;
  const en = readFileSync(path.join(BENCH, '../../README.md'), 'utf8').match(/[A-Za-z ,]{30,}/g)!;
  for (let made = 0; made < seconds; ) {
    const voice = pick(VOICES, random);
    const sentences = /^(cmn|yue|ja)/.test(voice) ? zh : en;
    const text = Array.from({ length: 12 }, () => pick(sentences, random)).join('。 ');
    const [pitch, speed] = [Math.round(20 + 75 * random()), Math.round(130 + 90 * random())];
    const spoken = execFileSync('espeak-ng', ['-v', voice, '-p', `${pitch}`, '-s', `${speed}`, '--stdout', text], {
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const raw = execFileSync(
      'sox',
      ['-t', 'wav', '-', '-r', `${RATE_HZ}`, '-e', 'float', '-b', '32', '-t', 'raw', '-'],
      {
        input: spoken,
        maxBuffer: 2 ** 28,
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    const samples = new Float32Array(
      raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength - (raw.byteLength % 4)),
    );
    made += samples.length / RATE_HZ;
    yield { voice: `${voice} pitch ${pitch} speed ${speed}`, samples };
  }
}

/** Semitones above A of a tune and its chords, by the scales that most tunes keep to. */
const SCALES = [
  [0, 2, 4, 5, 7, 9, 11],
  [0, 2, 3, 5, 7, 8, 10],
  [0, 2, 4, 7, 9],
];

/** Music of a tune over chords and a bass, plucked or held, with or without drums; another key for each seed. */
export function madeMusic(seed: number, seconds: number): Float32Array {
  const random = randomOf(seed);
  const samples = new Float32Array(Math.round(seconds * RATE_HZ));
  const scale = pick(SCALES, random);
  const keyHz = 220 * 2 ** (Math.floor(12 * random()) / 12);
  const beat = 0.3 + 0.4 * random();
  const isPlucked = random() < 0.5;
  const drums = random() < 0.5 ? 0.1 : 0;
  const degree = (step: number) =>
    keyHz * 2 ** ((12 * Math.floor(step / scale.length) + scale[step % scale.length]!) / 12);
  const play = (hz: number, from: number, length: number, size: number) => {
    const first = Math.round(from * RATE_HZ);
    const count = Math.min(samples.length - first, Math.round(length * RATE_HZ));
    for (let n = 0; n < count; n++) {
      const t = n / RATE_HZ;
      const shape = Math.min(1, t / 0.01, (length - t) / 0.03) * (isPlucked ? Math.exp(-3 * t) : 1);
      for (let harmonic = 1; harmonic * hz < 3600; harmonic++)
        samples[first + n]! += ((size * shape) / harmonic ** 1.3) * Math.sin(2 * Math.PI * harmonic * hz * t);
    }
  };
  for (let at = 0; at < seconds; at += 4 * beat) {
    const root = pick([0, 3, 4, 5], random) % scale.length;
    for (const third of [0, 2, 4]) play(degree(root + third), at, 4 * beat, 0.05);
    play(degree(root) / 2, at, 2 * beat, 0.08);
    for (let within = 0; within < 4; ) {
      const beats = pick([0.5, 1, 1, 2], random);
      play(degree(scale.length + Math.floor(random() * 7)), at + within * beat, beats * beat, 0.1);
      within += beats;
    }
    for (let hit = 0; hit < 4 && drums > 0; hit++) {
      const first = Math.round((at + hit * beat) * RATE_HZ);
      for (let n = 0; n < 400 && first + n < samples.length; n++)
        samples[first + n]! += drums * Math.exp(-n / 80) * (2 * random() - 1);
    }
  }
  return samples;
}

/** Beeps that are no call-progress tones: answering machines, recorders, fax calling tones, time signals, bleeps. */
const BEEPS: readonly [name: string, Piece[]][] = [
  ['answering machine', [{ seconds: 0.5, hz: 1000 }, { seconds: 3 }]],
  ['recorder, every 15 s', [{ seconds: 0.5, hz: 1400 }, { seconds: 14.5 }]],
  ['fax calling', [{ seconds: 0.5, hz: 1100 }, { seconds: 3 }]],
  ['fax answering', [{ seconds: 3, hz: 2100 }, { seconds: 1 }]],
  [
    'time signal',
    [
      ...Array.from({ length: 5 }, () => [{ seconds: 0.1, hz: 1000 }, { seconds: 0.9 }]).flat(),
      { seconds: 0.5, hz: 1000 },
    ],
  ],
  ['bleep', [{ seconds: 1.2, hz: 1000 }, { seconds: 2 }]],
  ['call waiting', [{ seconds: 0.4, hz: 450 }, { seconds: 4 }]],
  ['reminder', [{ seconds: 0.4, hz: 1400 }, { seconds: 10 }]],
  ['dial tone', [{ seconds: 12, hz: 450 }, { seconds: 1 }]],
  ['key tone of a recorder', [{ seconds: 0.15, hz: 697 }, { seconds: 0.4 }]],
  ['chime', [{ seconds: 0.4, hz: 660 }, { seconds: 0.4, hz: 550 }, { seconds: 0.6, hz: 440 }, { seconds: 2 }]],
];

/** So many seconds of beeps, one kind after the other. */
export function* madeBeeps(seconds: number): Generator<{ name: string; samples: Float32Array }> {
  for (const [name, pieces] of BEEPS) {
    const once = signal(pieces);
    const samples = new Float32Array(Math.round((seconds / BEEPS.length) * RATE_HZ));
    for (let n = 0; n < samples.length; n++) samples[n] = once[n % once.length]!;
    yield { name, samples };
  }
}
