import { describe, expect, it } from 'vitest';
import { CASE_COLUMNS, caseColumnNamed, cellOf } from '../../src/recording/case-columns.ts';
import { collectCalls } from '../../src/recording/collect.ts';
import { fieldNamed } from '../../src/recording/fields.ts';
import { findMisspellings } from '../../src/recording/meant.ts';
import { folderWith } from './files.ts';

describe('the columns about what was done after the call', () => {
  it('have names of their own, none of which is taken for a field or a misspelt one', () => {
    const headers = CASE_COLUMNS.flatMap((column) => column.headers);
    expect(headers.filter((header) => fieldNamed(header) || findMisspellings([header]).length > 0)).toEqual([]);
    expect(headers.filter((header) => caseColumnNamed(header)?.headers.includes(header) !== true)).toEqual([]);
    expect(new Set(headers).size).toBe(headers.length);
  });

  it.each([
    [{ case_id: '7' }, 'case_id', '7'],
    [{ 'Case ID': '7' }, '个案编号', '7'],
    [{ 工单号: '7' }, 'case_id', '7'],
    [{ caseId: '', 个案编号: '7' }, 'case_id', '7'],
    [{ case_id: '' }, 'case_id', ''],
    [{ case_idea: '7' }, 'case_id', null],
    [{ Region: 'north' }, 'region', 'north'],
    [undefined, 'case_id', null],
  ])('in %j, %s is %j', (extra, name, text) => {
    expect(cellOf(extra, name)).toBe(text);
  });

  it('keep their empty cells, which never hide what a side-car says; other empty cells are absent', async () => {
    const folder = folderWith({
      'a.wav': '',
      'a.json': JSON.stringify({ case_id: 77, solution_at: null }),
      'calls.csv': 'file,case_id,callback_at,note\na.wav,,,\n',
    });
    const [found] = await collectCalls([`${folder}/calls.csv`], { fileNamePattern: null });
    expect(found?.call.extra).toEqual({ case_id: '77', callback_at: '', solution_at: '' });
  });
});
