import { expect, it } from 'vitest';
import type { Sentence } from '../../src/errors.ts';
import { nearestName } from '../../src/language/nearest-name.ts';

const IDS = [
  ...['use-nin', 'no-abuse', 'no-guessing', 'talk-ratio', 'offer-help', 'typing-speed', 'closing-wish'],
  ...['greeting-hello', 'greeting-concise', 'soft-hang-up', 'no-hang-up-first', 'volume-moderate', 'no-interruption'],
  'secondsPerRing',
];

it.each([
  ['greeting-ehllo', 'the nearest is "greeting-hello"'],
  ['greetinghello', 'the nearest is "greeting-hello"'],
  ['GREETING_HELLO', 'the nearest is "greeting-hello"'],
  ['hello', 'the nearest is "greeting-hello"'],
  ['hello-greeting', 'the nearest is "greeting-hello"'],
  ['interupt', 'the nearest is "no-interruption"'],
  ['hangup', 'the nearest are "soft-hang-up", "no-hang-up-first"'],
  ['per-ring-seconds', 'the nearest is "secondsPerRing"'],
  ['hepl', 'the nearest are "offer-help", "greeting-hello"'],
  ['no', 'the nearest are "no-abuse", "no-guessing", "no-interruption" and 1 more'],
  ['weather', 'none is like it'],
  ['banana', 'none is like it'],
  ['invoice', 'none is like it'],
  ['qqqq', 'none is like it'],
  ['?', 'none is like it'],
  ['', 'none is like it'],
])('of %s', (name, near) => {
  expect(nearestName(name, IDS).en).toBe(near);
});

it('looks in titles', () => {
  const titles = new Map<string, Sentence>([['talk-ratio', { zh: '说话占比', en: 'Share of talk' }]]);
  expect(nearestName('占比', IDS, titles).zh).toBe('最接近的是“talk-ratio”');
  expect(nearestName('share of tlak', IDS, titles).zh).toBe('最接近的是“talk-ratio”');
  expect(nearestName('挂机', IDS, titles).zh).toBe('没有相近的');
});

it.each(['a', 'no'])('of %s, which tells nothing, names none of many', (name) => {
  const known = Array.from({ length: 42 }, (_, at) => `no-abuse-${at}`);
  expect(nearestName(name, known)).toEqual({
    en: '42 are like it, too many to name',
    zh: '相近的有 42 个，过多，不一一列出',
  });
});

it('names all when none is like it and there are few', () => {
  expect(nearestName('qqqq', ['pass', 'fail']).en).toBe('expected one of pass, fail');
});
