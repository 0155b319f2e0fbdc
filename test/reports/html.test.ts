import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { AudioBudget } from '../../src/reports/html/call-data.ts';
import { inertJson } from '../../src/reports/html/escape.ts';
import { SCRIPT } from '../../src/reports/html/script/index.ts';
import { TRANSCRIPT } from '../../src/reports/html/script/transcript.ts';
import { htmlReport } from '../../src/reports/html.ts';
import type { ReportCall } from '../../src/reports/report-call.ts';
import { pageText } from './browser.ts';
import { allCalls, failedCall, HOSTILE, hardCall, hostileCall, toneAudio } from './fixture.ts';

/** The data elements of a page by id. */
function blocks(page: string): Map<string, string> {
  const found = page.matchAll(/<script type="([^"]+)" id="([^"]+)">([^<]*)<\/script>/g);
  return new Map([...found].map(([, , id, content]) => [id!, content!]));
}

describe('htmlReport', () => {
  it('names nothing outside itself', async () => {
    const page = (await pageText(allCalls())).replace(/<script type="application\/octet[^<]*<\/script>/g, '');
    const own = page.replaceAll('http://www.w3.org/2000/svg', '');
    expect(own).not.toMatch(
      /https?:|url\(|@import|<link|<iframe|srcset|\bfetch\(|XMLHttpRequest|WebSocket|innerHTML|eval\(/,
    );
    expect(page).toContain("default-src 'none'");
  });

  it('holds nothing of a hostile call outside its data elements', async () => {
    const page = await pageText([hostileCall()]);
    expect(page).not.toContain(HOSTILE);
    expect(page).not.toContain('<img');
    expect(page.match(/<script/g)).toHaveLength(4); // call, list, settings, program
    const data = JSON.parse(blocks(page).get('call-0')!);
    expect(data.analysis.conversation.turns[0].text).toBe(HOSTILE);
  });

  it('shows what was said with punctuation, and finds a quote in it by its letters', async () => {
    const call = hardCall();
    const [first, ...rest] = call.analysis.transcript;
    const transcript = [{ ...first!, text: '您好晨星家居请问有什么可以帮您' }, ...rest];
    const page = await pageText([{ ...call, analysis: { ...call.analysis, transcript } }]);
    const data = JSON.parse(blocks(page).get('call-0')!);
    const [shown, ...others] = data.turnTexts as string[];
    expect(shown).toMatch(/^您好，.*，请问有什么可以帮您？$/);
    expect(data.analysis.transcript[0].text).toBe('您好晨星家居请问有什么可以帮您');
    expect(others).toEqual(rest.map(({ text }) => text));
    const placeOf = new Function(`${TRANSCRIPT}; return placeOf;`)();
    const found = (quote: string, text: string) =>
      placeOf(quote, text).map(({ from, length }: { from: number; length: number }) => text.slice(from, from + length));
    expect(found('好晨星家居请', '您好，晨星家居，请问？')).toEqual(['好，晨星家居，请']);
    expect(found('您好。', '您好。')).toEqual(['您好。']);
    expect(found("i'm here", "Hello. I'm here.")).toEqual(["I'm here"]);
    expect([...found('再见', '您好。'), ...found('。', '您好')]).toEqual([]);
  });

  it('embeds everything it shows as JSON: analysis, scorecard, texts of evidence', async () => {
    const call = hardCall();
    const data = JSON.parse(blocks(await pageText([call])).get('call-0')!);
    expect(data.analysis).toEqual(call.analysis);
    expect(data.scorecard).toEqual(call.scorecard);
    expect(data.evidenceTexts['volume-moderate']).toEqual([
      {
        measured: { zh: '实测 7.2 dB', en: 'measured 7.2 dB' },
        threshold: { zh: '标准：不超过 6 dB', en: 'limit: at most 6 dB' },
        fromSeconds: 68,
      },
    ]);
  });

  it('embeds the samples unchanged', async () => {
    const call = hardCall();
    const text = blocks(await pageText([call])).get('audio-0')!;
    expect(call.audio !== null && 'muLaw' in call.audio && Buffer.from(text, 'base64').equals(call.audio.muLaw)).toBe(
      true,
    );
  });

  it('takes calls one at a time', async () => {
    let taken = 0;
    async function* calls(): AsyncGenerator<ReportCall> {
      for (let index = 0; index < 3; index++) {
        taken++;
        yield failedCall();
        yield hardCall();
      }
    }
    const pieces = htmlReport(calls(), { language: 'zh', createdAt: new Date() });
    await pieces.next();
    expect(taken).toBe(0);
    await pieces.next();
    expect(taken).toBe(1);
  });

  it('counts in the list what failed most', async () => {
    const list = JSON.parse(blocks(await pageText(allCalls())).get('list')!);
    expect(list.failures[0]).toMatchObject({ calls: 2 });
    expect(list.rows.map(({ ok }: { ok: boolean }) => ok)).toEqual([true, true, true, true, false]);
    expect(list.totals).toEqual({
      scored: 4,
      unscored: 0,
      failed: 1,
      excluded: 0,
      toReview: 3,
      meanScore: expect.closeTo(54.85),
    });
  });

  it('has a script that is valid by itself', () => {
    expect(() => new Script(SCRIPT)).not.toThrow();
  });
});

describe('AudioBudget', () => {
  const long = { ...hardCall(), audio: { sampleRateHz: 8000, channelCount: 2, muLaw: new Uint8Array(30_000_000) } };

  it('embeds while the page stays small, then falls back on the address, then on nothing', () => {
    const budget = new AudioBudget();
    expect(budget.place(long)).toEqual({ kind: 'embedded', sampleRateHz: 8000, channelCount: 2 });
    expect(budget.place({ ...long, audioHref: 'a.wav' })).toEqual({ kind: 'file', href: 'a.wav' });
    expect(budget.place(long)).toEqual({ kind: 'too-large' });
    expect(budget.place({ ...long, audio: toneAudio(10, [[]]) })).toMatchObject({ kind: 'embedded' });
    expect(budget.place({ ...long, audio: null })).toEqual({ kind: 'none' });
    expect(budget.place({ ...long, audio: { href: 'b.wav' } })).toEqual({ kind: 'file', href: 'b.wav' });
  });
});

it('inertJson can neither end its element nor open a comment, and reads back the same', () => {
  const value = { text: `</script><!-- ${HOSTILE} \u2028 & > "'` };
  expect(inertJson(value)).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(inertJson(value))).toEqual(value);
});
