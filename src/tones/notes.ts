import { BIN_HZ, HIGHEST_BIN, LOWEST_BIN, type SpectrumFrame, sumOf } from './spectrum.ts';

/** Partials more than 20 dB below the strongest one are left out. */
const LEAST_PEAK = 10 ** (-20 / 10);
/** A partial stays on its pitch within this share of its frequency (17 cents), or so many Hz. */
const LARGEST_DRIFT = 0.01;
const LARGEST_DRIFT_HZ = 5;
/** Held for 0.2 s: the pitch of a voice glides, and what glides is never held for long. */
const HELD_FRAMES = 13;

/** A partial that goes on from frame to frame. */
interface Partial {
  hz: number;
  first: number;
  last: number;
  /** Its energy in the frames before it counted as held. */
  energies: number[];
}

/** How much of a frame is held notes. */
export interface NoteFrame {
  index: number;
  total: number;
  /** Energy of the held partials, and the strongest of them. */
  held: number;
  strongest: { hz: number; energy: number };
}

/** Finds held notes: frames go in, and come out `HELD_FRAMES` later, when it is known which of their partials were held. */
export class NoteFinder {
  private partials: Partial[] = [];
  private readonly waiting: NoteFrame[] = [];

  constructor(private readonly onFrame: (frame: NoteFrame) => void) {}

  push({ index, power, total }: SpectrumFrame): void {
    const frame = { index, total, held: 0, strongest: { hz: 0, energy: 0 } };
    this.waiting.push(frame);
    this.partials = this.partials.filter(({ last }) => last === index - 1);
    for (const { hz, energy } of peaksOf(power)) this.follow(frame, hz, energy);
    while (this.waiting[0] && index - this.waiting[0].index >= HELD_FRAMES) this.onFrame(this.waiting.shift()!);
  }

  finish(): void {
    for (const frame of this.waiting.splice(0)) this.onFrame(frame);
  }

  private follow(frame: NoteFrame, hz: number, energy: number): void {
    const { index } = frame;
    const reach = Math.max(LARGEST_DRIFT_HZ, LARGEST_DRIFT * hz);
    const known = this.partials.find((one) => one.last === index - 1 && Math.abs(one.hz - hz) <= reach);
    if (!known) {
      this.partials.push({ hz, first: index, last: index, energies: [energy] });
      return;
    }
    known.last = index;
    const length = index - known.first + 1;
    if (length < HELD_FRAMES) {
      // The pitch is that of the beginning, so that a slow glide is no note.
      known.hz += (hz - known.hz) / length;
      known.energies.push(energy);
      return;
    }
    hold(frame, known.hz, energy);
    for (const [at, before] of known.energies.splice(0).entries()) {
      const one = this.waiting.find((waiting) => waiting.index === known.first + at);
      if (one) hold(one, known.hz, before);
    }
  }
}

function hold(frame: NoteFrame, hz: number, energy: number): void {
  frame.held += energy;
  if (energy > frame.strongest.energy) frame.strongest = { hz, energy };
}

/** Frequency and energy of the partials of a spectrum. */
function peaksOf(power: Float64Array): { hz: number; energy: number }[] {
  let largest = 0;
  for (let bin = LOWEST_BIN; bin <= HIGHEST_BIN; bin++) largest = Math.max(largest, power[bin]!);
  const peaks: { hz: number; energy: number }[] = [];
  for (let bin = LOWEST_BIN; bin <= HIGHEST_BIN; bin++) {
    const here = power[bin]!;
    if (here < LEAST_PEAK * largest || here <= power[bin - 1]! || here < power[bin + 1]!) continue;
    // A parabola through the logarithms; a Hann window makes it exact to a fiftieth of a bin.
    const [a, b, c] = [Math.log(power[bin - 1]!), Math.log(here), Math.log(power[bin + 1]!)];
    peaks.push({ hz: (bin + (a - c) / (2 * (a - 2 * b + c))) * BIN_HZ, energy: sumOf(power, bin - 1, bin + 1) });
  }
  return peaks;
}
