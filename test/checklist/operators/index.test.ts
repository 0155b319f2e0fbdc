import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { OPERATORS } from '../../../src/checklist/operators/index.ts';

const fileName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

it('every operator has one file, one test and one place in the list', () => {
  const listed = [...OPERATORS.keys()].map(fileName);
  const files = readdirSync('src/checklist/operators')
    .filter((name) => name !== 'index.ts')
    .sort();
  const tests = readdirSync('test/checklist/operators')
    .filter((name) => /\.test\.ts$/.test(name) && name !== 'index.test.ts')
    .sort();
  expect(files).toEqual(listed.map((name) => `${name}.ts`).sort());
  expect(tests).toEqual(listed.map((name) => `${name}.test.ts`).sort());
});
