import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pick, randomOf } from './random.ts';

/** A courtesy phrase inside a turn: its class and its place `[start, end)` in the text. */
export interface Mark {
  classId: string;
  phrase: string;
  start: number;
  end: number;
}

/** A turn of an agent with the courtesy phrases that stand in it. */
export interface MarkedTurn {
  text: string;
  marks: Mark[];
}

const NEUTRAL_TURNS = 2400;

function linesOf(name: string): string[] {
  return readFileSync(path.join(import.meta.dirname, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Turns with labelled courtesy phrases. */
export function courtesyTurns(): MarkedTurn[] {
  return linesOf('courtesy.txt').map((line) => {
    const turn: MarkedTurn = { text: '', marks: [] };
    for (const part of line.split(/(\{[^}]*\})/)) {
      const [classId, phrase] = part.slice(1, -1).split('|');
      if (part.startsWith('{')) {
        const start = turn.text.length;
        turn.marks.push({ classId: classId!, phrase: phrase!, start, end: start + phrase!.length });
        turn.text += phrase!;
      } else turn.text += part;
    }
    return turn;
  });
}

/** Turns that look like faults and are none. */
export function trapTurns(): string[] {
  return linesOf('traps.txt');
}

/** Turns without courtesy or fault, all different. */
export function neutralTurns(seed: number): string[] {
  const lists = new Map<string, string[]>();
  const templates: string[] = [];
  for (const line of linesOf('neutral.txt')) {
    const list = /^([a-z]+): (.*)$/.exec(line);
    if (list) lists.set(list[1]!, list[2]!.split(' / '));
    else templates.push(line);
  }
  const random = randomOf(seed);
  const turns = new Set<string>();
  while (turns.size < NEUTRAL_TURNS)
    turns.add(pick(templates, random).replace(/\{([a-z]+)\}/g, (_, name: string) => pick(lists.get(name)!, random)));
  return [...turns];
}
