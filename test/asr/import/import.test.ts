import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTranscript, readTranscript } from '../../../src/asr/import/index.ts';
import type { ImportedSegment } from '../../../src/asr/import/types.ts';

const parse = (content: unknown) =>
  parseTranscript(typeof content === 'string' ? content : JSON.stringify(content, null, 1), 'call.json');
const short = (segments: readonly ImportedSegment[]) =>
  segments.map(({ start, end, text, speaker, channel }) => [start, end, text, speaker, channel]);

const TWO = [
  [0.5, 2.25, '您好，请讲。', 'agent', null],
  [3, 4, '我想查话费', 'customer', null],
];

describe('formats, told from the content', () => {
  it.each<{ name: string; format: string; content: unknown; segments: unknown[] }>([
    {
      name: 'our own segments',
      format: 'lingting',
      content: {
        segments: [
          { start: 0.5, end: 2.25, text: '您好，请讲。', speaker: 'agent' },
          { start: 3, end: 4, text: '我想查话费', speaker: 'customer' },
        ],
      },
      segments: TWO,
    },
    {
      name: 'the transcript of an analysis',
      format: 'lingting',
      content: {
        version: 1,
        transcript: [{ start: 1, end: 2, participant: 'agent', channel: 1, text: '您好', meanLogProbability: -0.2 }],
      },
      segments: [[1, 2, '您好', 'agent', 1]],
    },
    {
      name: 'faster-whisper',
      format: 'whisper',
      content: {
        language: 'zh',
        segments: [
          { id: 0, seek: 0, start: 0, end: 2.4, text: ' 您好', avg_logprob: -0.31, no_speech_prob: 0.01, words: null },
        ],
      },
      segments: [[0, 2.4, '您好', null, null]],
    },
    {
      name: 'a bare list of segments',
      format: 'whisper',
      content: [{ start: 0, end: 2.4, text: '您好' }],
      segments: [[0, 2.4, '您好', null, null]],
    },
    {
      name: 'WhisperX with speakers on the words',
      format: 'whisperx',
      content: {
        segments: [
          {
            start: 0.1,
            end: 1.2,
            text: ' Hi there you.',
            words: [
              { word: 'Hi', start: 0.1, end: 0.3, score: 0.9, speaker: 'SPEAKER_01' },
              { word: 'there', start: 0.4, end: 0.7, score: 0.8, speaker: 'SPEAKER_00' },
              { word: 'you.', speaker: 'SPEAKER_00' },
            ],
          },
        ],
        word_segments: [],
        language: 'en',
      },
      segments: [[0.1, 1.2, 'Hi there you.', 'SPEAKER_00', null]],
    },
    {
      name: 'whisper.cpp, stereo diarisation',
      format: 'whisper.cpp',
      content: {
        systeminfo: 'AVX = 1',
        result: { language: 'zh' },
        transcription: [
          {
            timestamps: { from: '00:00:00,000', to: '00:00:02,500' },
            offsets: { from: 0, to: 2500 },
            text: '您好',
            speaker: '1',
          },
          {
            timestamps: { from: '00:00:03,000', to: '00:00:04,000' },
            offsets: { from: 3000, to: 4000 },
            text: '喂',
            speaker: '?',
          },
        ],
      },
      segments: [
        [0, 2.5, '您好', null, 1],
        [3, 4, '喂', null, null],
      ],
    },
    {
      name: 'FunASR sentences with speakers',
      format: 'funasr',
      content: [
        {
          key: 'call',
          text: '您好。我想查话费。',
          timestamp: [[380, 620]],
          sentence_info: [
            {
              text: '您 好。',
              start: 380,
              end: 900,
              timestamp: [
                [380, 620],
                [620, 900],
              ],
              spk: 0,
            },
            { sentence: '<|zh|><|NEUTRAL|>我想查话费。', start: 1200, end: 2400, spk: 1 },
          ],
        },
      ],
      segments: [
        [0.38, 0.9, '您好。', '0', null],
        [1.2, 2.4, '我想查话费。', '1', null],
      ],
    },
    {
      name: 'FunASR runtime sentences',
      format: 'funasr',
      content: {
        mode: 'offline',
        text: '正是因为，',
        timestamp: '[[430,670],[670,810],[810,1030],[1030,1130]]',
        stamp_sents: [{ text_seg: '正 是 因 为', punc: '，', start: 430, end: 1130, ts_list: [[430, 670]] }],
      },
      segments: [[0.43, 1.13, '正是因为，', null, null]],
    },
    {
      name: 'FunASR text with a pair per character',
      format: 'funasr',
      content: [
        {
          key: 'call',
          text: '您好。用 WeChat 吗？',
          timestamp: [
            [0, 200],
            [200, 400],
            [900, 1000],
            [1000, 1500],
            [1500, 1700],
          ],
        },
      ],
      segments: [
        [0, 0.4, '您好。', null, null],
        [0.9, 1.7, '用 WeChat 吗？', null, null],
      ],
    },
    {
      name: 'FunASR text whose figures do not fit the pairs',
      format: 'funasr',
      content: [
        {
          key: 'call',
          text: '一共20.5元。好的。',
          timestamp: [
            [0, 200],
            [200, 400],
            [900, 1000],
          ],
        },
      ],
      segments: [[0, 1, '一共20.5元。好的。', null, null]],
    },
    {
      name: 'SRT with labels, Windows line ends and a byte order mark',
      format: 'srt',
      content:
        '\uFEFF1\r\n00:00:00,500 --> 00:00:02,250\r\n坐席：您好，请讲。\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n客户:我想查话费\r\n',
      segments: [
        [0.5, 2.25, '您好，请讲。', '坐席', null],
        [3, 4, '我想查话费', '客户', null],
      ],
    },
    {
      name: 'SRT without empty lines between cues',
      format: 'srt',
      content: '1\n00:00:01,000 --> 00:00:02,000\n您好\n2\n00:00:03,000 --> 00:00:04,000\n<i>再见</i>\n',
      segments: [
        [1, 2, '您好', null, null],
        [3, 4, '再见', null, null],
      ],
    },
    {
      name: 'WebVTT with voices, settings, notes, styles, names and entities',
      format: 'webvtt',
      content: [
        'WEBVTT - a call',
        'Kind: captions',
        '',
        'NOTE made by a tool',
        'over two lines',
        '',
        'STYLE',
        '::cue { color: red }',
        '',
        'first',
        '00:00.500 --> 00:02.250 align:start position:10%',
        '<v.loud Agent>Good <b>morning</b> &amp; welcome.</v>',
        '',
        '01:00:03.000 --> 01:00:04.000',
        '<v Caller>Hi',
        '<v Agent>Yes?',
        '',
      ].join('\n'),
      segments: [
        [0.5, 2.25, 'Good morning & welcome.', 'Agent', null],
        [3603, 3604, 'Hi', 'Caller', null],
        [3603, 3604, 'Yes?', 'Agent', null],
      ],
    },
    {
      name: 'two labelled lines in one cue',
      format: 'webvtt',
      content: 'WEBVTT\n\n00:01.000 --> 00:05.000\n- Speaker 0: hello\n- Speaker 1: hi\n',
      segments: [
        [1, 5, 'hello', 'Speaker 0', null],
        [1, 5, 'hi', 'Speaker 1', null],
      ],
    },
    { name: 'an empty WebVTT file', format: 'webvtt', content: 'WEBVTT\n', segments: [] },
    { name: 'an empty file', format: 'srt', content: ' \n', segments: [] },
    { name: 'no segments', format: 'lingting', content: { segments: [] }, segments: [] },
  ])('$name', ({ format, content, segments }) => {
    const found = parse(content);
    expect(found.format).toBe(format);
    expect(short(found.segments)).toEqual(segments);
  });

  it('takes the probability where there is one', () => {
    const probability = (content: unknown) => parse(content).segments[0]!.meanLogProbability;
    const offsets = { from: 0, to: 900 };
    expect(probability({ segments: [{ start: 0, end: 1, text: 'a', avg_logprob: -0.31 }] })).toBe(-0.31);
    expect(probability({ segments: [{ start: 0, end: 1, text: 'a', avg_logprob: 0.9 }] })).toBeNull();
    expect(
      probability({
        transcription: [
          {
            offsets,
            text: 'a',
            tokens: [
              { text: '[_BEG_]', p: 0.01 },
              { text: 'a', p: 0.5 },
              { text: 'b', p: 0.5 },
            ],
          },
        ],
      }),
    ).toBeCloseTo(Math.log(0.5), 9);
    expect(probability({ transcription: [{ offsets, text: 'a' }] })).toBeNull();
  });
});

describe('text', () => {
  const text = (line: string) =>
    parse(`1\n00:00:00,000 --> 00:00:01,000\n${line}\n`).segments.map((one) => [one.speaker, one.text]);
  it.each([
    [
      'markup that is no subtitle markup stays text',
      '<script>alert(1)</script> 1 < 2',
      [[null, '<script>alert(1)</script> 1 < 2']],
    ],
    ['a colon after something else is no label', '地址：北京路1号', [[null, '地址：北京路1号']]],
    ['a bare number before a colon is a time, not a label', '10:30', [[null, '10:30']]],
    ['a label alone has no text', '客服：', []],
    ['a diarisation label', '[SPEAKER_00]: 您好', [['[SPEAKER_00]', '您好']]],
    ['spaces are one', '您好   请讲', [[null, '您好 请讲']]],
  ])('%s', (_, line, found) => {
    expect(text(line)).toEqual(found);
  });
});

describe('the rules for times', () => {
  const times = (...pairs: [unknown, unknown, string?][]) =>
    parse({ segments: pairs.map(([start, end, speaker], i) => ({ start, end, text: `t${i}`, speaker })) }).segments.map(
      ({ start, end, text }) => [start, end, text],
    );

  it('sort by start', () => {
    expect(times([5, 6], [1, 2])).toEqual([
      [1, 2, 't1'],
      [5, 6, 't0'],
    ]);
  });

  it('turn a slip before 0 into 0', () => {
    expect(times([-0.2, 1])).toEqual([[0, 1, 't0']]);
  });

  it('end a segment where the same speaker’s next one starts', () => {
    expect(times([0, 4], [3, 6])).toEqual([
      [0, 3, 't0'],
      [3, 6, 't1'],
    ]);
  });

  it('let different speakers overlap', () => {
    expect(times([0, 4, 'agent'], [3, 6, 'customer'])).toEqual([
      [0, 4, 't0'],
      [3, 6, 't1'],
    ]);
  });

  it.each([
    ['text', '1.5', 2],
    ['nothing', undefined, 2],
    ['null, as JSON writes NaN', null, 2],
    ['before the recording', -3, 2],
    ['milliseconds taken for seconds', 100_000, 120_000],
    ['an end before the start', 5, 4],
  ])('refuse %s', (_, start, end) => {
    expect(() => times([0, 1], [start, end])).toThrowError(/segments\[1\]/);
  });
});

describe('a malformed file', () => {
  it.each<[string, string, RegExp]>([
    ['JSON that breaks off', '{"segments": [\n{"start": 1', /line 2\): expected valid JSON, got one that breaks off/],
    ['JSON with a slip on line 3', '{"segments": [\n{"start": 1,\n"end": x}]}', /line 3\): expected valid JSON/],
    ['JSON with a comma too many', '{"segments": [\n{"start": 1},\n\n]}', /line 4\): expected valid JSON/],
    ['JSON with a comma missing', '{"segments": [\n{"start": 1}\n{"start": 2}]}', /line 3\): expected valid JSON/],
    ['JSON with no list under its key', '{\n"segments": 5}', /\(line 2, segments\): expected a list, got 5\./],
    ['JSON without a known key', '{"hello": [], "world": 1}', /expected one of the keys .* got hello, world/],
    ['a number instead of a list entry', '{"segments": [\n3]}', /line 2, segments\[0\]\): expected an object, got 3/],
    [
      'a text that is a number',
      '{"segments": [\n{"start":0,"end":1,"text":"a"},\n{"start":2,"end":3,"text":7}]}',
      /line 3, segments\[1\]\.text\): expected a text, got 7/,
    ],
    [
      'a time that is a word',
      '{"segments": [{"start":0,\n"end":"soon","text":"a"}]}',
      /line 2, segments\[0\]\.end\): expected a time between 0 and 24 hours .* got soon/,
    ],
    [
      'pairs that are none',
      '[{"text": "您好", "timestamp": [1, 2]}]',
      /\[0\]\.timestamp\): expected pairs of milliseconds/,
    ],
    [
      'an SRT timing',
      '1\n00:00:01,000 --> soon\n您好\n',
      /line 2\): expected a timing such as .* got 00:00:01,000 --> soon/,
    ],
    ['seconds over 59', '1\n00:00:61,000 --> 00:01:02,000\n您好\n', /line 2\): expected minutes and seconds under 60/],
    [
      'an SRT end before its start',
      '\n\n1\n00:00:09,000 --> 00:00:02,000\n您好\n',
      /line 4\): expected an end after the start/,
    ],
    ['plain text', '您好，请问有什么可以帮您？', /line 1\): expected JSON, SRT or WebVTT, got 您好/],
  ])('is refused with the place: %s', (_, content, message) => {
    expect(() => parseTranscript(content, 'call.json')).toThrowError(message);
    expect(() => parseTranscript(content, 'call.json')).toThrowError(
      expect.objectContaining({
        code: 'transcript-invalid',
        sentence: expect.objectContaining({ zh: expect.stringContaining('应为') }),
      }),
    );
  });

  it('of deep nesting is refused, not fatal', () => {
    expect(() => parse('['.repeat(100_000))).toThrowError(/expected/);
  });

  it.each(['<v ', '<', ':', '1', '&amp', ' ', '客服', '<v\t\t\t', '{\\', '- '])(
    'of nothing but %j is read without running away',
    (sign) => {
      const line = `x${sign.repeat(60_000)}`;
      expect(parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n${line}`, 'x.vtt').segments).toHaveLength(1);
      expect(parseTranscript(`WEBVTT\n\n00:01.000 --> 00:02.000\n<v${line}`, 'x.vtt').segments.length).toBeLessThan(2);
    },
  );
});

describe('files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'transcripts-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const SRT = '1\n00:00:01,000 --> 00:00:02,000\n客服：您好\n';
  it.each([
    ['UTF-8', Buffer.from(SRT)],
    ['GB 18030', iconv.encode(SRT, 'gb18030')],
    ['UTF-16 LE', iconv.encode(SRT, 'utf-16le', { addBOM: true })],
    ['UTF-16 BE', iconv.encode(SRT, 'utf-16be', { addBOM: true })],
  ])('in %s are read', async (name, bytes) => {
    const file = path.join(folder, `${name}.srt`);
    await writeFile(file, bytes);
    const { format, segments } = await readTranscript(file);
    expect(short(segments)).toEqual([[1, 2, '您好', '客服', null]]);
    expect(format).toBe('srt');
  });

  it.each([
    ['JSON that breaks off', '{"segments": [\n{"start": 1', '（第 2 行）：应为有效的 JSON，实际为中断的内容。'],
    ['JSON with an open text', '{"segments": [\n{"text": "您', '（第 2 行）：应为有效的 JSON，实际为中断的内容。'],
    ['JSON with a slip', '{"segments": [\n{"end": x}]}', '（第 2 行）：应为有效的 JSON，实际为“{"end": x}]}”。'],
    ['a late time', '[{"start": 90000, "end": 90001, "text": "您"}]', '应为 0 至 24 小时之间的时间，实际为“90000”。'],
    ['plain text', 'x', '应为 JSON、SRT 或 WebVTT 格式，实际为“x”。'],
    ['no text', '[{"start": 1, "end": 2, "text": 5}]', '应为一段文字，实际为“5”。'],
  ])('are refused in Chinese, with spaces around Latin and quotes around values: %s', (_, content, part) => {
    expect(() => parseTranscript(content, 'call.json')).toThrow(
      expect.objectContaining({ sentence: expect.objectContaining({ zh: expect.stringContaining(part) }) }),
    );
  });

  it('over 64 MiB are refused unread', async () => {
    const file = path.join(folder, 'big.json');
    await writeFile(file, '');
    await truncate(file, 65 * 2 ** 20);
    await expect(readTranscript(file)).rejects.toMatchObject({
      code: 'transcript-invalid',
      message: expect.stringContaining('got 65 MiB'),
    });
  });

  it('that are not there are named', async () => {
    await expect(readTranscript(path.join(folder, 'none.srt'))).rejects.toMatchObject({ code: 'file-missing' });
  });
});
