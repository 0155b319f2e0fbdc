import { beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Participant, Segment } from '../../src/analysis.ts';
import { buildConversation } from '../../src/conversation/build.ts';
import { type HoldPhrases, loadHoldPhrases } from '../../src/conversation/hold.ts';
import { gapSeconds, intersect, totalSeconds } from '../../src/timespan.ts';

type Said = [participant: Participant, start: number, end: number, text?: string];

let holdPhrases: HoldPhrases;
beforeAll(async () => {
  holdPhrases = await loadHoldPhrases('zh');
});

/** A call from who spoke when and what: each entry is one stretch of speech and, with a text, its segment. */
function call(said: Said[], durationSeconds = 60, tones: [number, number][] = []): Conversation {
  const participants = [...new Set(said.map(([participant]) => participant))];
  const channelOf = (participant: Participant) => participants.indexOf(participant);
  const transcript: Segment[] = said
    .filter(([, , , text]) => text !== undefined)
    .map(([participant, start, end, text]) => ({
      start,
      end,
      text: text!,
      participant,
      channel: channelOf(participant),
      meanLogProbability: null,
    }));
  return buildConversation({
    durationSeconds,
    language: 'zh',
    channels: participants.map((participant, index) => ({
      index,
      participant,
      speech: said.filter(([who]) => who === participant).map(([, start, end]) => ({ start, end })),
    })),
    tones: tones.map(([start, end]) => ({ start, end })),
    transcript,
    releasedBy: null,
    holdPhrases,
  });
}

const shortForm = (conversation: Conversation) =>
  conversation.turns.map((turn) => [turn.participant, turn.start, turn.end, turn.text]);

describe('turns', () => {
  it.each<{ name: string; said: Said[]; turns: unknown[] }>([
    { name: 'nobody speaks', said: [], turns: [] },
    {
      name: 'a pause of 0.5 s stays inside a turn',
      said: [
        ['agent', 1, 2, '您好'],
        ['agent', 2.5, 4, '这里是客服中心'],
      ],
      turns: [['agent', 1, 4, '您好这里是客服中心']],
    },
    {
      name: 'a pause of 0.7 s ends a turn',
      said: [
        ['agent', 1, 2, '您好'],
        ['agent', 2.7, 4, '这里是客服中心'],
      ],
      turns: [
        ['agent', 1, 2, '您好'],
        ['agent', 2.7, 4, '这里是客服中心'],
      ],
    },
    {
      name: 'the other taking the floor in a short pause ends a turn',
      said: [
        ['agent', 1, 3, '请问您贵姓'],
        ['customer', 3.1, 6, '我姓王我想查一下话费'],
        ['agent', 3.5, 3.8, '嗯'],
        ['agent', 6.2, 8, '好的王先生'],
      ],
      turns: [
        ['agent', 1, 3, '请问您贵姓'],
        ['customer', 3.1, 6, '我姓王我想查一下话费'],
        ['agent', 6.2, 8, '好的王先生'],
      ],
    },
    {
      name: 'a backchannel splits nothing and is no turn',
      said: [
        ['customer', 0, 4, '我上个月交了两百块'],
        ['agent', 4.1, 4.4, '嗯'],
        ['customer', 4.5, 8, '现在又说我欠费'],
      ],
      turns: [['customer', 0, 8, '我上个月交了两百块现在又说我欠费']],
    },
    {
      name: 'a short answer after the other has finished is a turn',
      said: [
        ['agent', 0, 3, '请问是王先生吗'],
        ['customer', 3.3, 3.7, '是的'],
        ['agent', 4.3, 6, '好的请讲'],
      ],
      turns: [
        ['agent', 0, 3, '请问是王先生吗'],
        ['customer', 3.3, 3.7, '是的'],
        ['agent', 4.3, 6, '好的请讲'],
      ],
    },
    {
      name: 'more than three syllables inside the other’s speech is a turn',
      said: [
        ['customer', 0, 8, '我上个月交了两百块现在又说我欠费'],
        ['agent', 4.1, 4.9, '您等一下先别急'],
      ],
      turns: [
        ['customer', 0, 8, '我上个月交了两百块现在又说我欠费'],
        ['agent', 4.1, 4.9, '您等一下先别急'],
      ],
    },
  ])('$name', ({ said, turns }) => {
    expect(shortForm(call(said))).toEqual(turns);
  });

  it('put a segment that spans two turns whole into the one it shares more speech with', () => {
    const { turns } = buildConversation({
      durationSeconds: 20,
      language: 'zh',
      channels: [
        {
          index: 0,
          participant: 'agent',
          speech: [
            { start: 0, end: 1 },
            { start: 3, end: 6 },
          ],
        },
      ],
      tones: [],
      transcript: [{ start: 0, end: 6, text: '您好请讲', participant: 'agent', channel: 0, meanLogProbability: null }],
      releasedBy: null,
      holdPhrases,
    });
    expect(turns.map(({ text, segments }) => [text, segments])).toEqual([
      ['', []],
      ['您好请讲', [0]],
    ]);
  });

  it('weigh speech shared, not nearness, when a segment reaches over several turns', () => {
    const { turns } = buildConversation({
      durationSeconds: 20,
      language: 'zh',
      channels: [
        {
          index: 0,
          participant: 'agent',
          speech: [
            { start: 0, end: 8 },
            { start: 8.7, end: 9.2 },
          ],
        },
      ],
      tones: [],
      transcript: [{ start: 5, end: 12, text: '您好请讲', participant: 'agent', channel: 0, meanLogProbability: null }],
      releasedBy: null,
      holdPhrases,
    });
    expect(turns.map(({ segments }) => segments)).toEqual([[0], []]);
  });

  it('take text up to a second away and leave out text farther from any speech', () => {
    const { turns } = call([['agent', 10, 12]]);
    expect(turns[0]!.text).toBe('');
    const said = (start: number): Segment => ({
      start,
      end: start + 1,
      text: '谢谢观看',
      participant: 'agent',
      channel: 0,
      meanLogProbability: null,
    });
    const build = (start: number) =>
      buildConversation({
        durationSeconds: 60,
        language: 'zh',
        channels: [{ index: 0, participant: 'agent', speech: [{ start: 10, end: 12 }] }],
        tones: [],
        transcript: [said(start)],
        releasedBy: null,
        holdPhrases,
      }).turns[0]!.text;
    expect(build(12.5)).toBe('谢谢观看');
    expect(build(30)).toBe('');
  });

  it('join texts with a space only between Latin words', () => {
    expect(
      call([
        ['agent', 0, 1, 'thank you'],
        ['agent', 1.2, 2, 'for calling.'],
        ['agent', 2.3, 3, '您好'],
      ]).turns[0]!.text,
    ).toBe('thank you for calling.您好');
  });
});

describe('silences', () => {
  it('name who spoke before and after, and leave tones out', () => {
    const { silences } = call(
      [
        ['agent', 12, 15],
        ['customer', 20, 22],
      ],
      30,
      [[1, 10]],
    );
    expect(silences.map(({ start, end, after, before }) => [start, end, after, before])).toEqual([
      [0, 1, null, 'agent'],
      [10, 12, null, 'agent'],
      [15, 20, 'agent', 'customer'],
      [22, 30, 'customer', null],
    ]);
  });

  it('list nothing shorter than half a second', () => {
    expect(
      call([
        ['agent', 0, 10],
        ['customer', 10.4, 60],
      ]).silences,
    ).toEqual([]);
  });

  it('are the whole call when nobody speaks', () => {
    expect(call([], 9).silences).toEqual([{ start: 0, end: 9, after: null, before: null, announcedBy: null }]);
  });

  it.each<{ name: string; said: Said[]; announced: boolean }>([
    {
      name: 'right after the agent’s words',
      said: [
        ['agent', 0, 3, '好的，请您稍等。'],
        ['agent', 20, 22, '让您久等了'],
      ],
      announced: true,
    },
    {
      name: 'in words the recogniser got wrong',
      said: [
        ['agent', 0, 3, '好的请少等'],
        ['agent', 20, 22],
      ],
      announced: true,
    },
    {
      name: 'after the customer agreed',
      said: [
        ['agent', 0, 3, '我帮您查一下'],
        ['customer', 3.3, 3.9, '好的'],
        ['agent', 20, 22],
      ],
      announced: true,
    },
    {
      name: 'after the customer talked on',
      said: [
        ['agent', 0, 3, '请稍等'],
        ['customer', 3.3, 9, '对了我还有一个问题就是'],
        ['agent', 20, 22],
      ],
      announced: false,
    },
    {
      name: 'after other words of the agent',
      said: [
        ['agent', 0, 3, '请稍等'],
        ['agent', 5, 8, '您的话费是二十元'],
        ['customer', 20, 22],
      ],
      announced: false,
    },
    {
      name: 'when the customer asked to wait',
      said: [
        ['agent', 0, 2, '请问卡号'],
        ['customer', 3, 5, '你稍等我找一下'],
        ['agent', 20, 22],
      ],
      announced: false,
    },
    {
      name: 'without a text',
      said: [
        ['agent', 0, 3],
        ['agent', 20, 22],
      ],
      announced: false,
    },
  ])('$name: announced $announced', ({ said, announced }) => {
    const long = call(said).silences.find(
      (silence) => gapSeconds({ start: 0, end: silence.start }, { start: silence.end, end: 60 }) > 5,
    )!;
    expect(long.announcedBy !== null).toBe(announced);
    if (announced)
      expect(
        said.some(
          ([, start, end, text]) =>
            text?.includes(long.announcedBy!.quote) &&
            start === long.announcedBy!.span.start &&
            end === long.announcedBy!.span.end,
        ),
      ).toBe(true);
  });
});

describe('the words that ask to wait', () => {
  it.each([
    ['请您说一下号码', null],
    ['请您说一下', null],
    ['您说一下', null],
    ['请说', null],
    ['请您看一下', null],
    ['请您登记一下', null],
    ['我发一下', null],
    ['给您说一下', null],
    ['请少等', '请少等'],
    ['好的少等', '少等'],
    ['请稍登', '请稍登'],
    ['请您稍等', '请您稍等'],
    ['请您等一下', '请您等一下'],
    ['我给您和实一下', '给您和实一下'],
    ['别刮电话啊', '别刮电话'],
    ['我查一下，请您稍等', '请您稍等'],
    ['请您稍等，我查一下', '我查一下'],
    ['我这边需要调一下您上个月的账单明细，大概需要一两分钟，您看可以吗？', '大概需要一两分钟'],
    ['您等我三十秒。', '等我三十秒'],
    ['您先别挂，我看看', '我看看'],
    ['我去请示一下领导', '我去请示一下'],
    ['还在查，请再等两分钟', '再等两分钟'],
    ['烦请您耐心等候', '烦请您耐心等候'],
    // it is over, it is somebody else's, or the customer is asked
    ['感谢您的耐心等待，订单明天到', null],
    ['您等了半个小时了', null],
    ['我已经帮您查到了', null],
    ['师傅大概需要二十分钟到您家', null],
    ['您稍后会收到短信', null],
    ['我跟您核实一下您的地址', null],
    ['我需要您提供一下身份证', null],
    ['您可以等一下再打过来', null],
  ])('in “%s”: %j', (text, words) => {
    const [silence] = buildConversation({
      durationSeconds: 30,
      language: 'zh',
      channels: [{ index: 0, participant: 'agent', speech: [{ start: 0, end: 3 }] }],
      tones: [],
      transcript: [{ start: 0, end: 3, text, participant: 'agent', channel: 0, meanLogProbability: null }],
      releasedBy: null,
      holdPhrases,
    }).silences;
    expect(silence!.announcedBy?.quote ?? null).toBe(words);
  });
});

describe('announced waits in English', () => {
  it.each([
    ['Sure, bear with me for a moment please.', true],
    ["Okay let me check that for you, don't hang up.", true],
    ['May I ask you to hold for two minutes?', true],
    ['I need to check with our team.', true],
    ["Let me just check that for you, it'll take about thirty seconds, is it okay to hold?", true],
    ['Would you mind holding while I do that?', true],
    ["I'll have a quick look at your account.", true],
    ['You are able to hold two bookings.', false],
    ['Your balance is twenty dollars.', false],
    ['You will need to check your email.', false],
    ['Thank you for holding.', false],
  ])('“%s”: %s', async (text, announced) => {
    const { silences } = buildConversation({
      durationSeconds: 30,
      language: 'en',
      channels: [{ index: 0, participant: 'agent', speech: [{ start: 0, end: 3 }] }],
      tones: [],
      transcript: [{ start: 0, end: 3, text, participant: 'agent', channel: 0, meanLogProbability: null }],
      releasedBy: null,
      holdPhrases: await loadHoldPhrases('en'),
    });
    expect(silences.map(({ announcedBy }) => announcedBy !== null)).toEqual([announced]);
  });
});

describe('overlaps', () => {
  it('say who came in second', () => {
    const { overlaps } = call([
      ['agent', 0, 5],
      ['customer', 4, 8],
      ['agent', 7, 9],
      ['customer', 20, 22],
      ['agent', 20.02, 21],
    ]);
    expect(overlaps).toEqual([
      { start: 4, end: 5, startedBy: 'customer' },
      { start: 7, end: 8, startedBy: 'agent' },
      { start: 20.02, end: 21, startedBy: null },
    ]);
  });

  it('are none on one channel', () => {
    expect(
      call([
        ['mixed', 0, 5],
        ['mixed', 4, 8],
      ]).overlaps,
    ).toEqual([]);
  });
});

describe('interruptions', () => {
  it.each<{ name: string; said: Said[]; found: unknown[] }>([
    {
      name: 'the interrupted one stops within a second',
      said: [
        ['customer', 0, 5.8, '我昨天去营业厅他们说'],
        ['agent', 5, 9, '这个我们办不了'],
      ],
      found: [['agent', 5, 5.8, '这个我们办不了', true]],
    },
    {
      name: 'the interrupted one talks on',
      said: [
        ['customer', 0, 8, '我昨天去营业厅他们说'],
        ['agent', 5, 9, '这个我们办不了'],
      ],
      found: [['agent', 5, 8, '这个我们办不了', false]],
    },
    {
      name: 'coming in 0.4 s early is turn-taking',
      said: [
        ['customer', 0, 5.4, '你好'],
        ['agent', 5, 9, '这个我们办不了'],
      ],
      found: [],
    },
    {
      name: 'a backchannel',
      said: [
        ['customer', 0, 8, '我昨天去营业厅'],
        ['agent', 5, 5.9, '好的'],
      ],
      found: [],
    },
    {
      name: 'against one who has just begun',
      said: [
        ['customer', 4.2, 8, '我想'],
        ['agent', 5, 9, '这个我们办不了'],
      ],
      found: [],
    },
    {
      name: 'a long reply without a text',
      said: [
        ['customer', 0, 8],
        ['agent', 5, 7],
      ],
      found: [['agent', 5, 7, '', false]],
    },
    {
      name: 'nobody else on the line',
      said: [
        ['mixed', 0, 8],
        ['mixed', 9, 12],
      ],
      found: [],
    },
  ])('$name', ({ said, found }) => {
    const { interruptions } = call(said);
    expect(interruptions.map((one) => [one.by, one.start, one.end, one.quote, one.gaveWay])).toEqual(found);
  });
});

describe('ending', () => {
  it('never says who released the line without metadata', () => {
    expect(
      call(
        [
          ['agent', 0, 5],
          ['customer', 6, 8],
        ],
        10,
      ).ending,
    ).toEqual({
      releasedBy: null,
      source: 'none',
      lastSpeaker: 'customer',
      tailSeconds: 2,
    });
  });

  it('takes the turn that ends last, not the one that starts last', () => {
    expect(
      call(
        [
          ['agent', 0, 9],
          ['customer', 3, 6, '这个不对吧'],
        ],
        10,
      ).ending,
    ).toMatchObject({ lastSpeaker: 'agent', tailSeconds: 1 });
  });

  it('knows nothing of a call without turns', () => {
    expect(call([], 10).ending).toMatchObject({
      releasedBy: null,
      source: 'none',
      lastSpeaker: null,
      tailSeconds: null,
    });
  });

  it('passes on the telephone system’s word', () => {
    const { ending } = buildConversation({
      durationSeconds: 5,
      language: 'zh',
      channels: [],
      tones: [],
      transcript: [],
      releasedBy: 'agent',
      holdPhrases,
    });
    expect(ending).toMatchObject({ releasedBy: 'agent', source: 'metadata' });
  });
});

describe('any call', () => {
  it('has sorted turns inside the call, none overlapping another of the same participant, every word of speech in a turn or a backchannel', () => {
    let state = 1;
    const next = () => {
      state = (state * 16_807) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    for (let round = 0; round < 200; round++) {
      const said = (['agent', 'customer'] as const).flatMap((participant) => {
        const list: Said[] = [];
        for (let at = next() * 3; at < 55; ) {
          const end = at + 0.2 + next() * 6;
          list.push([participant, at, end, '好'.repeat(1 + Math.floor(next() * 9))]);
          at = end + 0.05 + next() * 3;
        }
        return list;
      });
      const { turns, overlaps, silences, interruptions } = call(said, 70);
      expect(turns.every((turn, i) => i === 0 || turns[i - 1]!.start <= turn.start)).toBe(true);
      for (const participant of ['agent', 'customer'] as const) {
        const own = turns.filter((turn) => turn.participant === participant);
        expect(own.every((turn, i) => i === 0 || own[i - 1]!.end <= turn.start)).toBe(true);
        const speech = said.filter(([who]) => who === participant).map(([, start, end]) => ({ start, end }));
        for (const turn of own)
          expect(totalSeconds(intersect(turn.speech, speech))).toBeCloseTo(totalSeconds(turn.speech), 9);
      }
      const placed = turns.flatMap((turn) => turn.segments);
      expect(new Set(placed).size).toBe(placed.length);
      for (const list of [overlaps, silences])
        expect(list.every((span, i) => span.start < span.end && (i === 0 || list[i - 1]!.end <= span.start))).toBe(
          true,
        );
      expect(
        totalSeconds(
          intersect(
            silences,
            turns.flatMap((turn) => turn.speech).sort((a, b) => a.start - b.start),
          ),
        ),
      ).toBe(0);
      for (const one of interruptions) expect(one.end).toBeGreaterThan(one.start);
    }
  });
});
