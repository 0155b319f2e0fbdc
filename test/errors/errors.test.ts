import { describe, expect, it } from 'vitest';
import { asLingtingError, LingtingError } from '../../src/errors.ts';

describe('what is thrown becomes a LingtingError', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'no-permission'],
    ['EPERM', 'no-permission'],
    ['EROFS', 'no-permission'],
    ['ENOTDIR', 'file-unreadable'],
    ['EEXIST', 'file-unreadable'],
    ['ENOENT', 'file-missing'],
    ['EISDIR', 'file-unreadable'],
    ['EOTHER', 'internal'],
  ])('%s is %s and keeps its cause', (code, expected) => {
    const cause = Object.assign(new Error(`${code}: it broke`), { code, path: '/calls/通话.wav' });
    const { code: got, sentence, cause: kept } = asLingtingError(cause);
    expect([got, kept]).toEqual([expected, cause]);
    const named = expected === 'internal' ? 'it broke' : '/calls/通话.wav';
    expect([sentence.en, sentence.zh].every((text) => text.includes(named))).toBe(true);
  });

  it.each([[null], [undefined], ['a text'], [7]])('%s is a defect', (thrown) => {
    const { code, sentence } = asLingtingError(thrown);
    expect(code).toBe('internal');
    expect(sentence.en).toContain(String(thrown));
  });

  it('names the file that was being read where the error does not', () => {
    const cause = Object.assign(new Error('EISDIR: illegal operation on a directory, read'), { code: 'EISDIR' });
    expect(asLingtingError(cause, '/calls/day').sentence.en).toContain('/calls/day is a folder');
  });

  it('one of ours stays as it is', () => {
    const ours = new LingtingError('usage', { en: 'en', zh: 'zh' });
    expect(asLingtingError(ours)).toBe(ours);
  });
});
