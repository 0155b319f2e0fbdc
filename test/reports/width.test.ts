import { describe, expect, it } from 'vitest';
import { fitCells, fitMiddle, padEndCells, plain, textWidth, wrap } from '../../src/reports/width.ts';

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['call-01', 7],
    ['坐席', 4],
    ['ＡＢ１', 6],
    ['，。“”', 6],
    ['✓ ✗ ◐ ? –', 9],
    ['e\u0301', 1],
    ['\u001b[31m红\u001b[39m', 2],
    ['🙂', 2],
  ])('%j takes %i cells', (text, cells) => {
    expect(textWidth(text)).toBe(cells);
  });
});

describe('fitCells and fitMiddle', () => {
  it.each([
    ['abc', 3, 'abc', 'abc'],
    ['abcdefghij', 6, 'abcde…', 'abc…ij'],
    ['通话编号零零一', 6, '通话…', '通…一'],
    ['通话编号零零一', 7, '通话编…', '通话…一'],
  ])('%j in %i cells', (text, cells, cut, middle) => {
    expect(fitCells(text, cells)).toBe(cut);
    expect(fitMiddle(text, cells)).toBe(middle);
  });
});

it('padEndCells counts wide characters twice and never cuts', () => {
  expect(padEndCells('坐席', 6)).toBe('坐席  ');
  expect(padEndCells('坐席', 2)).toBe('坐席');
});

describe('wrap', () => {
  it.each([
    ['', 10, []],
    ['one two three', 7, ['one two', 'three']],
    ['静音太长了，请说明。', 10, ['静音太长', '了，请说', '明。']],
    ['averyverylongname', 6, ['averyv', 'erylon', 'gname']],
    ['  indented', 20, ['  indented']],
    ['时间 00:47.3，再说', 12, ['时间', '00:47.3，再', '说']],
    ['请说明（可选）吧', 8, ['请说明', '（可选）', '吧']],
    ['他说“你好”吗', 6, ['他说', '“你好”', '吗']],
    ['say "no" ( now )', 8, ['say "no"', '( now )']],
    ['静音', 1, ['静', '音']],
    ['ab', -3, ['a', 'b']],
  ])('%j at %i cells', (text, cells, lines) => {
    expect(wrap(text, cells)).toEqual(lines);
  });
});

it('plain leaves nothing that moves the cursor or turns the text around', () => {
  expect(plain('a\u001b[2Jb\r\nc\u202ed\u0007')).toBe('ab c d');
});
