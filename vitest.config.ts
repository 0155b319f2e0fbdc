import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that put another module in the place of one: for nobody but them. */
const mocking = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => path.posix.join('test', file.replaceAll(path.sep, '/')))
  .filter((file) => file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('vi.mock('));

export default defineConfig({
  resolve: {
    // Worker processes run as they are built (`test/built.ts`): as they are written, each takes seconds to start.
    alias: [{ find: /^\..*\/fork-script\.ts$/, replacement: path.resolve('dist/library/fork-script.js') }],
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      // The dictionary and the lexicons are read once for all files, which take a third of the time then.
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: mocking,
          isolate: false,
          globalSetup: ['test/built.ts'],
        },
      },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
});
