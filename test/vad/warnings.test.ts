import { expect, it } from 'vitest';
import { startWarnings } from '../../src/vad/warnings.ts';

it.each([
  ['somebody speaks at once', [[{ start: 0.01, end: 2 }], [{ start: 3, end: 4 }]], ['begins-in-speech']],
  ['nobody answers so fast', [[{ start: 0.15, end: 2 }], []], []],
  ['nobody speaks', [[], []], []],
])('%s', (_, speech, codes) => {
  expect(startWarnings(speech).map(({ code }) => code)).toEqual(codes);
});
