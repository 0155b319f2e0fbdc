import { describe, expect, it } from 'vitest';
import { callSummary } from '../../src/reports/call-summary.ts';
import { jsonReport } from '../../src/reports/json.ts';
import type { ScoredCall } from '../../src/reports/report-call.ts';
import { withHumanVerdicts } from '../../src/scorecard/human-verdicts.ts';
import type { HumanVerdict } from '../../src/scorecard/scorecard.ts';
import { FORM, traineeCall } from './big-calls.ts';
import { pageText } from './browser.ts';
import { HOSTILE, hardCall } from './fixture.ts';

const AT = '2026-03-05T10:22:00.000Z';
const verdict = (itemId: string, outcome: HumanVerdict['outcome'], why: string): HumanVerdict => ({
  itemId,
  outcome,
  rating: null,
  by: '李质检',
  why,
  at: AT,
});

/** The difficult call, where a person found a fail of the machine wrong. */
function reviewedCall(why = '语气平和'): ScoredCall {
  const call = hardCall();
  const failed = call.scorecard.items.find(
    (item) => item.verdict.kind === 'scored' && item.verdict.outcome === 'fail',
  )!;
  return {
    ...call,
    scorecard: withHumanVerdicts(call.scorecard, { form: null }, [verdict(failed.itemId, 'pass', why)]),
  };
}

describe('a call that a person reviewed', () => {
  it('shows in the terminal who said what and why, and the machine in grey', () => {
    const call = reviewedCall();
    const item = call.scorecard.items.find(({ review }) => review)!;
    const text = callSummary(call, { language: 'zh', colour: true, columns: 200 });
    const machine = item.review!.machine.kind === 'scored' ? item.review!.machine.explanation.zh : '';
    expect(text).toContain('人工已复核（1）');
    expect(text).toMatch(/李质检（2026-03-0\d \d\d:22）：语气平和/);
    expect(text).toContain(`\u001b[2m机器：不合格。${machine}`);
  });

  it('shows it in the page as text, beside the whole of it as data', async () => {
    const page = await pageText([reviewedCall(HOSTILE)]);
    expect(page).not.toContain(HOSTILE);
    const data = JSON.parse(/id="call-0">([^<]*)</.exec(page)![1]!);
    const [itemId] = data.groups.reviewed;
    expect(data.groups.toDeal).not.toContain(itemId);
    expect(data.reviewTexts[itemId].human.en).toContain(HOSTILE);
    expect(data.reviewTexts[itemId].machine.en).toMatch(/^Machine: [Ff]ail/);
  });

  it('is in the JSON with both verdicts', () => {
    const [call] = jsonReport([reviewedCall()]).calls;
    const item = call?.ok ? call.scorecard.items.find(({ review }) => review) : undefined;
    expect(item).toMatchObject({
      verdict: { outcome: 'pass' },
      review: { machine: { outcome: 'fail' }, human: { by: '李质检', why: '语气平和', at: AT } },
    });
  });

  it('shows on the training form which values a person gave', () => {
    const call = traineeCall();
    const [first] = FORM.items;
    const items = FORM.items.map((item) =>
      item === first
        ? {
            ...item,
            value: 3 as const,
            review: { human: verdict(item.sectionId, 'partial', '听过'), machine: 5 as const },
          }
        : item,
    );
    const reviewed = { ...call, scorecard: { ...call.scorecard, form: { ...FORM, items } } };
    const text = callSummary(reviewed, { language: 'zh', colour: false, columns: 200 });
    expect(text).toMatch(/自我介绍 .*人工给分，李质检（.*）：听过/);
  });
});
