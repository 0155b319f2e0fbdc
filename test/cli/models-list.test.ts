import { expect, it } from 'vitest';
import { textWidth } from '../../src/reports/width.ts';
import { lingting } from './run.ts';

it.each(['zh', 'en'])('lists the models within 80 columns in %s, each id whole', async (language) => {
  const { code, stdout } = await lingting(['--lang', language, 'models', 'list']);
  expect(code).toBe(0);
  expect(stdout).toContain(' whisper-large-v3-turbo ');
  expect(stdout.split('\n').filter((line) => textWidth(line) > 80)).toEqual([]);
});
