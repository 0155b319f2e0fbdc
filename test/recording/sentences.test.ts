import path from 'node:path';
import { expect, it } from 'vitest';
import { collectCalls } from '../../src/recording/collect.ts';
import { folderWith } from './files.ts';

it.each([
  ['an empty list', '', '通话清单 calls.csv 是空文件。'],
  ['no column of files', 'path\na.wav\n', '通话清单 calls.csv 缺少“录音文件”（file）列；'],
  ['an open quote', 'file\n"a.wav\n', '行结束时仍有引号未闭合。'],
  ['a misspelt column', 'file,relased_by\na.wav,\n', 'calls.csv 有一列“relased_by”，可能应为“released_by”。'],
  ['a wrong language', 'file,language\na.wav,fr\n', '第 2 行“language”列应为 zh 或 en（中文、英文），实际是“fr”。'],
  ['a wrong releaser', 'file,released_by\na.wav,x\n', '列应为坐席、客户、系统（agent、customer、system）或留空，'],
  ['an id given twice', 'file,call_id\nb.wav,7\na.wav,7\n', '重复：calls.csv 第 2 行与 calls.csv 第 3 行。'],
  ['a missing recording', 'file\nno.wav\n', '（由 calls.csv 第 2 行指定）。'],
])('the Chinese sentence about %s is all Chinese, with spaces around names', async (_, list, sentence) => {
  const folder = folderWith({ 'a.wav': '', 'b.wav': '', 'calls.csv': list });
  const calls = await collectCalls([path.join(folder, 'calls.csv')], { fileNamePattern: null });
  expect(calls.find(({ error }) => error)?.error?.sentence.zh).toContain(sentence);
});
