import { describe, expect, it } from 'vitest';
import { ENTITY_KINDS, entitiesIn } from '../../src/language/entities.ts';

const told = (kind: (typeof ENTITY_KINDS)[number], text: string, language: 'zh' | 'en' = 'zh') =>
  entitiesIn(text, kind, language).map((one) => one.text);

describe('Chinese', () => {
  it.each([
    ['phone', '我的手机是幺三八零零一三八零零零', ['幺三八零零一三八零零零']],
    ['phone', '您可以拨打10086咨询', ['10086']],
    ['phone', '热线是四零零八八二三八二三', ['四零零八八二三八二三']],
    ['phone', '区号零七九一，八六五五四三二一', ['零七九一，八六五五四三二一']],
    ['phone', '请拨打110', ['110']],
    ['phone', '订单号是12345', []],
    ['phone', '工号1001', []],
    ['number', '订单号是2024030512', ['2024030512']],
    ['number', '一共三百二十块', []],
    ['duration', '三天之内给您答复', ['三天']],
    ['time', '下午五点之前', ['下午五点']],
    ['time', '今天下班前给您回电', ['下班前']],
    ['time', '十点半', ['十点半']],
    ['time', '17:30前', ['17:30']],
    ['time', '这里有两点要说明，有一点慢，快一点', []],
    ['date', '明天给您答复', ['明天']],
    ['date', '下周一之前', ['下周一']],
    ['date', '三月五号', ['三月五号']],
    ['date', '15号之前给您', ['15号之前']],
    ['date', '我是3号坐席，十号线', []],
    ['amount', '别人拿的是八五折', ['八五折']],
    ['amount', '一百二十块钱，3.5元', ['一百二十块钱', '3.5元']],
    ['amount', '百分之十五', ['百分之十五']],
    ['amount', '我们一块儿看，这一块内容，打折吗', []],
    ['name', '我姓王', ['姓王']],
    ['name', '我叫李小明', ['我叫李小明']],
    ['name', '张女士您好', ['张女士']],
    ['name', '我是想问一下，请问先生贵姓', []],
    ['region', '我在南昌市', ['南昌市']],
    ['region', '我住在阳光花园三号楼', ['阳光花园', '三号楼']],
    ['region', '在朝阳区', ['朝阳区']],
    ['region', '这个小区，社区服务，误区', []],
  ] as const)('%s in %s: %j', (kind, text, words) => {
    expect([...new Set(told(kind, text))].sort()).toEqual([...new Set<string>(words)].sort());
  });
});

describe('English', () => {
  it.each([
    ['phone', 'my number is five five five, oh one nine nine', ['five five five, oh one nine nine']],
    ['phone', 'please call 800-555-0199', ['800-555-0199']],
    ['phone', 'dial 911', ['911']],
    ['phone', 'the direct number is 6 2 8 8, 4 1 4 1', ['6 2 8 8, 4 1 4 1']],
    ['phone', 'my order is 12345', []],
    ['duration', 'within two hours', ['two hours']],
    ['time', 'by five this afternoon', ['by five']],
    ['time', 'at 3 pm', ['at 3 pm']],
    ['time', 'by one of our people, at two dollars', []],
    ['time', 'by the end of the day', ['end of the day']],
    ['date', 'I will call you tomorrow or on Monday', ['tomorrow', 'Monday']],
    ['amount', 'that is twenty dollars, $15.50', ['twenty dollars', '$15.50']],
    ['name', 'my name is John Smith', ['my name is John Smith']],
    ['name', 'this is about my order', []],
    ['region', 'I live in Boston, Main Street', ['I live in Boston', 'Main Street']],
  ] as const)('%s in %s: %j', (kind, text, words) => {
    expect(told(kind, text, 'en').sort()).toEqual([...words].sort());
  });
});

it.each(ENTITY_KINDS)('%s: nothing in nothing, and vague words are none', (kind) => {
  expect(told(kind, '')).toEqual([]);
  expect(told(kind, '我们会尽快给您答复，请您放心。')).toEqual([]);
  expect(told(kind, 'We will call you back as soon as possible.', 'en')).toEqual([]);
});

it('says where the words stand', () => {
  const [found] = entitiesIn('好的，明天给您答复', 'date', 'zh');
  expect(found).toEqual({ kind: 'date', text: '明天', start: 3, end: 5 });
});
