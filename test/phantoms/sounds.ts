import { pick, randomOf } from '../bench/random.ts';
import { madeBeeps, madeMusic } from '../tones/made-sound.ts';
import { nameOf, OFFICIAL_TONES } from '../tones/official.ts';
import { noise, RATE_HZ, signal } from '../tones/signals.ts';
import { pinkNoise } from '../tones/spoiled.ts';

/** Sound in which nobody speaks, at 8 kHz. */
export interface PhantomSound {
  kind: string;
  name: string;
  /** One per channel, of equal length. */
  channels: Float32Array[];
}

type Make = (seed: number, seconds: number) => Float32Array;

/** What is heard on a line when nobody speaks: kind → name → how it is made. Levels are RMS in dBFS. */
const SOURCES: Record<string, Record<string, Make>> = {
  silence: {
    digital: (_, seconds) => new Float32Array(seconds * RATE_HZ),
    'comfort noise -70': comfortNoise(-70),
    'comfort noise -60': comfortNoise(-60),
    'comfort noise -50': comfortNoise(-50),
  },
  'line noise': {
    'white -50': (seed, seconds) => atLevel(white(seed, seconds), -50),
    'white -35': (seed, seconds) => atLevel(white(seed, seconds), -35),
    'white -20': (seed, seconds) => atLevel(white(seed, seconds), -20),
    'pink -45': (seed, seconds) => atLevel(pink(seed, seconds), -45),
    'pink -30': (seed, seconds) => atLevel(pink(seed, seconds), -30),
    'pink -20': (seed, seconds) => atLevel(pink(seed, seconds), -20),
    'hum of 50 Hz -35': hum(-35),
    'hum of 50 Hz -20': hum(-20),
    'crackle -40': crackle(-40),
    'crackle -25': crackle(-25),
    'GSM buzz -40': gsmBuzz(-40),
    'GSM buzz -25': gsmBuzz(-25),
  },
  tones: Object.fromEntries(
    OFFICIAL_TONES.filter(({ kind }) => kind !== 'howler').map((tone, index) => {
      const period = tone.steps.flatMap(({ hz, on, off }) => [
        { seconds: on, hz, levelDbfs: [-12, -20, -30][index % 3]! },
        { seconds: off },
      ]);
      return [nameOf(tone), (seed: number, seconds: number) => over(comfortNoise(-65)(seed, seconds), signal(period))];
    }),
  ),
  beeps: Object.fromEntries(
    [...madeBeeps(11 * 16)].map(({ name, samples }) => [
      name,
      (seed: number, seconds: number) => over(comfortNoise(-60)(seed, seconds), samples),
    ]),
  ),
  'hold music': Object.fromEntries(
    [-15, -20, -25, -30, -40].flatMap((level) =>
      [1, 2, 3].map((tune) => [
        `tune ${tune} ${level}`,
        (seed: number, seconds: number) => atLevel(madeMusic(100 * seed + tune, seconds), level),
      ]),
    ),
  ),
  'desk noise': {
    'keyboard -30': keyboard(-30),
    'keyboard -40': keyboard(-40),
    'keyboard -50': keyboard(-50),
    'clicks -30': clicks(-30),
    'clicks -45': clicks(-45),
  },
};

/**
 * So many seconds of each kind, in files of `fileSeconds`; every third file on two channels, the second with comfort noise.
 * The same for the same seed.
 */
export function* phantomSounds(
  secondsOfKind: Readonly<Record<string, number>>,
  fileSeconds: number,
  seed = 1,
): Generator<PhantomSound> {
  for (const [kind, wanted] of Object.entries(secondsOfKind)) {
    const names = Object.keys(SOURCES[kind]!);
    for (let at = 0; at * fileSeconds < wanted; at++) {
      const name = names[at % names.length]!;
      const samples = SOURCES[kind]![name]!(seed + at, fileSeconds);
      yield { kind, name, channels: at % 3 === 2 ? [samples, comfortNoise(-65)(seed + at, fileSeconds)] : [samples] };
    }
  }
}

/** Noise of a line whose codec fills silence: its colour and level change a little every half second. */
function comfortNoise(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const source = noise(1 + seed);
    const samples = new Float32Array(seconds * RATE_HZ);
    let [last, feedback, gain] = [0, 0.5, 1];
    for (let n = 0; n < samples.length; n++) {
      if (n % (RATE_HZ / 2) === 0) [feedback, gain] = [0.2 + 0.6 * random(), 0.7 + 0.6 * random()];
      last = feedback * last + gain * source.next().value!;
      samples[n] = last;
    }
    return atLevel(samples, levelDbfs);
  };
}

const white: Make = (seed, seconds) => filled(seconds, noise(1 + seed));
const pink: Make = (seed, seconds) => filled(seconds, pinkNoise(1 + seed));

/** Mains hum with the harmonics of a rectifier, over a little noise. */
function hum(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const sizes = Array.from({ length: 12 }, (_, index) => random() / (index + 1));
    const samples = atLevel(white(seed, seconds), -25);
    for (let n = 0; n < samples.length; n++)
      sizes.forEach((size, index) => {
        samples[n]! += size * Math.sin((2 * Math.PI * 50 * (index + 1) * n) / RATE_HZ);
      });
    return atLevel(samples, levelDbfs);
  };
}

/** Pops of a bad contact, one alone or many in a row, over a little noise; the level is that of the pops. */
function crackle(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const samples = comfortNoise(levelDbfs - 25)(seed, seconds);
    let rate = 5;
    for (let n = 0; n < samples.length; n++) {
      if (n % RATE_HZ === 0) rate = 2 + 60 * random() ** 2;
      if (random() * RATE_HZ < rate)
        burst(samples, n, 8 + Math.floor(40 * random()), 4 * 10 ** (levelDbfs / 20) * random(), random);
    }
    return samples;
  };
}

/**
 * A mobile phone beside the microphone: pulses an eighth of a TDMA frame long, 216.7 a second, as a telephone line passes
 * them, for some time at once.
 */
function gsmBuzz(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const samples = comfortNoise(-60)(seed, seconds);
    const period = Array.from({ length: BUZZ_PERIOD }, (_, n) => {
      let sum = 0;
      for (let harmonic = 1; (harmonic * 13 * RATE_HZ) / BUZZ_PERIOD < 3600; harmonic++) {
        const size = Math.sin((Math.PI * harmonic) / 8) / harmonic;
        sum += size * Math.cos((2 * Math.PI * 13 * harmonic * n) / BUZZ_PERIOD);
      }
      return sum;
    });
    const rms = Math.sqrt(period.reduce((sum, one) => sum + one * one, 0) / BUZZ_PERIOD);
    const gain = 10 ** (levelDbfs / 20) / rms;
    for (let at = random(); at < seconds; at += 1 + 2 * random()) {
      const end = Math.min(seconds, at + pick([0.15, 0.15, 0.4, 2, 6], random));
      for (let n = Math.floor(at * RATE_HZ); n < Math.floor(end * RATE_HZ); n++)
        samples[n]! += gain * period[n % BUZZ_PERIOD]!;
      at = end;
    }
    return samples;
  };
}

/** Samples after which a buzz comes again: thirteen TDMA frames of GSM take 60 ms. */
const BUZZ_PERIOD = 0.06 * RATE_HZ;

/** Keys of a keyboard on the desk: each goes down and, a tenth of a second later, up; runs of them, as people type. */
function keyboard(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const samples = comfortNoise(-58)(seed, seconds);
    const size = 8 * 10 ** (levelDbfs / 20);
    for (let at = 0; at < seconds; at += random() < 0.08 ? 0.5 + 2 * random() : 0.09 + 0.12 * random()) {
      const loud = size * (0.5 + 0.5 * random());
      burst(samples, Math.floor(at * RATE_HZ), 60 + Math.floor(60 * random()), loud, random);
      burst(samples, Math.floor((at + 0.06 + 0.05 * random()) * RATE_HZ), 40, 0.4 * loud, random);
    }
    return samples;
  };
}

/** Clicks of a mouse, of a pen, of a switch; now and then something is put down. */
function clicks(levelDbfs: number): Make {
  return (seed, seconds) => {
    const random = randomOf(seed);
    const samples = comfortNoise(-58)(seed, seconds);
    const size = 10 * 10 ** (levelDbfs / 20);
    for (let at = random(); at < seconds; at += 0.2 + 3 * random()) {
      burst(samples, Math.floor(at * RATE_HZ), 30, size, random);
      burst(samples, Math.floor((at + 0.09) * RATE_HZ), 25, 0.7 * size, random);
      if (random() < 0.15) thump(samples, Math.floor((at + 0.2) * RATE_HZ), size);
    }
    return samples;
  };
}

/** Noise that dies away over `length` samples. */
function burst(samples: Float32Array, from: number, length: number, size: number, random: () => number): void {
  for (let n = from; n < Math.min(samples.length, from + 5 * length); n++)
    samples[n]! += size * Math.exp(-(n - from) / length) * (2 * random() - 1);
}

/** A knock on the desk: 140 Hz that dies away. */
function thump(samples: Float32Array, from: number, size: number): void {
  for (let n = from; n < Math.min(samples.length, from + RATE_HZ / 4); n++)
    samples[n]! += size * Math.exp(-(n - from) / 300) * Math.sin((2 * Math.PI * 140 * (n - from)) / RATE_HZ);
}

function filled(seconds: number, source: Generator<number>): Float32Array {
  return new Float32Array(seconds * RATE_HZ).map(() => source.next().value!);
}

function atLevel(samples: Float32Array, levelDbfs: number): Float32Array {
  const power = samples.reduce((sum, one) => sum + one * one, 0) / samples.length;
  const gain = 10 ** (levelDbfs / 20) / Math.sqrt(power);
  return samples.map((one) => Math.max(-1, Math.min(1, gain * one)));
}

/** A sound over and over again, over another one. */
function over(ground: Float32Array, sound: Float32Array): Float32Array {
  return ground.map((one, n) => one + sound[n % sound.length]!);
}
