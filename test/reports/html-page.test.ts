import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/checklist/verdict.ts';
import type { ReportCall } from '../../src/reports/report-call.ts';
import { withHumanVerdicts } from '../../src/scorecard/human-verdicts.ts';
import { available } from '../requires.ts';
import { encodeWav } from '../wav.ts';
import { bigCall, FLOW, FORM, PROPOSED, traineeCall } from './big-calls.ts';
import { launch, type OpenReport, openReport, sound } from './browser.ts';
import {
  allCalls,
  both,
  goodCall,
  HOSTILE,
  hardCall,
  hostileCall,
  item,
  manyCalls,
  mixedCall,
  scorecardOf,
  scored,
  toneAudio,
} from './fixture.ts';

const HARD = '20260305-102231-A017';

describe.skipIf(!available('chromium'))('the HTML report in Chromium, opened from disk', () => {
  let browser: Browser;
  let report: OpenReport | undefined;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    const { complaints = [], requests = [], close } = report ?? {};
    await close?.();
    report = undefined;
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  async function open(calls: ReportCall[] = allCalls(), options: Parameters<typeof openReport>[2] = {}): Promise<Page> {
    report = await openReport(browser, calls, options);
    return report.page;
  }
  async function openCall(callId = HARD, ...more: Parameters<typeof open>): Promise<Page> {
    const page = await open(...more);
    await page.getByRole('link', { name: callId, exact: true }).click();
    await page.locator('main.call').waitFor();
    return page;
  }
  /** Plays, and began within 0.3 s of `seconds`, whatever time this test took to look. */
  async function expectPlayingFrom(page: Page, seconds: number): Promise<void> {
    await expect.poll(async () => (await sound(page)).playing).toBe(true);
    await expect.poll(async () => Math.abs((await sound(page)).startedAt - seconds)).toBeLessThan(0.3);
    const now = await sound(page);
    await expect.poll(async () => (await sound(page)).seconds).toBeGreaterThan(now.seconds);
  }

  it('shows who judged an item and why, beside what the machine had said', async () => {
    const call = hardCall();
    const said = {
      itemId: 'closing-farewell',
      outcome: 'pass',
      rating: null,
      by: '李质检',
      why: '说了再见，不扣 -2 分',
    } as const;
    const scorecard = withHumanVerdicts(call.scorecard, { form: null }, [{ ...said, at: '2026-03-05T10:22:00.000Z' }]);
    const page = await openCall(HARD, [{ ...call, scorecard }]);
    const item = page.locator('.group.people [data-item="closing-farewell"]');
    await item.locator('.toggle').click();
    await expect
      .poll(() => item.locator('.details').innerText())
      .toMatch(/李质检（2026.*）：说了再见，不扣 -2 分\n+机器：/);
  });

  it('counts what is undecided beside what passed, and not as failed', async () => {
    const page = await open([hardCall(), goodCall(), { ...hardCall(), scorecard: scorecardOf('second', 50) }]);
    const rate = (title: string) => page.locator('.rates li', { hasText: title }).locator('.number').innerText();
    expect([await rate('不先挂机'), await rate('语速'), await rate('礼貌结束')]).toEqual([
      '1/1 · 2 待复核',
      '1/3',
      '1/3',
    ]);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await rate('No hanging up first')).toBe('1/1 · 2 undecided');
  });

  it('has no rate where nothing was decided', async () => {
    const page = await open([hardCall()]);
    expect(await page.locator('.rates li', { hasText: '不先挂机' }).locator('.number').innerText()).toBe(
      '– · 1 待复核',
    );
  });

  it('tells provisional scores, missing scores and guessed sides from others', async () => {
    const note = both('暂定分：待复核项占 20% 的权重。');
    const call = (id: string, score: number | null) => ({
      ...hardCall(),
      scorecard: scorecardOf(id, score, { scoreNote: note, rawScore: 70 }),
    });
    const guessed = call('provisional', 70);
    const turns = guessed.analysis.conversation.turns.map((turn, index) =>
      index === 0 ? { ...turn, text: ' ', segments: [] } : turn,
    );
    guessed.analysis = {
      ...guessed.analysis,
      warnings: [{ code: 'roles-assumed', sentence: { zh: '声道 1 可能是坐席', en: 'Channel 1 may be the agent' } }],
      conversation: { ...guessed.analysis.conversation, turns },
    };
    const page = await openCall('provisional', [guessed, call('none', null), goodCall()]);
    expect(await page.locator('.ring').innerText()).toContain('暂定');
    expect(await page.locator('.scorenote').innerText()).toBe(note.zh);
    expect(await page.locator('.notice.roles').innerText()).toContain('坐席与客户为推测');
    expect(await page.locator('.bubble').first().innerText()).toBe('（未识别）');
    await page.getByRole('link', { name: '返回列表' }).click();
    const cells = await page.locator('table.calls td.score').allInnerTexts();
    expect(cells.map((text) => text.replace(/\s+/g, ' '))).toEqual(['70.0 暂定', '100.0', '– 无得分']);
    expect(await page.locator('.tile.mean .value').innerText()).toBe('85.0');
  });

  it('shows the veto in red only where it struck', async () => {
    const fatal = (id: string, outcome: 'pass' | 'fail') => ({
      ...item(id, 'opening', both(id), scored(outcome, both('x'), [])),
      fatal: true,
    });
    const items = [fatal('kept', 'pass'), fatal('broken', 'fail')];
    const page = await openCall('veto', [{ ...hardCall(), scorecard: scorecardOf('veto', 0, { items }) }]);
    await page.getByRole('button', { name: '按部分' }).click();
    const struck = (id: string) => page.locator(`[data-item=${id}] .mini.struck`).count();
    expect([await struck('kept'), await struck('broken')]).toEqual([0, 1]);
    expect(await page.locator('[data-item=kept] .mini').innerText()).toBe('一票否决项');
  });

  describe('of a call with a whole catalogue of items', () => {
    const open = () => openCall(bigCall().scorecard.callId, [bigCall()]);

    it('shows what needs somebody first, worst first, and opens no more than one can take in', async () => {
      const page = await open();
      const marks = await page.locator('.group.deal .item .row > .sign').allInnerTexts();
      expect(marks.join('')).toBe('✗✗✗✗????◐◐◐◐ii??ii');
      expect(await page.locator('.group.deal .item.open').count()).toBe(12);
      expect(await page.locator('.group.deal .item.undecided .mini').first().innerText()).toBe('建议：不合格，待确认');
    });

    it('gives what a person judges with its clips', async () => {
      const page = await open();
      const people = page.locator('.group.people');
      expect(await people.locator('.item').count()).toBe(6);
      expect(await people.locator('.item .mini').first().innerText()).toBe('由人评定');
      await people.locator('.toggle').first().click();
      expect(await people.locator('.listen button').allInnerTexts()).toEqual(
        expect.arrayContaining(['▶ 00:17.3–00:21.3', '▶ 00:37.3–00:41.3', '▶ 00:47.3–00:51.3']),
      );
      await people.locator('.listen button').nth(1).click();
      await expectPlayingFrom(page, 37.3);
    });

    it('folds the sections, and opens one with its other items', async () => {
      const page = await open();
      expect(await page.locator('details.fold').count()).toBe(23);
      expect(await page.locator('details.fold[open]').count()).toBe(0);
      const fold = page.locator('details.fold', { hasText: '不打断、耐心' }).first();
      expect((await fold.locator('.counts').innerText()).replace(/\s/g, '')).toBe('◐1?1✓2–2');
      await fold.locator('summary').click();
      expect(await fold.locator('.item:visible').count()).toBe(4);
      const unscored = page.locator('details.fold.unscored');
      expect(await unscored.count()).toBe(7);
      expect(await unscored.first().innerText()).toContain('不计分');
    });

    it('shows all by section on demand, those without points folded', async () => {
      const page = await open();
      await page.getByRole('button', { name: '按部分' }).click();
      expect(await page.locator('details.fold[open]').count()).toBe(16);
      expect(await page.locator('.item').count()).toBe(138);
      expect(await page.locator('.group').count()).toBe(0);
    });

    it('pins and marks only what needs somebody and counts', async () => {
      const page = await open();
      const pins = await page
        .locator('.pin')
        .evaluateAll((all) => all.map((pin) => (pin as unknown as { title: string }).title));
      expect(pins.length).toBeGreaterThan(0);
      expect(pins.filter((title) => /开场之|禁止行为之|00:37\.3/.test(title))).toEqual([]);
    });

    it('has no pin that covers another; one that stands for several names them, the worst first to be heard', async () => {
      const page = await open();
      const pins = await page.locator('.pin').evaluateAll((all) =>
        all.map((pin) => {
          const { title, offsetLeft } = pin as unknown as { title: string; offsetLeft: number };
          return { title, offsetLeft };
        }),
      );
      const gaps = pins.slice(1).map(({ offsetLeft }, at) => offsetLeft - pins[at]!.offsetLeft);
      expect(gaps.filter((gap) => gap < 18)).toEqual([]);
      expect(pins.some(({ title }) => title.includes('\n'))).toBe(true);
    });

    it('shows its type, what was judged, and its flow, whose steps lead to their verdicts', async () => {
      const page = await open();
      expect(await page.locator('.callhead .types').innerText()).toBe('投诉电话（把握 80%）');
      expect(await page.locator('.coverage').innerText()).toContain('已判定分值的 81%');
      expect(await page.locator('.callhead .sections li').count()).toBe(16);
      expect((await page.locator('.flows li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
        '✓ 三声内接听',
        '◐ 问候并自报家门',
        '– 致歉（视情况）',
        '✗ 复述确认',
        '· 记录个案（可选）',
        '? 结束语',
      ]);
      await page.locator('.flows button').first().click();
      await page.locator('[data-item=item-0].active:visible').waitFor();
    });
  });

  describe('of a trainee', () => {
    const open = (more = {}) => openCall(traineeCall().scorecard.callId, [traineeCall()], more);

    it('looks like the form: two blocks, a mark under 5, 3 or 1', async () => {
      const page = await open();
      const heads = await page.locator('.form thead th:first-child').allInnerTexts();
      expect(heads).toEqual(['谈话特征', '业务能力', '其他']);
      const row = async (title: string) => {
        const cells = await page.locator('.form tbody tr', { hasText: title }).locator('td').allInnerTexts();
        return cells.join(' ').replaceAll('·', '_');
      };
      expect(await row('自我介绍')).toBe('5 _ _ 6 机器给分');
      expect(await row('礼貌用语')).toBe('_ 3 _ 3.6 机器给分');
      expect(await row('耐心程度')).toBe('_ _ 1 1.2 机器建议，待确认');
      expect(await row('解答准确度')).toBe('_ _ _ – 待考核员评分');
      expect(await row('同理心')).toBe('_ _ _ – 本通没有涉及');
      expect(await row('打字速度')).toBe('_ _ _ – 待填写');
      expect(await page.locator('.mark5').count()).toBe(12);
      expect(await page.locator('.mark5.proposed').count()).toBe(4);
      expect(await page.locator('.form .total').innerText()).toContain('52.8 / 72，折合 73.3 分');
    });

    it('says what each assessment came to, and why', async () => {
      const page = await open();
      const gates = (await page.locator('.gates > li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
      expect(gates[0]).toBe(
        '? 第一次考核：待定及格线 70 分 现为 73.3 分；待定各项可使总分在 43.2 至 88.1 分之间，及格线 70 分。 “耐心程度”建议 1 分，待确认。',
      );
      expect(gates[1]).toContain('✗ 综合考核：不合格，再培训');
      expect(gates[2]).toBe('✓ 试听：合格及格线 40 分');
    });

    it('leads from an item to its first rule', async () => {
      const page = await open();
      await page.locator('.form').getByRole('button', { name: '语调' }).click();
      await page.locator('[data-item=item-18].active:visible').waitFor();
    });

    it.each([
      ['zh', 1280],
      ['en', 1280],
      ['zh', 390],
      ['en', 390],
    ] as const)('fits its window in %s at %i pixels', async (language, width) => {
      const page = await open({ language, width });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      expect(await page.locator('main').innerText()).not.toMatch(/undefined|\[object|\{\w+\}|NaN/);
    });

    it('is on paper with its form and every section that counts', async () => {
      const page = await openCall(traineeCall().scorecard.callId, [traineeCall(), bigCall()]);
      await page.getByRole('link', { name: '返回列表' }).click();
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('#print .form tbody tr').count()).toBe(17);
      await page.emulateMedia({ media: 'print' });
      const size = (element: string) =>
        page.evaluate(`parseFloat(getComputedStyle(document.querySelector('#print .form tbody ${element}')).fontSize)`);
      expect(await size('small')).toBeLessThanOrEqual(Number(await size('th')));
      expect(await page.locator('#print details.fold[open]').count()).toBe(32);
    });
  });

  it('keeps hostile texts inert in form, flow and proposal', async () => {
    const call = traineeCall();
    const evil = both(HOSTILE);
    const form = {
      ...FORM,
      items: FORM.items.map((one) => ({ ...one, title: evil, note: evil })),
      groups: FORM.groups.map(({ id }) => ({ id, title: evil })),
      gates: FORM.gates.map((gate) => ({ ...gate, title: evil, reasons: [evil] })),
      note: evil,
    };
    const flows = [{ ...FLOW, title: evil, steps: FLOW.steps.map((step) => ({ ...step, title: evil })) }];
    const sections = call.scorecard.sections.map((section) => ({ ...section, title: evil }));
    const items = [
      item('evil', 'section-0', evil, { ...PROPOSED, reason: evil } as Verdict, { treatment: 'assisted' }),
    ];
    const page = await openCall(call.scorecard.callId, [
      { ...call, scorecard: { ...call.scorecard, form, flows, sections, items } },
    ]);
    expect(await page.locator('.form thead th:first-child').first().innerText()).toBe(HOSTILE);
    expect(await page.locator('.flows h2').innerText()).toContain(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBe(undefined);
  });

  it('lists all calls, the worst first, failed ones last with their sentence', async () => {
    const page = await open();
    const rows = await page.locator('table.calls tbody tr').allInnerTexts();
    expect(rows).toHaveLength(5);
    expect(rows[1]).toContain(HARD);
    expect(rows.at(-1)).toContain('不是可读的 WAV');
    expect(rows.at(-1)).not.toContain('audio-malformed');
    expect(await page.locator('.tile.mean .value').innerText()).toBe('54.9');
  });

  it('filters by what needs review, by failure and by agent, and sorts by score both ways', async () => {
    const page = await open();
    const ids = () => page.locator('table.calls tbody td.id').allInnerTexts();
    await page
      .getByRole('button', { name: /^待复核/ })
      .first()
      .click();
    expect(await ids()).toHaveLength(3);
    await page.getByRole('button', { name: /^未能评分/ }).click();
    expect(await ids()).toEqual(['坏文件 03']);
    await page.getByRole('button', { name: /^全部/ }).click();
    await page.getByLabel('坐席', { exact: true }).selectOption('李明');
    expect(await ids()).toEqual(['20260305-094502-A021']);
    await page.getByLabel('坐席', { exact: true }).selectOption('');
    await page.getByRole('button', { name: '得分', exact: false }).click();
    expect((await ids())[0]).toBe('20260305-094502-A021');
  });

  it('finds calls by their recordings, those without a score too, and names the recordings', async () => {
    const page = await open(allCalls().map((call, at) => ({ ...call, file: `/srv/secret/day-${at}/录音.wav` })));
    const ids = page.locator('table.calls tbody td.id');
    for (const [at, { ok }] of allCalls().entries()) {
      await page.getByRole('searchbox').fill(`Day-${at}/录`);
      expect([ok, await ids.count(), await ids.first().getAttribute('title')]).toEqual([ok, 1, `day-${at}/录音.wav`]);
    }
    await page.getByRole('searchbox').fill('undefined');
    expect(await ids.count()).toBe(0);
    expect(await page.content()).not.toContain('secret');
  });

  it('lets one listen to the sides in the order in which they are shown', async () => {
    const call = hardCall();
    const channels = call.analysis.channels.toReversed();
    const page = await openCall(HARD, [{ ...call, analysis: { ...call.analysis, channels } }]);
    const choices = page.getByRole('group', { name: '收听' }).getByRole('button');
    expect(await choices.allInnerTexts()).toEqual(['双方', '只听坐席', '只听客户']);
  });

  it('opens a call with its address and comes back', async () => {
    const page = await openCall();
    expect(page.url()).toContain(`#call-${HARD}`);
    expect(await page.locator('h1').innerText()).toBe(HARD);
    expect(await page.locator('ul.headline li').allInnerTexts()).toEqual([
      expect.stringContaining('问候'),
      expect.stringContaining('语速'),
      expect.stringContaining('不先挂机'),
      expect.stringContaining('礼貌结束'),
    ]);
    await page.getByRole('link', { name: '返回列表' }).click();
    await page.locator('table.calls').waitFor();
  });

  it('decodes the embedded sound to its full length', async () => {
    const page = await openCall();
    await expect.poll(async () => (await sound(page)).duration).toBeCloseTo(100.4, 2);
  });

  describe('a click', () => {
    let shared: OpenReport;
    let page: Page;
    beforeAll(async () => {
      shared = await openReport(browser, [hardCall()]);
      page = shared.page;
      await page.getByRole('link', { name: HARD }).click();
    });
    afterAll(async () => {
      expect([...shared.complaints, ...shared.requests]).toEqual([]);
      await shared.close();
    });
    const rest = () => page.locator('audio').evaluate((audio) => (audio as unknown as { pause(): void }).pause());

    it.each([
      ['a verdict', '[data-item="no-interruption"] .title', 68],
      ['a piece of evidence', '[data-item="no-unexplained-silence"] li:nth-child(2) .proof', 50.4],
      ['a place to listen to', '[data-item="no-hang-up-first"] .listen button', 95],
      ['a turn', '.turn:has-text("让您久等了") .bubble', 44.5],
      ['the time of a turn', '.turn:has-text("行吧") .at', 93.6],
      ['a silence in the transcript', '.gap.silence >> nth=1', 75.2],
      ['a silence mark', '.mark.silence >> nth=0', 50.4],
      ['a hold mark', '.mark.hold', 21],
      ['a pin', '.pin.undecided >> nth=1', 95],
    ])('plays from the second of %s that is clicked', async (_, selector, seconds) => {
      await rest();
      await page.locator(selector).first().click();
      await expectPlayingFrom(page, seconds);
    });

    it('plays from where the waveform is clicked', async () => {
      await rest();
      const box = (await page.locator('.lanes').boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await expectPlayingFrom(page, 50.2);
    });
  });

  it('highlights the turn that is heard', async () => {
    const page = await openCall();
    await page.locator('.turn:has-text("让您久等了") .bubble').click();
    await page.locator('.turn.current:has-text("让您久等了")').waitFor();
    expect(await page.locator('.turn.current').count()).toBe(1);
  });

  it('plays, pauses and moves by keys', async () => {
    const page = await openCall();
    await page.keyboard.press('Space');
    await expect.poll(async () => (await sound(page)).playing).toBe(true);
    await page.keyboard.press('Space');
    await expect.poll(async () => (await sound(page)).playing).toBe(false);
    const before = (await sound(page)).seconds;
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await sound(page)).seconds).toBeCloseTo(before + 5, 1);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await sound(page)).seconds).toBeCloseTo(before, 1);
  });

  it('pauses by the space bar after a click on a verdict', async () => {
    const page = await openCall();
    await page.locator('[data-item="no-interruption"] .title').click();
    await expectPlayingFrom(page, 68);
    await page.keyboard.press('Space');
    await expect.poll(async () => (await sound(page)).playing).toBe(false);
  });

  it('keeps place and speed when only one side is heard', async () => {
    const page = await openCall();
    await page.getByLabel('语速倍数').selectOption('1.5');
    await page.locator('.turn:has-text("让您久等了") .bubble').click();
    await expectPlayingFrom(page, 44.5);
    await page.getByRole('button', { name: '只听客户' }).click();
    await expect.poll(async () => (await sound(page)).playing).toBe(true);
    expect((await sound(page)).seconds).toBeGreaterThan(44.4);
    expect((await sound(page)).duration).toBeCloseTo(100.4, 2);
    const rate = await page
      .locator('audio')
      .evaluate((audio) => (audio as unknown as { playbackRate: number }).playbackRate);
    expect(rate).toBe(1.5);
  });

  it('draws one lane per participant, agent above, with bars where each speaks', async () => {
    const page = await openCall();
    expect(await page.locator('.lane .who').allInnerTexts()).toEqual(['坐席', '客户']);
    for (const index of [0, 1]) {
      const path = (await page.locator('.lane .bars path').nth(index).getAttribute('d'))!;
      expect(path.split('M').length - 1).toBe(420);
      expect((await page.locator('.lane').nth(index).boundingBox())!.height).toBeGreaterThan(30);
    }
    expect(await page.locator('rect.silence').count()).toBe(2);
    expect(await page.locator('rect.hold').count()).toBe(1);
    expect(await page.locator('rect.overlap').count()).toBe(2);
    expect(await page.locator('rect.tone').count()).toBe(1);
  });

  it('shows a call on one channel, its demo banner, and says that there is no sound', async () => {
    const page = await openCall('单声道 回访 “三月”', [mixedCall()]);
    expect(await page.locator('.lane').count()).toBe(1);
    expect(await page.locator('.notice.demo').innerText()).toContain('不可用于考核');
    expect(await page.locator('.card.player').innerText()).toContain('未附录音');
    expect(await page.locator('audio').count()).toBe(0);
  });

  it('plays a recording by its address', async () => {
    const call = { ...hardCall(), audio: { href: '%E5%BD%95%E9%9F%B3%20%231.wav' } };
    const tone = Float32Array.from({ length: 8000 * 12 }, (_, i) => 0.1 * Math.sin(i * 0.2));
    const page = await openCall(HARD, [call], { files: { '录音 #1.wav': encodeWav([tone], 8000) } });
    await expect.poll(async () => (await sound(page)).duration).toBeCloseTo(12, 1);
    await page.locator('.turn:has-text("您好，晨星") .bubble').click();
    await expectPlayingFrom(page, 6.2);
    expect(report!.requests.splice(0).every((url) => url.endsWith('%231.wav'))).toBe(true);
  });

  it('keeps hostile texts inert in the list and on the page of the call', async () => {
    const { callId } = hostileCall().scorecard;
    const page = await openCall(callId);
    expect(await page.locator('h1').innerText()).toBe(callId);
    expect(await page.locator('.bubble').first().innerText()).toBe(HOSTILE);
    expect(await page.locator('.item.fail .title').innerText()).toContain(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBe(undefined);
    report!.complaints.splice(0); // the recording it names is not there
    report!.requests.splice(0);
  });

  it.each([
    ['zh', 1280],
    ['en', 1280],
    ['zh', 390],
    ['en', 390],
  ] as const)('fits its window in %s at %i pixels', async (language, width) => {
    const page = await openCall(HARD, allCalls(), { language, width });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBeLessThanOrEqual(0);
    const text = await page.locator('main').innerText();
    expect(text).toContain(language === 'zh' ? '质检结果' : 'Verdicts');
    expect(text).not.toMatch(/undefined|\[object|\{\w+\}|NaN/);
    await page.goBack();
    await page.locator('table.calls').waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    const cut = `[...document.querySelectorAll('.rates li > span:not(.bar), .calls thead th')].filter((one) =>
      one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline' ||
      one.getBoundingClientRect().right > innerWidth).map((one) => one.textContent)`;
    expect(await page.evaluate(cut)).toEqual([]);
    expect(await page.locator('main').innerText()).not.toMatch(/undefined|\[object|\{\w+\}|NaN/);
  });

  it('changes its language while open', async () => {
    const page = await openCall();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('[data-item="no-unexplained-silence"] .title').innerText()).toContain('Dead air');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('puts every call on paper when the list is printed', async () => {
    const page = await open();
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('#print .page h1').allTextContents()).toHaveLength(4);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await page.locator('#print .page').count()).toBe(0);
  });

  it('makes only the list when a report of 300 calls is opened', async () => {
    const page = await open(manyCalls(300));
    expect(await page.locator('tr.call').count()).toBe(300);
    expect(await page.locator('.item, .turn').count()).toBe(0);
  });

  it('lets go of the sound when the call is left', async () => {
    const page = await openCall(HARD, [{ ...hardCall(), audio: toneAudio(100.4, [[{ start: 0, end: 100 }]]) }]);
    await page.keyboard.press('Space');
    await page.getByRole('link', { name: '返回列表' }).click();
    expect(await page.locator('audio').count()).toBe(0);
  });
});
