import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { CallAnalysis } from '../../src/analysis.ts';
import { callSummary } from '../../src/reports/call-summary.ts';
import { jsonReport } from '../../src/reports/json.ts';
import { measureRows } from '../../src/reports/measure-rows.ts';
import { callTable } from '../../src/reports/table.ts';
import { totalsOf } from '../../src/reports/totals.ts';
import { textWidth } from '../../src/reports/width.ts';
import { bigCall, FORM, traineeCall } from './big-calls.ts';
import {
  allCalls,
  analysisOf,
  both,
  failedCall,
  goodCall,
  HOSTILE,
  hardCall,
  hostileCall,
  item,
  mixedCall,
  scorecardOf,
  scored,
} from './fixture.ts';

const languages = ['zh', 'en'] as const;
const lines = (text: string) => text.trimEnd().split('\n');

describe('callTable', () => {
  it.each(languages.flatMap((language) => [80, 100, 140].map((columns) => [language, columns] as const)))(
    'keeps within its lines in %s at %i columns',
    (language, columns) => {
      for (const line of lines(callTable(allCalls(), { language, colour: false, columns })))
        expect(textWidth(line), line).toBeLessThanOrEqual(columns);
    },
  );

  it('aligns the columns of Chinese and Latin rows', () => {
    const [head, ...rows] = lines(callTable([hardCall(), goodCall(), mixedCall()], { language: 'zh', colour: false }));
    const place = textWidth(head!.slice(0, head!.indexOf('得分') + 2));
    const scores = ['46.9', '100.0', '72.5'];
    rows.slice(0, 3).forEach((row, index) => {
      const score = scores[index]!;
      expect(textWidth(row.slice(0, row.indexOf(score) + score.length))).toBe(place);
    });
  });

  it('shows score, headline points, counts and review flag of a call', () => {
    const row = lines(callTable([hardCall()], { language: 'zh', colour: false }))[1]!;
    expect(row.split(/\s+/)).toEqual(['20260305-102231-A017', '王小芳', '46.9', '✓', '◐', '?', '✗', '5', '2', '●']);
  });

  it('keeps the end of a long id, where calls of one minute differ', () => {
    const calls = ['A017', 'A018'].map((end) => {
      const callId = `20260305-102231-售后一组-呼入-转接-${end}`;
      return { ...hardCall(), scorecard: scorecardOf(callId, 50) };
    });
    const text = callTable(calls, { language: 'en', colour: false });
    expect(text).toMatch(/…\S*A017 /);
    expect(text).toMatch(/…\S*A018 /);
  });

  const named = (callId: string, score: number | null, more = {}) => ({
    ...hardCall(),
    scorecard: scorecardOf(callId, score, more),
  });

  it.each(languages)('shows ids of 22 cells whole at 80 columns, in %s', (language) => {
    const ids = ['late-answer-apology', 'late-answer-no-apology'];
    const text = callTable(
      ids.map((id) => named(id, 90)),
      { language, colour: false },
    );
    for (const id of ids) expect(text).toContain(`${id} `);
  });

  it('never cuts a number', () => {
    const counts = { ...scorecardOf('a', 90).counts, undecided: 1234 };
    const items = Array.from({ length: 104 }, (_, at) =>
      item(`a${at}`, 'opening', both('x'), scored('fail', both('x'), [])),
    );
    const text = callTable([named('20260305-102231-A017', 90, { counts, items })], { language: 'en', colour: false });
    expect(text).toMatch(/ 104 +1234 /);
    for (const line of lines(text)) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  it('uses a wider terminal: whole ids, and titles on one line', () => {
    const id = '20260305-102231-售后一组-呼入-转接-A017';
    const text = callTable([named(id, 90)], { language: 'zh', colour: false, columns: 140 });
    expect(text).toContain(`${id} `);
    expect(lines(text)[0]).toContain('不先挂机');
  });

  it.each([60, 80, 120])(
    'gives the sentence of a failed call the full %i columns when no call was scored',
    (columns) => {
      const long = { ...failedCall(), sentence: { zh: '错'.repeat(100), en: 'x '.repeat(100) } };
      const [, ...rows] = lines(callTable([long], { language: 'en', colour: false, columns }));
      expect(textWidth(rows[0]!)).toBeGreaterThan(columns - 8);
    },
  );

  it('marks a provisional score, and says what a missing one means', () => {
    const note = {
      zh: '暂定分：待复核项占 20% 的权重。',
      en: 'Provisional: items with 20% of the weight are undecided.',
    };
    const calls = [named('a', 90, { scoreNote: note }), named('b', 100), named('c', null, { scoreNote: note })];
    const text = callTable(calls, { language: 'en', colour: false });
    expect(text).toMatch(/ 90\.0\*/);
    expect(text).toMatch(/ 100\.0 /);
    expect(text).toContain('* provisional score');
    expect(text).toContain('– under Score');
    expect(callTable([named('b', 100)], { language: 'en', colour: false })).not.toMatch(/provisional|under Score/);
    const fatal = named('d', 0, { scoreNote: note, fatalItemIds: ['x'] });
    expect(callTable([fatal], { language: 'en', colour: false })).not.toContain('*');
    expect(callSummary(calls[0]!, { language: 'en', colour: false })).toContain('Score 90.0 (Provisional)');
    expect(callSummary(calls[2]!, { language: 'zh', colour: false })).toMatch(/得分 – .*待复核项占 20%/s);
  });

  it('counts one call as one', () => {
    expect(callTable([goodCall()], { language: 'en', colour: false })).toContain('1 call: 1 scored');
  });

  it('shows a failed call with its whole sentence', () => {
    const text = callTable([failedCall()], { language: 'zh', colour: false });
    expect(text.replace(/\s/g, '')).toContain(failedCall().sentence.zh.replace(/\s/g, ''));
    expect(text).toContain('! 坏文件 03');
  });

  it('shows excluded calls as such, counts them apart, and takes no mean over them', () => {
    const ringing = {
      ...failedCall(),
      excluded: true,
      callId: 'ringing',
      sentence: { zh: '无人说话。', en: 'Nobody speaks in it.' },
    };
    const calls = [goodCall(), ringing, failedCall()];
    expect(totalsOf(calls)).toMatchObject({ scored: 1, unscored: 0, failed: 1, excluded: 1 });
    const text = callTable(calls, { language: 'en', colour: false });
    expect(text).toContain('– ringing  Excluded: Nobody speaks in it.');
    expect(text).toContain('1 failed, 1 excluded, mean');
    expect(callTable(calls, { language: 'zh', colour: false })).toContain('– ringing  已排除：无人说话。');
  });

  it('adds up: failed calls and calls without a score are not in the mean', () => {
    const none = { ...goodCall(), scorecard: scorecardOf('none', null) };
    const calls = [hardCall(), goodCall(), none, failedCall()];
    expect(totalsOf(calls)).toEqual({ scored: 2, unscored: 1, failed: 1, excluded: 0, toReview: 2, meanScore: 73.45 });
    expect(callTable(calls, { language: 'en', colour: false })).toContain(
      '4 calls: 2 scored, 1 without a score, 1 failed, mean score 73.5, 2 to review',
    );
    expect(callTable([], { language: 'en', colour: false })).toBe(
      '0 calls: 0 scored, 0 failed, mean score –, 0 to review\n',
    );
  });

  it('writes colour codes only when asked to, and never those of a call', () => {
    const code = '\u001b[';
    expect(callTable(allCalls(), { language: 'zh', colour: false })).not.toContain(code);
    const coloured = callTable(allCalls(), { language: 'zh', colour: true });
    expect(coloured).toContain(code);
    expect(coloured).not.toContain(`window.hacked=1">${code}31m`);
    expect(lines(coloured).map(textWidth)).toEqual(
      lines(callTable(allCalls(), { language: 'zh', colour: false })).map(textWidth),
    );
  });

  it.each(languages)('says that a demo model was used, in %s', (language) => {
    const said = { zh: '不可用于考核', en: 'not for judging people' }[language];
    expect(callTable([mixedCall()], { language, colour: false })).toContain(said);
    expect(callSummary(mixedCall(), { language, colour: false })).toContain(said);
    expect(callTable([goodCall()], { language, colour: false })).not.toContain(said);
  });
});

describe('callSummary', () => {
  const text = callSummary(hardCall(), { language: 'zh', colour: false });

  it.each(languages)('keeps within 80 columns in %s', (language) => {
    for (const call of [hardCall(), mixedCall(), hostileCall(), bigCall(), traineeCall()])
      for (const line of lines(callSummary(call, { language, colour: false })))
        expect(textWidth(line), line).toBeLessThanOrEqual(80);
  });

  it('aligns every line of a measure that takes several', () => {
    const english = lines(callSummary(hardCall(), { language: 'en', colour: false }));
    expect(english.slice(english.indexOf('Measures') + 1).filter((line) => /^\S/.test(line))).toEqual([]);
  });

  it('shows every item: what needs somebody with verdict, quote, time and limit, the others under their section', () => {
    expect(text).toContain('✗ 出现冷场（1/5 分，重要，分值 8）');
    expect(text).toContain('01:15.2  实测 13.4 秒，标准：不超过 4 秒');
    expect(text).toContain('01:08.0  坐席  “我不知道，这是公司规定”');
    expect(text).toContain('请复核人员听：01:35.0–01:40.4');
    expect(text).toMatch(/用语 {2}18\.8（分值 28）.*\n {2}– 转接前先说明\n/);
    expect(text).toContain('! 环境安静（出错，重要，分值 6）');
    for (const { title, failureTitle } of hardCall().scorecard.items)
      expect([title.zh, failureTitle.zh].some((one) => text.includes(one))).toBe(true);
  });

  it('paints a fatal item red only where it failed', () => {
    const fatal = (outcome: 'pass' | 'fail') => ({
      ...item('a', 'opening', both('不辱骂'), scored(outcome, both('x'), [])),
      fatal: true,
    });
    const summary = (outcome: 'pass' | 'fail') =>
      callSummary(
        { ...hardCall(), scorecard: scorecardOf('x', 80, { items: [fatal(outcome)] }) },
        { language: 'zh', colour: true },
      );
    const red = pc.createColors(true).red('一票否决项');
    expect(summary('pass')).not.toContain('一票否决项');
    expect(summary('fail')).toContain(red);
  });

  describe('of a call with a whole catalogue of items', () => {
    const big = callSummary(bigCall(), { language: 'zh', colour: false });
    const part = (from: string, to: string) => big.slice(big.indexOf(from), big.indexOf(to));

    it('tells what failed first, then what is proposed, partial, and last what does not count', () => {
      const signs = [...part('需要处理', '由人评定（').matchAll(/^ {2}(\S) .*?(不计分)?）?$/gm)].map(
        ([, mark, unscored]) => mark + (unscored ? '0' : ''),
      );
      expect(signs.join(' ')).toBe('✗ ✗ ✗ ✗ ? ? ? ? ◐ ◐ ◐ ◐ i0 i0 ?0 ?0 i0 i0');
    });
    it('says what the machine proposes and that a person confirms it, with the evidence', () => {
      expect(big).toContain(
        `（待复核，重要，机器提出、人确认，分值 1.2）
      建议：不合格，待确认
      客户还没说完，坐席就转了话题。
      00:59.1  坐席  “你先把插头拔了”
      请复核人员听：00:59.1–01:03.1`,
      );
    });
    it('lists what a person judges with the places to listen to', () => {
      expect(part('由人评定（6）', '各部分得分')).toContain(
        '  ? 语速之第 6 项要求  ▶ 00:17.3–00:21.3，00:37.3–00:41.3，00:47.3–00:51.3\n',
      );
    });
    it('folds the sections, those without points to a line', () => {
      expect(big).toContain(
        `不打断、耐心  68.0（分值 7）  ◐ 1  ? 1  ✓ 2  – 2
  ✓ 不打断、耐心之第 2 项要求、不打断、耐心之第 4 项要求
  – 不打断、耐心之第 3 项要求、不打断、耐心之第 5 项要求
`,
      );
      expect(big).toContain('\n开场（不计分）  i 1  ✓ 3  – 2\n语音（不计分）');
    });
    it('tells its type, what was judged, and the steps of its flow', () => {
      expect(big).toContain('通话类型：投诉电话（把握 80%）');
      expect(big).toContain('已判定分值的 81%，适用 87 项：已判定 75，建议待确认 6，待复核 0，由人评定 6');
      expect(big).toContain(
        `流程：被动接听
  ✓ 三声内接听 → ◐ 问候并自报家门 → – 致歉（视情况） → ✗ 复述确认 → · 记录个案
  （可选） → ? 结束语`,
      );
    });
    it('says of a type that is too unsure that it was not gone by', () => {
      const call = bigCall();
      const callTypes = call.scorecard.callTypes.map((type) => ({ ...type, confidence: 0.45 }));
      const scorecard = { ...call.scorecard, callTypes };
      expect(callSummary({ ...call, scorecard }, { language: 'zh', colour: false })).toContain(
        '通话类型：投诉电话（把握 45%，未采用）',
      );
    });
    it.each([
      [6, '      01:20.0  坐席  应说：四\n', '      另有 2 处证据，见网页报告。'],
      [0, '      01:20.0  坐席  应说：二\n', '      另有 4 处证据，见网页报告。'],
    ])('with %d points shows the first of much evidence', (weight, not, more) => {
      const evidence = ['一', '二', '三', '四', '五'].map((expected) => ({
        span: { start: 80, end: 84 },
        participant: 'agent' as const,
        expected,
      }));
      const items = [item('much', 'section-0', both('多处'), scored('fail', both('有'), evidence), { weight })];
      const call = { ...hardCall(), scorecard: scorecardOf('x', 50, { items }) };
      const shown = callSummary(call, { language: 'zh', colour: false });
      expect(shown).toContain(more);
      expect(shown).toContain('应说：一');
      expect(shown).not.toContain(not);
    });
    it('keeps to some two hundred lines', () => {
      expect(lines(big).length).toBeLessThan(220);
    });
  });

  describe('of a trainee', () => {
    const trainee = callSummary(traineeCall(), { language: 'zh', colour: false });
    it.each([
      '学员考核表      5   3   1   得分    给分',
      '  自我介绍      ●   ·   ·   6       机器给分',
      '  礼貌用语      ·   ●   ·   3.6     机器给分',
      '  耐心程度      ·   ·   ○   1.2     机器建议，待确认',
      '  解答准确度    ·   ·   ·   –       待考核员评分',
      '  同理心        ·   ·   ·   –       本通没有涉及',
      '  推托          ○   ·   ·   6       机器建议，待确认，5 分为没有推托',
      '  打字速度      ·   ·   ·   –       待填写',
      '合计  52.8 / 72，折合 73.3 分',
      '第一次考核（及格线 70 分）：待定',
      '  · “耐心程度”建议 1 分，待确认。',
      '综合考核（及格线 90 分）：不合格，再培训',
      '试听（及格线 40 分）：合格',
    ])('has the line %j', (line) => {
      expect(lines(trainee)).toContain(line);
    });
    it('says once how the total was made', () => {
      expect(trainee.match(/按有分值的 12 项/g)).toHaveLength(1);
      expect(trainee).toContain('得分 73.3（暂定）');
    });
  });

  it('says on top when the sides are a guess', () => {
    const call = hardCall();
    const withWarnings = (warnings: CallAnalysis['warnings']) =>
      callSummary({ ...call, analysis: { ...call.analysis, warnings } }, { language: 'zh', colour: false });
    const sentence = { zh: '声道 1 可能是坐席', en: 'Channel 1 may be the agent' };
    expect(withWarnings([{ code: 'roles-assumed', sentence }])).toContain('坐席与客户为推测');
    expect(withWarnings([{ code: 'demo-model', sentence }])).not.toContain('为推测');
  });

  it('shows the measures with their units', () => {
    expect(text).toMatch(/语速 +坐席 318 字\/分 +客户 265 字\/分/);
    expect(text).toMatch(/削波占比 +坐席 0% +客户 –/);
  });

  it('prints hostile texts on one line each', () => {
    expect(callSummary(hostileCall(), { language: 'zh', colour: false })).not.toContain('\u001b');
  });
});

describe('measureRows', () => {
  it('has no cell for a participant that is not there', () => {
    const owners = (mixed: boolean) => Object.keys(measureRows(analysisOf({ callId: 'x', mixed }).measures)[0]!.cells);
    expect(owners(false)).toEqual(['agent', 'customer']);
    expect(owners(true)).toEqual(['mixed']);
  });
  it('counts words for English calls', () => {
    const measures = { ...analysisOf({ callId: 'x' }).measures, rateUnit: 'words' as const };
    expect(measureRows(measures)[0]!.cells.agent).toEqual({ zh: '318 词/分', en: '318 words/min' });
  });
});

describe('jsonReport', () => {
  it('is plain JSON with scorecards, measures and errors, and without samples', () => {
    const calls = [hardCall(), failedCall(), goodCall()];
    const report = jsonReport(calls);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({
      version: 1,
      totals: { scored: 2, failed: 1 },
      calls: [
        { ok: true, callId: '20260305-102231-A017', scorecard: { score: 46.9 } },
        { ok: false, excluded: false, callId: '坏文件 03', error: { code: 'audio-malformed' } },
        { ok: true },
      ],
    });
    expect(JSON.stringify(report)).not.toContain('muLaw');
  });
  it('carries the training form, the flow, the call types, proposals and coverage', () => {
    const [big, trainee] = jsonReport([bigCall(), traineeCall()]).calls;
    expect(big).toMatchObject({
      scorecard: {
        flows: [{ flowId: 'inbound' }],
        callTypes: [{ type: 'complaint', confidence: 0.8 }],
        coverage: { judgedShare: 0.81 },
      },
    });
    expect(JSON.stringify(big)).toContain('"proposal":"fail"');
    expect(trainee).toMatchObject({ scorecard: { form: FORM } });
  });
  it('keeps hostile texts as they are', () => {
    expect(JSON.stringify(jsonReport([hostileCall()]))).toContain(JSON.stringify(HOSTILE).slice(1, -1));
  });
});
