import { expect, it } from 'vitest';
import { stepLine } from '../../src/cli/score-output.ts';
import { namesTwice } from '../../src/reports/recording-name.ts';

const done = (callId: string, file: string) => ({
  ...{ callId, file, state: 'done' as const, score: 81.6 },
  ...{ agent: null, fatal: false, needsReview: false, code: null, sentence: null },
});

it('progress tells calls apart whose recordings look alike, and only those', () => {
  const rows = [
    done('morning', '/in/mon/77.wav'),
    done('noon', '/in/mon/77.wav'),
    done('B', '/out/mon/77.wav'),
    done('78', '/in/mon/78.wav'),
  ];
  expect(rows.map((row) => stepLine(row, 'en', namesTwice(rows)))).toEqual([
    'mon/77.wav (morning)  82',
    'mon/77.wav (noon)  82',
    'mon/77.wav (B)  82',
    'mon/78.wav  82',
  ]);
});
