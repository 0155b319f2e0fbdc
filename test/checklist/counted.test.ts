import { describe, expect, it } from 'vitest';
import { counted, howOften } from '../../src/checklist/counted.ts';
import { undecided } from '../../src/checklist/finding.ts';

describe('English numbers', () => {
  it('has one and many', () => {
    expect([0, 1, 2].map((count) => counted(count, 'ring'))).toEqual(['0 rings', '1 ring', '2 rings']);
    expect(counted(2, 'stretch', 'stretches')).toBe('2 stretches');
    expect([0, 1, 2].map(howOften)).toEqual(['0 times', 'once', '2 times']);
  });
});

describe('what is to be listened to', () => {
  it('has each place once', () => {
    const [first, second] = [
      { start: 0.8, end: 8.1 },
      { start: 9, end: 10 },
    ];
    expect(undecided({ zh: '', en: '' }, [first, second, { ...first }])).toMatchObject({ listenTo: [first, second] });
  });
});
