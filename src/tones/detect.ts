import type { Channel, ToneKind, ToneSpan } from '../analysis.ts';
import { hull } from '../timespan.ts';
import { hasBoth } from './both.ts';
import { type Burst, BurstCollector } from './bursts.ts';
import { type CadenceRun, cadenceRuns, periodsOf } from './cadence.ts';
import { KeyCollector } from './dtmf.ts';
import { RISING_SOUNDS, risingTones } from './information.ts';
import { telephoneLine } from './line.ts';
import { MusicCollector } from './music.ts';
import { CADENCES, type TonePlan } from './plans.ts';
import { isQuietAround } from './quiet.ts';
import type { ToneSound } from './sound.ts';
import { spectra } from './spectrum.ts';

/**
 * The tones on a channel, sorted by start: those of one network, special information tones, keys pressed (DTMF; which
 * ones is not kept), and hold music. Found by how pure each 32 ms frame is, then by the rhythm of the bursts; a tone
 * without a known rhythm (a whistle, a dial tone, a note of music) is no tone here. A span goes from the first burst to
 * the end of the last, pauses between them included; its ends are known to 20 ms, in noise to 50 ms.
 *
 * Empty for silence. Memory grows with the bursts found, not with the channel's length.
 */
export function detectTones(channel: Channel, plan: TonePlan): ToneSpan[] {
  const line = telephoneLine(channel);
  const cadences = CADENCES[plan];
  const sounds = new Set([...cadences.map(({ sound }) => sound), ...RISING_SOUNDS]);
  const collectors = new Map([...sounds].map((sound) => [sound, new BurstCollector(line, sound)]));
  const keys = new KeyCollector(line);
  const music = new MusicCollector();
  for (const frame of spectra(line)) {
    for (const collector of collectors.values()) collector.push(frame);
    keys.push(frame);
    music.push(frame);
  }
  const burstsOf = (sound: ToneSound) => collectors.get(sound)!.bursts();
  const toneOf = (kind: ToneKind, bursts: readonly Burst[], count: number, belowHz = 0): ToneSpan => ({
    ...hull(bursts[0]!, bursts.at(-1)!),
    kind,
    channel: channel.index,
    frequencyHz: Math.round(bursts.reduce((sum, burst) => sum + burst.frequencyHz, 0) / bursts.length - belowHz),
    bursts: count,
  });

  const taken = new Set<Burst>();
  const runs = cadences
    .flatMap((cadence) => cadenceRuns(burstsOf(cadence.sound), cadence, taken))
    .filter((run) => isQuietAround(line, run) && isOfTwo(line, run));
  const callProgress = runs.map((run) => {
    const { kind, sound } = run.cadence;
    return toneOf(
      kind,
      run.bursts,
      kind === 'ringback' ? periodsOf(run) : run.bursts.length,
      sound.lobes[0]!.spreadHz / 2,
    );
  });
  const rising = risingTones(RISING_SOUNDS.map(burstsOf)).map((bursts) => ({
    ...toneOf('information', bursts, bursts.length),
    frequencyHz: Math.round(bursts[0]!.frequencyHz),
  }));
  const pressed = keys.runs().map(
    ({ span, count }): ToneSpan => ({
      ...span,
      kind: 'dtmf',
      channel: channel.index,
      frequencyHz: null,
      bursts: count,
    }),
  );
  const played = music
    .spans()
    .map((span): ToneSpan => ({ ...span, kind: 'music', channel: channel.index, frequencyHz: null, bursts: 1 }));
  return [...callProgress, ...rising, ...pressed, ...played].sort((a, b) => a.start - b.start);
}

/** True when the sound has no frequencies close together, or most bursts have both of them. */
function isOfTwo(line: Channel, { cadence, bursts }: CadenceRun): boolean {
  const close = cadence.sound.lobes.find(({ spreadHz }) => spreadHz > 0);
  return close === undefined || 2 * bursts.filter((burst) => hasBoth(line, burst, close)).length > bursts.length;
}
