import { expect, it } from 'vitest';
import { durationsIn } from '../../src/language/durations.ts';

it.each([
  ['请您稍等一分钟，好吗？', [60]],
  ['请稍等1分钟', [60]],
  ['请您等依分中', [60]],
  ['大概需要两三分钟', [180]],
  ['两到三分钟', [180]],
  ['2-3分钟', [180]],
  ['三五分钟吧', [300]],
  ['三十秒', [30]],
  ['30秒钟', [30]],
  ['半分钟', [30]],
  ['一分半钟', [90]],
  ['一分三十秒', [90]],
  ['半小时以内', [1800]],
  ['半个小时', [1800]],
  ['一个半小时', [5400]],
  ['两个小时', [7200]],
  ['一刻钟', [900]],
  ['十五分钟', [900]],
  ['二十五分钟', [1500]],
  ['一百二十秒', [120]],
  ['三天内给您答复，最晚24小时', [3 * 86_400, 86_400]],
  ['一个工作日', [86_400]],
  ['一周', [7 * 86_400]],
  // no number, or no length of time
  ['请稍等片刻', []],
  ['几分钟就好', []],
  ['等一会儿', []],
  ['几十秒', []],
  ['下周一天气怎么样', []],
  ['十点十分到', []],
  ['第一天', []],
  ['打了九十分', []],
  ['一天到晚', []],
  ['三月五号', []],
  ['一分钱', []],
  ['', []],
])('%s', (text, seconds) => {
  const found = durationsIn(text, 'zh');
  expect(found.map((one) => one.seconds)).toEqual(seconds);
  for (const one of found) expect(text.slice(one.start, one.end)).toBe(one.text);
});

it.each([
  ['may I place you on hold for one minute?', [60]],
  ['it will take two to three minutes', [180]],
  ['a minute or two', [120]],
  ['about a minute', [60]],
  ['hold for a minute', [60]],
  ['30 seconds please', [30]],
  ['thirty seconds', [30]],
  ['half an hour', [1800]],
  ['an hour and a half', [5400]],
  ['a couple of minutes', [120]],
  ['within 24 hours', [86_400]],
  ['five business days', [5 * 86_400]],
  ['just a minute', []],
  ['give me a minute', []],
  ['one second', []],
  ['just a second', []],
  ['one moment', []],
  ['a few minutes', []],
])('%s', (text, seconds) => {
  expect(durationsIn(text, 'en').map((one) => one.seconds)).toEqual(seconds);
});
