import type { Dialogue, Role } from './dialogue.ts';
import { addInto, addNoise, addTone, amplitude, randomNumbers } from './signal.ts';
import type { Timeline } from './timeline.ts';

const NOISE_DBFS = -57;
const FULL_SCALE = 0.98;
const RINGBACK = { hertz: 450, dbfs: -22 };

/** The sound of each participant's line: speech, ring-back, hiss, and the other side if it leaks. */
export function sidesOf(dialogue: Dialogue, timeline: Timeline): Record<Role, Float32Array> {
  const { sampleRateHz, crosstalkDb } = dialogue.file;
  const length = Math.round(timeline.durationSeconds * sampleRateHz);
  const sides = { agent: new Float32Array(length), customer: new Float32Array(length) };
  for (const line of timeline.lines)
    addInto(sides[line.participant], line.samples, Math.round(line.start * sampleRateHz), 1);
  if (crosstalkDb !== undefined) {
    const clean = { agent: sides.agent.slice(), customer: sides.customer.slice() };
    addInto(sides.agent, clean.customer, 0, amplitude(crosstalkDb));
    addInto(sides.customer, clean.agent, 0, amplitude(crosstalkDb));
  }
  for (const role of dialogue.ringback?.channels ?? [])
    for (const ring of timeline.rings) addTone(sides[role], sampleRateHz, ring, RINGBACK.hertz, RINGBACK.dbfs);
  addNoise(sides.agent, NOISE_DBFS, randomNumbers(`${dialogue.id} agent`));
  addNoise(sides.customer, NOISE_DBFS, randomNumbers(`${dialogue.id} customer`));
  limit(sides.agent);
  limit(sides.customer);
  return sides;
}

/** Cuts what no telephone line can carry, as an overdriven microphone does. */
function limit(samples: Float32Array): void {
  for (let i = 0; i < samples.length; i++) samples[i] = Math.max(-FULL_SCALE, Math.min(FULL_SCALE, samples[i]!));
}

/** The channels of the recording in file order. */
export function channelsOf(dialogue: Dialogue, sides: Record<Role, Float32Array>): Float32Array[] {
  return dialogue.file.channels.map((participant) => {
    if (participant !== 'mixed') return sides[participant];
    const both = sides.agent.slice();
    addInto(both, sides.customer, 0, 1);
    limit(both);
    return both;
  });
}
