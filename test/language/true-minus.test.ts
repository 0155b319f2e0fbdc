import { expect, it } from 'vitest';
import { shown } from '../../src/checklist/bands.ts';
import { withMinus } from '../../src/language/true-minus.ts';

it('a number below nothing is written with a true minus, others as they are', () => {
  expect([-22.04, 3.25, 0, -0.01].map(shown)).toEqual(['−22', '3.3', '0', '0']);
  expect(withMinus('-0.46')).toBe('−0.46');
});
