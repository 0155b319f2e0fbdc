import { afterEach, expect, it, vi } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';

const folder = '/models/whisper-small';
vi.mock('../../src/asr/pull.ts', () => ({ pullModel: async () => folder }));
afterEach(() => vi.restoreAllMocks());

it.each([
  [[], `whisper-small is here: ${folder}\n`],
  [['--json'], `${JSON.stringify({ model: 'whisper-small', folder }, null, 2)}\n`],
])('says where a model is that was pulled, with %j', async (options, printed) => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = await createProgram(['models'], 'en');
  await program.parseAsync(['models', 'pull', 'whisper-small', ...options], { from: 'user' });
  expect(written.mock.calls).toEqual([[printed]]);
});

it('leaves Ctrl-C as it was when the model is there', async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const before = process.listenerCount('SIGINT');
  const program = await createProgram(['models'], 'en');
  await program.parseAsync(['models', 'pull', 'whisper-small'], { from: 'user' });
  expect(process.listenerCount('SIGINT')).toBe(before);
});

it('names the models that can be pulled, and no others, for an id that there is not', async () => {
  const program = await createProgram(['models'], 'en');
  const pulled = program.parseAsync(['models', 'pull', 'whisper-smal'], { from: 'user' });
  await expect(pulled).rejects.toMatchObject({
    code: 'model-unknown',
    message: expect.stringMatching(/^There is no model "whisper-smal"\. Give one of whisper-tiny, /),
  });
  await expect(pulled).rejects.not.toThrow(/lingting-demo-zh|folder/);
});
