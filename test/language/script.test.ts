import { describe, expect, it } from 'vitest';
import { simplify } from '../../src/language/script.ts';

describe('simplify', () => {
  it.each([
    ['很高興為您服務，請問有什麼可以幫您？', '很高兴为您服务，请问有什么可以帮您？'],
    ['請不吝點贊 訂閱 轉發', '请不吝点赞 订阅 转发'],
    ['乾隆皇帝說皇后在後面', '乾隆皇帝说皇后在后面'],
    ['工号１００８６，Ａｂｃ％＠', '工号10086，Abc%@'],
    ['您好　（再见）！？：；', '您好 （再见）！？：；'],
    ['', ''],
  ])('%s', (text, expected) => {
    expect(simplify(text)).toBe(expected);
  });

  it('leaves simplified text as it is', () => {
    const text = '您好，感谢您的来电，我后面会干这件事，面条、著名、头发、出发。';
    expect(simplify(text)).toBe(text);
    expect(simplify(simplify(text))).toBe(text);
  });
});
