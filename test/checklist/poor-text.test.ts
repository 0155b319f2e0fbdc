import { expect, it } from 'vitest';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { wholeCall } from '../../src/checklist/scope-schema.ts';
import { poorText, windowOf } from '../../src/checklist/window.ts';

/** A call whose agent speaks for about ten seconds, of which the words cover the last `worded` seconds. */
function callWithWordsFor(worded: number) {
  const analysis = analysisOfDialogue(
    'agent: 您好，这里是云海酒店客服中心，我是客服代表小王，请您慢慢说，我在听您讲，谢谢您的来电\ncustomer: 好',
  );
  const [said] = analysis.transcript;
  const transcript = analysis.transcript.map((one) => (one === said ? { ...one, start: one.end - worded } : one));
  return { ...analysis, transcript };
}

it.each([
  [1, true],
  [60, false],
])('says that speech has no words where the last %s seconds of it have', (worded, poor) => {
  const analysis = callWithWordsFor(Math.min(worded, callWithWordsFor(0).transcript[0]!.end));
  expect(poorText(windowOf(analysis, wholeCall('agent'), null), analysis) !== null).toBe(poor);
});
