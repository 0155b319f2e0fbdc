import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/analysis.ts';
import { countUnits } from '../../src/language/count.ts';

const table: [Language, string, number, string][] = [
  ['zh', '', 0, ''],
  ['zh', '，。！？ …', 0, 'marks count nothing'],
  ['zh', '您好，请问有什么可以帮您？', 11, ''],
  ['zh', '請問您貴姓', 5, 'traditional script'],
  ['zh', '10', 1, '十'],
  ['zh', '15分钟', 4, '十五分钟'],
  ['zh', '20', 2, '二十'],
  ['zh', '25', 3, '二十五'],
  ['zh', '100元', 3, '一百元'],
  ['zh', '105', 4, '一百零五'],
  ['zh', '123', 5, '一百二十三'],
  ['zh', '1005', 4, '一千零五'],
  ['zh', '12,000', 4, '一万二千'],
  ['zh', '0', 1, '零'],
  ['zh', '3.5', 3, '三点五'],
  ['zh', '50%', 5, '百分之五十'],
  ['zh', '2024年', 5, '二零二四年'],
  ['zh', '10:30', 4, '十点三十'],
  ['zh', '¥20', 3, '二十元'],
  ['zh', '13800138000', 11, 'a telephone number, digit by digit'],
  ['zh', '工号0086', 6, 'a leading zero'],
  ['zh', '工号８８', 5, 'full-width digits: 八十八'],
  ['zh', 'VIP客户', 5, 'capitals are spelled'],
  ['zh', '打开App', 3, ''],
  ['zh', '微信小程序 WeChat', 7, 'we-chat'],
  ['en', '', 0, ''],
  ['en', "Thank you for calling, how can I help you? I'm here.", 11, ''],
  ['en', 'wait -- what?', 2, ''],
  ['en', '25 dollars', 3, 'twenty five dollars'],
  ['en', '105', 3, 'one hundred five'],
  ['en', '2,500', 4, 'two thousand five hundred'],
  ['en', '0', 1, 'zero'],
  ['en', '10:30', 2, 'ten thirty'],
  ['en', '50%', 2, 'fifty percent'],
  ['en', '5551234', 7, 'digit by digit'],
  ['en', 'café naïve', 2, ''],
];

describe('countUnits', () => {
  it.each(table)('%s “%s” is %d %s', (language, text, units) => {
    expect(countUnits(text, language)).toBe(units);
  });

  it('adds up: the parts of a text hold what the whole holds', () => {
    const parts = ['您好，', '我是88号', '，VIP用户请按', '1键。'];
    const sum = parts.reduce((total, part) => total + countUnits(part, 'zh'), 0);
    expect(countUnits(parts.join(''), 'zh')).toBe(sum);
  });

  it('takes a long text without stalling', () => {
    expect(countUnits('a'.repeat(200_000), 'en')).toBe(1);
    expect(countUnits('好1,'.repeat(50_000), 'zh')).toBe(100_000);
  });
});
