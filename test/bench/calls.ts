import type { CallAnalysis } from '../../src/analysis.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { pick, randomOf } from './random.ts';
import { withErrors } from './recognition-errors.ts';
import { courtesyTurns, neutralTurns } from './turns.ts';

const CUSTOMER_PARTS = [
  '我想问一下{}的事',
  '我上次打过电话说{}',
  '那{}怎么算呢',
  '嗯嗯',
  '好的',
  '对，就是这样',
  '可是你们的人跟我说{}',
  '我看不到啊，{}在哪里',
  '行，那我等一下看看',
];
const TURN_SECONDS = 6;
/** Every so many turns of an agent one holds a courtesy phrase. */
const COURTESY_EVERY = 5;

/**
 * A made call of about so many minutes between agent and customer, its words wrong in `errorRate` of the characters.
 * Every seed gives other words, so that nothing is remembered from call to call.
 */
export function madeCall(minutes: number, seed: number, errorRate: number): CallAnalysis {
  const random = randomOf(seed);
  const neutral = neutralTurns(seed % 50);
  const courteous = courtesyTurns();
  const lines: string[] = ['direction: inbound', 'agent: 您好，大海家电客服中心，工号八零三五，请问有什么可以帮您？'];
  for (let second = TURN_SECONDS; second < 60 * minutes; second += 2 * TURN_SECONDS) {
    const topic = pick(neutral, random).slice(0, 12);
    const courtesy = lines.length % (2 * COURTESY_EVERY) === 0 ? pick(courteous, random).text : '';
    lines.push(
      `customer: ${withErrors(pick(CUSTOMER_PARTS, random).replace('{}', topic), errorRate, random)}`,
      `agent: ${withErrors(`${courtesy}${pick(neutral, random)}${pick(neutral, random)}`, errorRate, random)}`,
    );
  }
  lines.push('agent: 请问还有什么可以帮到您？', 'customer: 没有了，谢谢', 'agent: 感谢您的来电，祝您生活愉快，再见！');
  return analysisOfDialogue(lines.join('\n'));
}
