import type { PitchCandidate } from './pitch-candidates.ts';

/** What a frame without pitch is worth: a voiced one must fit better. */
const UNVOICED_SCORE = 0.45;
/** For each octave the pitch jumps between two frames, and for each start and end of voicing. */
const JUMP_COST = 0.5;
const VOICING_COST = 0.12;

/** A frame's possible state: a candidate, or null for no pitch; with the best sum up to it and where that came from. */
interface State {
  octaves: number | null;
  sum: number;
  from: number;
}

/**
 * The steadiest way through the candidates of all frames (Viterbi search, as in RAPT): a wrong octave may fit one frame
 * best, but hardly its neighbours too. The period of each frame in octaves, null where it has no sure pitch.
 */
export function steadiestPath(frames: readonly (readonly PitchCandidate[])[]): (number | null)[] {
  const columns: State[][] = [];
  for (const candidates of frames) {
    const before = columns.at(-1) ?? [{ octaves: null, sum: 0, from: 0 }];
    const choices = [{ octaves: null, score: UNVOICED_SCORE }, ...candidates];
    columns.push(choices.map(({ octaves, score }) => best(before, octaves, score)));
  }
  const path: (number | null)[] = [];
  let at = indexOfBest(columns.at(-1) ?? []);
  for (const column of columns.toReversed()) {
    path.push(column[at]!.octaves);
    at = column[at]!.from;
  }
  return path.reverse();
}

function best(before: readonly State[], octaves: number | null, score: number): State {
  let from = 0;
  let sum = Number.NEGATIVE_INFINITY;
  for (const [index, state] of before.entries()) {
    const reached = state.sum - cost(state.octaves, octaves);
    if (reached <= sum) continue;
    sum = reached;
    from = index;
  }
  return { octaves, sum: sum + score, from };
}

function cost(from: number | null, to: number | null): number {
  if (from === null || to === null) return from === to ? 0 : VOICING_COST;
  return JUMP_COST * Math.abs(from - to);
}

function indexOfBest(states: readonly State[]): number {
  return states.reduce((found, { sum }, index) => (sum > states[found]!.sum ? index : found), 0);
}
