import { expect, it } from 'vitest';
import { repeatsItself } from '../../src/asr/repeats.ts';

const times = (count: number, ...unit: number[]): number[] => Array.from({ length: count }, () => unit).flat();
const RUN = Array.from({ length: 60 }, (_, k) => k);

it.each<[string, number[], boolean]>([
  ['nothing', [], false],
  ['a text that goes on', RUN, false],
  ['one token 45 times', times(45, 7), true],
  ['one token 44 times', times(44, 7), false],
  ['a text that ends in a circle', [...RUN, ...times(12, 1, 2, 3, 4)], true],
  ['a text that left a circle', [...times(12, 1, 2, 3, 4), 5], false],
  ['two tokens, as an upset caller repeats them', times(15, 1, 2), false],
  ['a long unit six times', times(6, ...RUN.slice(0, 16)), true],
  ['a long unit five times', times(5, ...RUN.slice(0, 16)), false],
  ['a unit of more than sixteen', times(6, ...RUN.slice(0, 17)), false],
])('%s', (_name, tokens, repeats) => {
  expect(repeatsItself(tokens)).toBe(repeats);
});

it('a circle one token longer still', () => {
  expect(repeatsItself([...times(12, 1, 2, 3, 4), 1])).toBe(true);
});
