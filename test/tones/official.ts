import type { ToneKind } from '../../src/analysis.ts';
import type { TonePlan } from '../../src/tones/plans.ts';

/** A tone as the standard of its network has it, and what is to be found of it. */
export interface OfficialTone {
  plan: TonePlan;
  kind: ToneKind;
  /** Frequencies that sound together (one list per burst where they change), and seconds on and off, over and over again. */
  steps: readonly { hz: readonly number[]; on: number; off: number }[];
  periods: number;
  /** Bursts that are counted in a period: 1 for a double ring. */
  bursts: number;
}

const even = (hz: readonly number[], on: number, off: number) => [{ hz, on, off }];
const one = (
  plan: TonePlan,
  kind: ToneKind,
  hz: readonly number[],
  [on, off]: [number, number],
  periods: number,
): OfficialTone => ({ plan, kind, steps: even(hz, on, off), periods, bursts: 1 });

const NORTH_AMERICA = (plan: TonePlan): OfficialTone[] => [
  one(plan, 'busy', [480, 620], [0.5, 0.5], 4),
  one(plan, 'congestion', [480, 620], [0.25, 0.25], 5),
];
const RISING = (plan: TonePlan): OfficialTone => ({
  plan,
  kind: 'information',
  steps: [
    { hz: [950], on: 0.33, off: 0 },
    { hz: [1400], on: 0.33, off: 0 },
    { hz: [1800], on: 0.33, off: 1 },
  ],
  periods: 2,
  bursts: 3,
});

/** GB 3380-1982, ITU-T E.180 and its Supplement 2, ANSI T1.401, BT SIN 350, ETSI TR 101 041. */
export const OFFICIAL_TONES: readonly OfficialTone[] = [
  one('cn', 'ringback', [450], [1, 4], 2),
  one('cn', 'busy', [450], [0.35, 0.35], 5),
  one('cn', 'congestion', [450], [0.7, 0.7], 4),
  one('cn', 'howler', [950], [8, 0], 1),
  {
    plan: 'cn',
    kind: 'information',
    steps: [...Array.from({ length: 3 }, () => ({ hz: [450], on: 0.1, off: 0.1 })), { hz: [450], on: 0.4, off: 0.4 }],
    periods: 3,
    bursts: 4,
  },
  {
    plan: 'hk',
    kind: 'ringback',
    steps: [...even([440, 480], 0.4, 0.2), ...even([440, 480], 0.4, 3)],
    periods: 2,
    bursts: 1,
  },
  ...NORTH_AMERICA('hk'),
  one('tw', 'ringback', [440, 480], [1, 2], 3),
  ...NORTH_AMERICA('tw'),
  one('us', 'ringback', [440, 480], [2, 4], 2),
  ...NORTH_AMERICA('us'),
  one('us', 'howler', [1400, 2060, 2450, 2600], [0.1, 0.1], 20),
  {
    plan: 'uk',
    kind: 'ringback',
    steps: [...even([400, 450], 0.4, 0.2), ...even([400, 450], 0.4, 2)],
    periods: 2,
    bursts: 1,
  },
  one('uk', 'busy', [400], [0.375, 0.375], 5),
  {
    plan: 'uk',
    kind: 'congestion',
    steps: [...even([400], 0.4, 0.35), ...even([400], 0.225, 0.525)],
    periods: 3,
    bursts: 2,
  },
  one('eu', 'ringback', [425], [1, 4], 2),
  one('eu', 'ringback', [440], [1.5, 3.5], 2),
  one('eu', 'ringback', [425], [1, 3], 2),
  one('eu', 'ringback', [420], [1, 5], 2),
  one('eu', 'busy', [425], [0.5, 0.5], 4),
  one('eu', 'busy', [425], [0.3, 0.3], 5),
  one('eu', 'busy', [425], [0.48, 0.48], 4),
  one('eu', 'congestion', [425], [0.24, 0.24], 5),
  one('eu', 'congestion', [425], [0.2, 0.2], 5),
  one('eu', 'congestion', [425], [0.167, 0.167], 5),
  ...(['cn', 'hk', 'tw', 'us', 'uk', 'eu'] as const).map(RISING),
];

/** For the titles of tests: `cn busy 450 0.35/0.35`. */
export const nameOf = ({ plan, kind, steps }: OfficialTone): string =>
  `${plan} ${kind} ${steps.map(({ hz, on, off }) => `${hz.join('+')} ${on}/${off}`).join(', ')}`;
