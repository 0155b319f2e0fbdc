import type { ToneKind } from '../analysis.ts';
import { about, type Cadence, type Range } from './cadence.ts';
import type { ToneSound } from './sound.ts';

/** Networks whose tones are known; the setting `tones` of a pipeline. */
export const TONE_PLANS = ['cn', 'hk', 'tw', 'us', 'uk', 'eu'] as const;
export type TonePlan = (typeof TONE_PLANS)[number];

const ONE_450: ToneSound = { lobes: [{ hz: 440, toleranceHz: 40, spreadHz: 0 }] };
const ONE_425: ToneSound = { lobes: [{ hz: 425, toleranceHz: 25, spreadHz: 0 }] };
const ONE_400: ToneSound = { lobes: [{ hz: 400, toleranceHz: 12, spreadHz: 0 }] };
const ONE_950: ToneSound = { lobes: [{ hz: 950, toleranceHz: 25, spreadHz: 0 }] };
const TWO_440_480: ToneSound = { lobes: [{ hz: 460, toleranceHz: 12, spreadHz: 40 }] };
const TWO_400_450: ToneSound = { lobes: [{ hz: 425, toleranceHz: 12, spreadHz: 50 }] };
const TWO_480_620: ToneSound = {
  lobes: [
    { hz: 480, toleranceHz: 13, spreadHz: 0 },
    { hz: 620, toleranceHz: 16, spreadHz: 0 },
  ],
};
const OFF_HOOK: ToneSound = {
  lobes: [1400, 2060, 2450, 2600].map((hz) => ({ hz, toleranceHz: 0.02 * hz, spreadHz: 0 })),
};

/** A cadence of one burst and one pause. */
function even(kind: ToneKind, sound: ToneSound, on: Range, off: Range, leastBursts: number): Cadence {
  return { kind, sound, steps: [{ on, off }], leastBursts };
}

function sequence(
  kind: ToneKind,
  sound: ToneSound,
  seconds: readonly [number, number][],
  leastBursts: number,
): Cadence {
  return { kind, sound, steps: seconds.map(([on, off]) => ({ on: about(on), off: about(off) })), leastBursts };
}

const BUSY_NORTH_AMERICA = even('busy', TWO_480_620, about(0.5), about(0.5), 3);
const REORDER_NORTH_AMERICA = even('congestion', TWO_480_620, about(0.25), about(0.25), 3);

/**
 * The tones of each network, the more particular ones first. Sources: ITU-T E.180 with its list of national tones
 * (Supplement 2), and for
 * - China GB 3380-1982: 450 ± 25 Hz, ringback 1.0/4.0, busy .35/.35, congestion .7/.7, vacant number 3 × .1/.1 and .4/.4,
 *   howler 950 ± 25 Hz without pause. Busy .5/.5 and congestion .2/.2 to .25/.25 come from private exchanges;
 * - the US ANSI T1.401 and Telcordia GR-506: receiver off hook is four frequencies, .1/.1;
 * - the UK BT SIN 350;
 * - Europe ETSI TR 101 041: 425 Hz, ringback 1.0/4.0, busy .5/.5, congestion .2/.2; limits reach from Belgium (ringback
 *   1.0/3.0, congestion .167) to France (440 Hz, ringback 1.5/3.5) and Austria (420 Hz, ringback 1.0/5.0).
 * Limits leave the tolerance of 10 % and what codecs blur. Special information tones and DTMF are the same everywhere.
 */
export const CADENCES: Readonly<Record<TonePlan, readonly Cadence[]>> = {
  cn: [
    sequence(
      'information',
      ONE_450,
      [
        [0.1, 0.1],
        [0.1, 0.1],
        [0.1, 0.1],
        [0.4, 0.4],
      ],
      5,
    ),
    even('ringback', ONE_450, { least: 0.7, most: 1.3 }, { least: 3.4, most: 4.6 }, 1),
    even('busy', ONE_450, { least: 0.31, most: 0.55 }, { least: 0.31, most: 0.57 }, 3),
    even('congestion', ONE_450, about(0.7), about(0.7), 3),
    even('congestion', ONE_450, { least: 0.18, most: 0.275 }, { least: 0.18, most: 0.275 }, 3),
    howler(ONE_950),
  ],
  hk: [
    sequence(
      'ringback',
      TWO_440_480,
      [
        [0.4, 0.2],
        [0.4, 3],
      ],
      2,
    ),
    BUSY_NORTH_AMERICA,
    REORDER_NORTH_AMERICA,
  ],
  tw: [sequence('ringback', TWO_440_480, [[1, 2]], 1), BUSY_NORTH_AMERICA, REORDER_NORTH_AMERICA],
  us: [
    sequence('ringback', TWO_440_480, [[2, 4]], 1),
    BUSY_NORTH_AMERICA,
    REORDER_NORTH_AMERICA,
    sequence('howler', OFF_HOOK, [[0.1, 0.1]], 5),
  ],
  uk: [
    sequence(
      'ringback',
      TWO_400_450,
      [
        [0.4, 0.2],
        [0.4, 2],
      ],
      2,
    ),
    sequence(
      'congestion',
      ONE_400,
      [
        [0.4, 0.35],
        [0.225, 0.525],
      ],
      3,
    ),
    even('busy', ONE_400, about(0.375), about(0.375), 3),
  ],
  eu: [
    even('ringback', ONE_425, { least: 0.7, most: 1.65 }, { least: 2.7, most: 5.5 }, 1),
    even('busy', ONE_425, { least: 0.267, most: 0.55 }, { least: 0.267, most: 0.55 }, 3),
    even('congestion', ONE_425, { least: 0.15, most: 0.267 }, { least: 0.15, most: 0.267 }, 3),
  ],
};

/** A tone without pauses, believed after four seconds: no voice and few notes hold a pure tone that long. */
function howler(sound: ToneSound): Cadence {
  return even('howler', sound, { least: 4, most: Number.POSITIVE_INFINITY }, { least: 0, most: 0 }, 1);
}
