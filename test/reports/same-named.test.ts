import { expect, it } from 'vitest';
import { recordingName } from '../../src/reports/recording-name.ts';
import { sameNamed } from '../../src/reports/same-named.ts';

const ENGLISH = { language: 'en', colour: false } as const;

it('says which recording each call of the same file name is, and nothing of others', () => {
  const rows = [
    { callId: 'cut', file: '/in/cut.wav' },
    { callId: 'r_cut', file: '/in/r/cut.wav' },
    { callId: 'cut#2', file: '/in/cut.mp3' },
    { callId: 'other', file: '/in/other.wav' },
  ];
  const text = sameNamed(rows, ENGLISH);
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/ {2,}/)),
  ).toEqual([
    ['Recordings of the same name'],
    ['cut', '/in/cut.wav'],
    ['r_cut', '/in/r/cut.wav'],
    ['cut#2', '/in/cut.mp3'],
  ]);
  expect(sameNamed([rows[0]!, rows[3]!, { callId: 'again', file: '/in/cut.wav' }], ENGLISH)).toBe('');
});

it('stays short for many, and says how many more there are', () => {
  const rows = Array.from({ length: 50 }, (_, at) => ({ callId: `${at}_1`, file: `/in/${at}/1.wav` }));
  expect(sameNamed(rows, { language: 'zh', colour: false })).toMatch(/另有 30 通/);
});

it.each([
  ['/recordings/2024-03-05/77.wav', '2024-03-05/77.wav'],
  ['C:\\calls\\r\\cut.wav', 'r/cut.wav'],
  ['/a.wav', 'a.wav'],
])('a list calls %s by its folder and name', (file, name) => {
  expect(recordingName(file)).toBe(name);
});
