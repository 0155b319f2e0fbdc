import type { CallAnalysis, Participant, ParticipantMeasures, Segment, Silence, ToneSpan } from '../../src/analysis.ts';
import { encodeMuLaw } from '../../src/audio/g711.ts';
import type { PlayerAudio } from '../../src/audio/player-audio.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import type { Sentence } from '../../src/errors.ts';
import type { FailedCall, ReportCall, ScoredCall } from '../../src/reports/report-call.ts';
import type { Scorecard, ScoredItem } from '../../src/scorecard/scorecard.ts';
import type { TimeSpan } from '../../src/timespan.ts';

/** Calls written by hand: every kind of verdict, long texts, hostile names, one-channel and failed calls. */

export const HOSTILE = '</script><script>window.hacked=1</script><img src=x onerror="window.hacked=1">';

type Line = [Participant, number, number, string];

/** A both-language sentence; English is optional in tests that do not look at it. */
export function both(zh: string, en = zh): Sentence {
  return { zh, en };
}

export function item(
  itemId: string,
  section: string,
  title: Sentence,
  verdict: Verdict,
  more: Partial<ScoredItem> = {},
): ScoredItem {
  return {
    itemId,
    section,
    title,
    failureTitle: both(`未做到：${title.zh}`, `Not done: ${title.en}`),
    why: both('客户从前几秒就判断自己是否被尊重。', 'Customers decide within seconds whether they are respected.'),
    advice: both(
      '先问候，再报公司与工号，语气上扬，一句话说完。',
      'Greet first, then company and number, in one breath.',
    ),
    source: '《客服培训手册》2.32 电话礼仪',
    treatment: 'automatic',
    severity: 'major',
    weight: 6,
    fatal: false,
    verdict,
    ...more,
  };
}

export function scored(
  outcome: 'pass' | 'partial' | 'fail',
  explanation: Sentence,
  evidence: Extract<Verdict, { kind: 'scored' }>['evidence'],
): Verdict {
  const score = { pass: 1, partial: 0.5, fail: 0 }[outcome];
  return {
    kind: 'scored',
    outcome,
    score,
    rating: ({ pass: 5, partial: 3, fail: 1 } as const)[outcome],
    explanation,
    evidence,
  };
}

const LINES: Line[] = [
  ['agent', 6.2, 10.1, '您好，晨星科技客服中心，工号零一七，请问有什么可以帮您？'],
  ['customer', 10.9, 16.8, '喂你好，我上个星期买的那个净水器，滤芯的灯一直是红的，按了复位也没有用。'],
  ['agent', 17.3, 21.0, '好的，请您稍等一下，我帮您查一下订单，大概需要半分钟。'],
  ['agent', 44.5, 47.9, '让您久等了。订单查到了，是三月二号签收的对吧？'],
  ['customer', 48.2, 50.4, '对，三月二号。'],
  ['agent', 59.1, 63.7, '你先把插头拔了，等十秒钟再插上，然后长按复位键五秒。'],
  ['customer', 62.9, 68.8, '这个我已经试过好几遍了，你们客服昨天也是这么说的，根本就没有用啊，我等了一个上午。'],
  ['agent', 68.0, 70.2, '我不知道，这是公司规定，你找厂家去。'],
  ['customer', 70.9, 75.2, '你这是什么态度？我要投诉，把你们经理叫过来。'],
  ['agent', 88.6, 92.8, '那我给您登记一下，三个工作日内会有专人给您回电话。'],
  ['customer', 93.6, 95.0, '行吧。'],
  ['agent', 95.6, 98.4, '感谢您的来电，祝您生活愉快，再见。'],
];

const SILENCES: Silence[] = [
  {
    start: 21.0,
    end: 44.5,
    after: 'agent',
    before: 'agent',
    announcedBy: { quote: '请您稍等一下', span: { start: 17.8, end: 19.0 } },
  },
  { start: 50.4, end: 59.1, after: 'customer', before: 'agent', announcedBy: null },
  { start: 75.2, end: 88.6, after: 'customer', before: 'agent', announcedBy: null },
];

const TONES: ToneSpan[] = [{ start: 0, end: 5.2, kind: 'ringback', channel: 0, frequencyHz: 450, bursts: 2 }];

/** An outline that looks like speech: louder inside the spans, never the same twice. */
function outline(spans: readonly TimeSpan[], durationSeconds: number, loudness: number): number[] {
  return Array.from({ length: 2000 }, (_, index) => {
    const at = ((index + 0.5) / 2000) * durationSeconds;
    const wave =
      0.15 +
      0.85 *
        Math.abs(Math.sin(index * 0.13) * Math.cos(index * 0.071 + 1)) *
        (0.5 + (0.5 * ((index * 7919) % 13)) / 13);
    return Math.round(255 * (spans.some((span) => at >= span.start && at < span.end) ? loudness * wave : 0.012));
  });
}

/** Two tones, one a channel, in the spans in which each participant speaks. */
export function toneAudio(durationSeconds: number, channels: readonly (readonly TimeSpan[])[]): PlayerAudio {
  const sampleRateHz = 8000;
  const muLaw = new Uint8Array(Math.round(durationSeconds * sampleRateHz) * channels.length).fill(encodeMuLaw(0));
  channels.forEach((spans, channel) => {
    for (const { start, end } of spans)
      for (let i = Math.floor(start * sampleRateHz); i < Math.min(end, durationSeconds) * sampleRateHz; i++)
        muLaw[i * channels.length + channel] = encodeMuLaw(
          0.2 * Math.sin((i * 2 * Math.PI * (200 + 90 * channel)) / sampleRateHz),
        );
  });
  return { sampleRateHz, channelCount: channels.length, muLaw };
}

function participantMeasures(more: Partial<ParticipantMeasures>): ParticipantMeasures {
  return {
    talkSeconds: 28.4,
    talkShare: 0.58,
    turnCount: 7,
    longestTurnSeconds: 4.6,
    speechRatePerMinute: 318.2,
    articulationRatePerMinute: 352.7,
    turnRatesPerMinute: [{ turn: 0, value: 352.7 }],
    levelDbfs: -21.37,
    turnLevelsDbfs: [{ turn: 0, value: -21.4 }],
    levelJumps: [{ start: 68.0, end: 70.2, meanDbfs: -14.2, riseDb: 7.2 }],
    clippedShare: 0.0004,
    noiseFloorDbfs: -58.1,
    responseLatenciesSeconds: [{ turn: 1, value: 0.8 }],
    medianResponseLatencySeconds: 0.62,
    interruptionCount: 1,
    ...more,
  };
}

export interface CallParts {
  callId: string;
  agentName?: string;
  lines?: Line[];
  demo?: boolean;
  mixed?: boolean;
}

/** A whole analysis of about 100 s. */
export function analysisOf({
  callId,
  agentName = '王小芳',
  lines = LINES,
  demo = false,
  mixed = false,
}: CallParts): CallAnalysis {
  const durationSeconds = 100.4;
  const said = lines.map(([who, start, end, text]) => [mixed ? 'mixed' : who, start, end, text] as Line);
  const speech = (who: Participant) => said.filter(([by]) => by === who).map(([, start, end]) => ({ start, end }));
  const participants: Participant[] = mixed ? ['mixed'] : ['agent', 'customer'];
  const transcript: Segment[] = said.map(([participant, start, end, text]) => ({
    participant,
    channel: participants.indexOf(participant),
    start,
    end,
    text,
    meanLogProbability: -0.21,
  }));
  return {
    version: 1,
    provenance: {
      toolVersion: '0.1.0',
      models: { 'silero-vad': 'a'.repeat(64), 'whisper-small': 'b1c2d3e4f5'.repeat(6).slice(0, 64) },
      voiceActivity: 'silero-v6.2',
      pipeline: 'inbound',
      settingsSha256: 'c0ffee'.repeat(11).slice(0, 64),
    },
    language: 'zh',
    recording: {
      fileName: `${callId}.wav`,
      sha256: 'd'.repeat(64),
      bytes: 1_606_444,
      codec: 'pcm_alaw',
      durationSeconds,
      sampleRateHz: 8000,
      channelCount: participants.length,
    },
    call: {
      callId,
      agentId: 'A017',
      agentName,
      direction: 'inbound',
      startTime: '2026-03-05T10:22:31+08:00',
      skillGroup: '售后',
      source: 'csv',
    },
    attribution: {
      participants,
      source: mixed ? 'single' : 'metadata',
      confidence: mixed ? 0.4 : 1,
      notes: mixed
        ? [both('只有一个声道，未区分坐席与客户。', 'One channel; agent and customer are not told apart.')]
        : [],
    },
    channels: participants.map((participant, index) => ({
      index,
      participant,
      speech: speech(participant),
      peaks: outline(speech(participant), durationSeconds, index === 0 ? 0.62 : 0.38),
    })),
    tones: TONES,
    transcript,
    dropped: [],
    transcriptSource: { kind: 'recognised', id: demo ? 'lingting-demo-zh' : 'whisper-small', demo },
    conversation: {
      turns: transcript.map(({ participant, start, end, text }, index) => ({
        participant,
        start,
        end,
        text,
        segments: [index],
        speech: [{ start, end }],
      })),
      silences: SILENCES,
      overlaps: mixed
        ? []
        : [
            { start: 62.9, end: 63.7, startedBy: 'customer' },
            { start: 68.0, end: 68.8, startedBy: 'agent' },
          ],
      interruptions: mixed ? [] : [{ start: 68.0, end: 68.8, by: 'agent', quote: '我不知道', gaveWay: true }],
      ending: { releasedBy: null, source: 'none', lastSpeaker: 'agent', tailSeconds: 2 },
    },
    measures: {
      rateUnit: 'characters',
      call: {
        durationSeconds,
        talkSeconds: 47.9,
        silenceSeconds: 45.6,
        silenceShare: 0.454,
        toneSeconds: 5.2,
        overlapSeconds: mixed ? 0 : 1.6,
        longestSilenceSeconds: 23.5,
        agentFirstSpeechSeconds: mixed ? null : 6.2,
      },
      agent: mixed ? null : participantMeasures({}),
      customer: mixed
        ? null
        : participantMeasures({
            talkSeconds: 20.5,
            talkShare: 0.42,
            levelDbfs: -27.9,
            levelJumps: [],
            clippedShare: null,
            interruptionCount: 0,
            speechRatePerMinute: 264.8,
            articulationRatePerMinute: 291.3,
            turnCount: 5,
          }),
      mixed: mixed ? participantMeasures({ talkShare: 1, interruptionCount: 0 }) : null,
    },
    warnings: [
      ...(demo
        ? [
            {
              code: 'demo-model' as const,
              sentence: both(
                '文字由演示模型识别，不可用于考核。',
                'The text comes from the demo model; do not judge people by it.',
              ),
            },
          ]
        : []),
      ...(mixed
        ? [
            {
              code: 'one-channel' as const,
              sentence: both(
                '录音只有一个声道，与谁说话有关的项目均为待复核。',
                'One channel only: items that depend on who spoke are undecided.',
              ),
            },
          ]
        : []),
    ],
  };
}

const at = (start: number, end: number): TimeSpan => ({ start, end });

/** Every kind of verdict, with evidence that lies in {@link LINES}. */
export const ITEMS: ScoredItem[] = [
  item(
    'greeting-hello',
    'opening',
    both('主动问候客户', 'Greets the customer'),
    scored('pass', both('开场 2 句内说了“您好”。', 'Said “您好” within two turns.'), [
      { span: at(6.2, 7.0), participant: 'agent', quote: '您好' },
    ]),
  ),
  item(
    'announce-organization',
    'opening',
    both('报出公司与工号', 'Announces company and number'),
    scored('pass', both('报出了公司名与工号。', 'Company and number were announced.'), [
      { span: at(7.0, 9.0), participant: 'agent', quote: '晨星科技客服中心，工号零一七' },
    ]),
  ),
  item(
    'answer-within-three-rings',
    'opening',
    both('三声之内接听', 'Answers within three rings'),
    scored('pass', both('响铃 2 声后接听。', 'Answered after two rings.'), [
      {
        span: at(0, 5.2),
        participant: null,
        measured: { value: 2, unit: 'rings' },
        threshold: { comparison: 'at most', value: 3, unit: 'rings' },
      },
    ]),
  ),
  item(
    'speech-rate-moderate',
    'voice',
    both('语速适中', 'Moderate pace'),
    scored(
      'partial',
      both('全程语速偏快，最快一段每分钟 352 字。', 'Rather fast; the fastest stretch is 352 characters a minute.'),
      [
        {
          span: at(59.1, 63.7),
          participant: 'agent',
          measured: { value: 318.2, unit: 'charactersPerMinute' },
          threshold: { comparison: 'at most', value: 300, unit: 'charactersPerMinute' },
          note: both('此处最快', 'fastest here'),
        },
      ],
    ),
  ),
  item(
    'volume-moderate',
    'voice',
    both('音量平稳', 'Steady level'),
    scored('fail', both('有一处音量突然升高 7.2 dB。', 'The level rises by 7.2 dB at one place.'), [
      {
        span: at(68.0, 70.2),
        participant: 'agent',
        measured: { value: 7.2, unit: 'dB' },
        threshold: { comparison: 'at most', value: 6, unit: 'dB' },
      },
    ]),
  ),
  item(
    'no-unexplained-silence',
    'listening',
    both('没有未说明的静音', 'No unexplained silence'),
    scored('fail', both('有 2 处未作说明的静音，最长 13.4 秒。', 'Two unexplained silences, the longest 13.4 s.'), [
      {
        span: at(75.2, 88.6),
        participant: null,
        measured: { value: 13.4, unit: 'seconds' },
        threshold: { comparison: 'at most', value: 4, unit: 'seconds' },
      },
      {
        span: at(50.4, 59.1),
        participant: null,
        measured: { value: 8.7, unit: 'seconds' },
        threshold: { comparison: 'at most', value: 4, unit: 'seconds' },
      },
    ]),
    { failureTitle: both('出现冷场', 'Dead air'), weight: 8 },
  ),
  item(
    'no-interruption',
    'listening',
    both('不打断客户', 'Does not interrupt'),
    scored(
      'fail',
      both(
        '客户尚未说完，坐席就开口，客户随即停下。',
        'The agent spoke before the customer had finished, and the customer stopped.',
      ),
      [{ span: at(68.0, 68.8), participant: 'agent', quote: '我不知道', measured: { value: 0.8, unit: 'seconds' } }],
    ),
    { failureTitle: both('打断了客户说话', 'Interrupted the customer') },
  ),
  item(
    'no-dont-know',
    'wording',
    both('不说“不知道”', 'No flat “don’t know”'),
    scored('fail', both('说了服务忌语，没有给出办法。', 'Used a taboo phrase and offered no way on.'), [
      { span: at(68.0, 70.2), participant: 'agent', quote: '我不知道，这是公司规定', expected: '我帮您查一下' },
    ]),
    {
      failureTitle: both('对客户说“我不知道，这是公司规定”', 'Told the customer “I don’t know, company rule”'),
      fatal: false,
      weight: 10,
      advice: both(
        '不清楚时先说“我帮您查一下”，讲明要多久，再给出下一步；不要把责任推给公司规定或厂家。即使确实不归本部门管，也要告诉客户该找谁、怎么找，并主动提供电话或转接。',
        'Say “let me check for you” and how long it takes, then the next step. Never hide behind company rules.',
      ),
    },
  ),
  item(
    'use-nin',
    'wording',
    both('称呼客户用“您”', 'Says 您, not 你'),
    scored('partial', both('6 次称“您”，2 次称“你”。', '您 six times, 你 twice.'), [
      { span: at(59.1, 60.0), participant: 'agent', quote: '你先把插头拔了' },
      { span: at(69.2, 70.2), participant: 'agent', quote: '你找厂家去' },
    ]),
  ),
  item('complaint-apologise', 'wording', both('客户不满时致歉', 'Apologises to an unhappy customer'), {
    kind: 'undecided',
    reason: both(
      '客户话里有不满，此后坐席的语句识别把握不足，无法判定是否致歉。',
      'The customer is unhappy; the words after that were not recognised surely enough.',
    ),
    evidence: [{ span: at(70.9, 75.2), participant: 'customer', quote: '我要投诉' }],
    listenTo: [at(75.2, 92.8)],
  }),
  item('transfer-announce', 'wording', both('转接前先说明', 'Announces a transfer'), {
    kind: 'notApplicable',
    reason: both('本次通话没有转接。', 'Nothing was transferred.'),
    evidence: [],
  }),
  item(
    'closing-anything-else',
    'closing',
    both('结束前询问是否还有其他问题', 'Asks for anything else'),
    scored('fail', both('结束前 20 秒内没有询问。', 'Not asked within the last 20 seconds.'), [
      { span: at(80.4, 100.4), participant: 'agent', expected: '请问还有其他可以帮您的吗' },
    ]),
  ),
  item(
    'closing-farewell',
    'closing',
    both('礼貌道别', 'Says goodbye courteously'),
    scored('pass', both('致谢、祝愿并道别。', 'Thanked, wished well and said goodbye.'), [
      { span: at(95.6, 98.4), participant: 'agent', quote: '感谢您的来电，祝您生活愉快，再见' },
    ]),
  ),
  item(
    'no-hang-up-first',
    'closing',
    both('不先挂机', 'Never hangs up first'),
    {
      kind: 'undecided',
      reason: both(
        '随录信息没有写明由谁挂机，录音本身听不出来。',
        'The metadata does not say who released the line, and audio alone cannot tell.',
      ),
      evidence: [],
      listenTo: [at(95.0, 100.4)],
    },
    { fatal: true, weight: 5 },
  ),
  item('quiet-environment', 'voice', both('环境安静', 'Quiet surroundings'), {
    kind: 'error',
    code: 'operator-failed',
    message: 'noise floor: expected a number, got null',
  }),
];

const SECTIONS = [
  { id: 'opening', title: both('接听与问候', 'Answering and greeting'), score: 100, weight: 18 },
  { id: 'voice', title: both('语速与音量', 'Pace and level'), score: null, weight: 18 },
  { id: 'listening', title: both('倾听', 'Listening'), score: 0, weight: 14 },
  { id: 'wording', title: both('用语', 'Wording'), score: 18.75, weight: 28 },
  { id: 'closing', title: both('结束', 'Closing'), score: 50, weight: 17 },
].map((section) => ({
  ...section,
  itemIds: ITEMS.filter((one) => one.section === section.id).map(({ itemId }) => itemId),
}));

const NONE = { items: 0, judged: 0, proposed: 0, open: 0, notApplicable: 0, error: 0 };
const COUNTED = { items: 15, judged: 11, proposed: 0, open: 2, notApplicable: 1, error: 1 };

export function scorecardOf(callId: string, score: number | null, more: Partial<Scorecard> = {}): Scorecard {
  return {
    version: 2,
    callId,
    checklist: { id: 'inbound', title: both('呼入质检表', 'Inbound checklist'), version: '1', sha256: 'e'.repeat(64) },
    score,
    scoreNote: null,
    rawScore: score,
    fatalItemIds: [],
    callTypes: [],
    flows: [],
    headline: [
      { id: 'greeting', title: both('问候', 'Greeting'), itemIds: ['greeting-hello'], outcome: 'pass' },
      { id: 'pace', title: both('语速', 'Pace'), itemIds: ['speech-rate-moderate'], outcome: 'partial' },
      {
        id: 'no-hang-up-first',
        title: both('不先挂机', 'No hanging up first'),
        itemIds: ['no-hang-up-first'],
        outcome: 'undecided',
      },
      {
        id: 'closing',
        title: both('礼貌结束', 'Courteous close'),
        itemIds: ['closing-anything-else', 'closing-farewell'],
        outcome: 'fail',
      },
    ],
    sections: SECTIONS,
    items: ITEMS,
    form: null,
    coverage: { judgedShare: 0.72, byTreatment: { automatic: COUNTED, assisted: NONE, human: NONE } },
    counts: { pass: 4, partial: 2, fail: 5, notApplicable: 1, undecided: 2, leftToPeople: 0, error: 1 },
    needsReview: true,
    reviewReasons: [both('2 个项目待复核', '2 items are undecided'), both('1 个项目出错', '1 item is in error')],
    callReasons: [],
    ...more,
  };
}

const SPEECH = (who: Participant) => LINES.filter(([by]) => by === who).map(([, start, end]) => ({ start, end }));

/** The difficult call, with sound. */
export function hardCall(): ScoredCall {
  return {
    ok: true,
    file: '/recordings/20260305-102231-A017.wav',
    analysis: analysisOf({ callId: '20260305-102231-A017' }),
    scorecard: scorecardOf('20260305-102231-A017', 46.9),
    audio: toneAudio(100.4, [SPEECH('agent'), SPEECH('customer')]),
  };
}

/** A call on which everything went well. */
export function goodCall(): ScoredCall {
  const passed = ITEMS.filter(({ verdict }) => verdict.kind === 'scored').map((one) => ({
    ...one,
    verdict: scored(
      'pass',
      both('做到了。', 'Done.'),
      one.verdict.kind === 'scored' ? one.verdict.evidence.slice(0, 1) : [],
    ),
  }));
  return {
    ok: true,
    file: '/recordings/20260305-094502-A021.wav',
    analysis: analysisOf({ callId: '20260305-094502-A021', agentName: '李明' }),
    scorecard: scorecardOf('20260305-094502-A021', 100, {
      items: passed,
      sections: SECTIONS.map((section) => ({ ...section, score: 100 })),
      headline: scorecardOf('x', 1).headline.map((point) => ({ ...point, outcome: 'pass' as const })),
      counts: { pass: passed.length, partial: 0, fail: 0, notApplicable: 0, undecided: 0, leftToPeople: 0, error: 0 },
      needsReview: false,
      reviewReasons: [],
    }),
    audio: toneAudio(100.4, [SPEECH('agent'), SPEECH('customer')]),
  };
}

/** One channel for both people, recognised by the demo model; no sound. */
export function mixedCall(): ScoredCall {
  return {
    ok: true,
    file: '/recordings/单声道 回访 “三月”.wav',
    analysis: analysisOf({ callId: '单声道 回访 “三月”', agentName: '欧阳晓静', mixed: true, demo: true }),
    scorecard: scorecardOf('单声道 回访 “三月”', 72.5, {
      headline: scorecardOf('x', 1).headline.map((point) => ({ ...point, outcome: 'undecided' as const })),
    }),
    audio: null,
  };
}

/** Names and texts that try to break out of the page. */
export function hostileCall(): ScoredCall {
  const lines: Line[] = [
    ['agent', 1, 4, HOSTILE],
    ['customer', 5, 9, `<!--${HOSTILE}`],
  ];
  const analysis = analysisOf({
    callId: `x${HOSTILE}`,
    agentName: '<img src=x onerror="window.hacked=1">\u001b[31m',
    lines,
  });
  analysis.recording.fileName = `${HOSTILE}.wav`;
  return {
    ok: true,
    file: '/recordings/x.wav',
    analysis,
    scorecard: scorecardOf(`x${HOSTILE}`, 0, {
      rawScore: 61.2,
      fatalItemIds: ['evil'],
      scoreNote: both('一票否决：辱骂客户。', 'Fatal item failed: abuse.'),
      items: [
        item(
          'evil',
          'opening',
          both(HOSTILE),
          scored('fail', both(HOSTILE), [
            { span: at(1, 4), participant: 'agent', quote: HOSTILE, note: both(HOSTILE) },
          ]),
          { failureTitle: both(HOSTILE), advice: both(HOSTILE), fatal: true, source: HOSTILE },
        ),
      ],
    }),
    audio: { href: '../recordings/none%20here.wav' },
  };
}

export function failedCall(): FailedCall {
  return {
    ok: false,
    excluded: false,
    file: '录音/坏文件 03.wav',
    callId: '坏文件 03',
    code: 'audio-malformed',
    sentence: both(
      '录音/坏文件 03.wav 不是可读的 WAV：文件头声明 4294967295 字节，实际只有 1024 字节。请重新导出这段录音。',
      '录音/坏文件 03.wav is no readable WAV: its header claims 4294967295 bytes, and there are 1024. Export the recording again.',
    ),
  };
}

/** One of each. */
export function allCalls(): ReportCall[] {
  return [hardCall(), goodCall(), mixedCall(), hostileCall(), failedCall()];
}

/** Many ordinary calls with scores spread over the range, without sound. */
export function manyCalls(count: number): ScoredCall[] {
  const agents = ['王小芳', '李明', '欧阳晓静', '张伟', '陈思'];
  return Array.from({ length: count }, (_, index) => {
    const callId = `call-${String(index + 1).padStart(4, '0')}`;
    const score = 40 + ((index * 37) % 61);
    return {
      ok: true,
      file: `/recordings/${callId}.wav`,
      analysis: analysisOf({ callId, agentName: agents[index % agents.length]! }),
      scorecard: scorecardOf(callId, score, { needsReview: score < 70 }),
      audio: null,
    };
  });
}
