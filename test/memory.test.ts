import { totalmem } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryBytes } from '../src/memory.ts';

afterEach(() => vi.restoreAllMocks());

it.each([
  ['what the container allows', 2 ** 20, 2 ** 20],
  ['all of the machine, where nobody limits it', 0, totalmem()],
  ['all of the machine, where the limit is beyond it', 2 ** 64, totalmem()],
])('the memory there is: %s', (_, constrained, expected) => {
  vi.spyOn(process, 'constrainedMemory').mockReturnValue(constrained);
  expect(memoryBytes()).toBe(expected);
});
