import { expect, it } from 'vitest';
import { barByTimes, phrasesIn } from '../../src/asr/timestamps.ts';

/** Words 0…3, end of text 4, no times 5, then six times. */
const END = 4;
const TIMES = { zero: 6, latestFirst: 8 };
const SIZE = 12;

/** The tokens that may be written next, all being equally likely but for those given. */
function open(tokens: readonly number[], likelier: Record<number, number> = {}): number[] {
  const logits = new Float32Array(SIZE);
  for (const [token, logit] of Object.entries(likelier)) logits[Number(token)] = logit;
  barByTimes(logits, tokens, TIMES, END);
  return [...logits.keys()].filter((token) => logits[token] !== -Infinity);
}

it.each<[string, number[], Record<number, number>, number[]]>([
  ['a text begins with a time of the first second', [], { 1: 9 }, [6, 7, 8]],
  ['words follow the first time', [7], { 9: 9 }, [0, 1, 2, 3, 4]],
  ['a phrase may go on, or end later than it began', [7, 1], { 1: 9 }, [0, 1, 2, 3, 4, 8, 9, 10, 11]],
  ['a time that ends a phrase is followed by one not before it, or by the end', [7, 1, 9], { 4: 9 }, [4, 9, 10, 11]],
  ['words follow a pair of times', [7, 1, 9, 9], { 10: 9 }, [0, 1, 2, 3, 4]],
  ['where all times together are likelier than any word, a time is written', [7, 1], { 1: 1 }, [8, 9, 10, 11]],
  ['where one word is likelier, words are open', [7, 1], { 1: 1.5 }, [0, 1, 2, 3, 4, 8, 9, 10, 11]],
])('%s', (_name, tokens, likelier, expected) => {
  expect(open(tokens, likelier)).toEqual(expected);
});

it('no power overflows where a word and a time are both far likelier than all else', () => {
  expect(open([7, 1], { 1: 1000, 9: 1001 })).toEqual([8, 9, 10, 11]);
  expect(open([7, 1], { 1: 1001, 9: 1000 })).toEqual([0, 1, 2, 3, 4, 8, 9, 10, 11]);
});

it('phrases have the times around them; the last one may be open', () => {
  expect(phrasesIn([6, 1, 2, 56, 106, 3, 156], TIMES, 28)).toEqual([
    { start: 0, end: 1, tokens: [1, 2] },
    { start: 2, end: 3, tokens: [3] },
  ]);
  expect(phrasesIn([6, 1, 56, 56, 2], TIMES, 28)).toEqual([
    { start: 0, end: 1, tokens: [1] },
    { start: 1, end: 28, tokens: [2] },
  ]);
  expect(phrasesIn([6, 56], TIMES, 28)).toEqual([]);
  expect(phrasesIn([], TIMES, 28)).toEqual([]);
});
