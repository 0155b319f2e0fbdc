import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { textStyle } from '../../src/cli/text-style.ts';

beforeAll(() => void vi.stubEnv('NO_COLOR', ''));
afterAll(() => void vi.unstubAllEnvs());

it.each([
  ['a terminal', undefined, { isTTY: true, columns: 120 }, { colour: true, columns: 120 }],
  [
    'a terminal that does not say how wide it is',
    undefined,
    { isTTY: true, columns: 0 },
    { colour: true, columns: 80 },
  ],
  ['a file, named at a terminal', 'team.txt', { isTTY: true, columns: 120 }, { colour: false, columns: 80 }],
  ['a pipe', undefined, {}, { colour: false, columns: 80 }],
])('is that of %s', (_where, out, terminal, style) => {
  expect(textStyle(out, terminal)).toEqual(style);
});

it('has no colours where nobody wants them', () => {
  vi.stubEnv('NO_COLOR', '1');
  expect(textStyle(undefined, { isTTY: true, columns: 80 })).toEqual({ colour: false, columns: 80 });
});
