import fs from 'node:fs';
import path from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it, vi } from 'vitest';
import { collectCalls } from '../../src/recording/collect.ts';
import { folderWith } from './files.ts';

const plain = { fileNamePattern: null };

async function collect(inputs: string[], options: { fileNamePattern: string | null } = plain) {
  const calls = await collectCalls(inputs, options);
  return calls.map(({ file, call, transcriptFile, error }) => ({
    name: path.basename(file),
    ...call,
    transcript: transcriptFile && path.basename(transcriptFile),
    code: error?.code ?? null,
    sentence: error?.sentence.en ?? '',
  }));
}

describe('folders', () => {
  it('finds recordings in subfolders, sorted, without hidden files and other files', async () => {
    const folder = folderWith({
      'b.wav': '',
      'a 通话 "1".MP3': '',
      'sub/-c.amr': '',
      '.hidden.wav': '',
      '.git/x.wav': '',
      'notes.txt': '',
    });
    expect((await collect([folder])).map(({ name }) => name)).toEqual(['a 通话 "1".MP3', 'b.wav', '-c.amr']);
  });

  it('follows links once, also when they lead in a circle', async () => {
    const folder = folderWith({ 'day/a.wav': '' });
    fs.symlinkSync(folder, path.join(folder, 'day', 'up'));
    expect(await collect([folder])).toHaveLength(1);
  });

  it('names links that lead nowhere or to themselves, and what is no file, and goes on', async () => {
    const folder = folderWith({ 'b.wav': '' });
    fs.symlinkSync('a.wav', path.join(folder, 'a.wav'));
    fs.symlinkSync('gone.mp3', path.join(folder, 'c.mp3'));
    fs.symlinkSync('unplugged', path.join(folder, 'disk'));
    fs.symlinkSync('b.wav/moved.wav', path.join(folder, 'e.wav'));
    fs.symlinkSync('gone.txt', path.join(folder, 'notes.txt'));
    fs.symlinkSync('b.wav/list.csv', path.join(folder, 'list.csv'));
    fs.symlinkSync('x'.repeat(300), path.join(folder, 'long.txt'));
    fs.symlinkSync('/dev/null', path.join(folder, 'd.wav'));
    const found = await collect([folder]);
    expect(found.map(({ name, code }) => [name, code]).toSorted()).toEqual([
      ['a.wav', 'file-missing'],
      ['b.wav', null],
      ['c.mp3', 'file-missing'],
      ['d.wav', 'file-unreadable'],
      ['disk', 'file-missing'],
      ['e.wav', 'file-missing'],
    ]);
    expect(found.find(({ name }) => name === 'c.mp3')!.sentence).toMatch(/link .*c\.mp3 leads to no file/);
    const [given] = await collect([path.join(folder, 'c.mp3')]);
    expect([given!.code, given!.sentence]).toEqual([
      'file-missing',
      expect.stringMatching(/link .*c\.mp3 leads to no file/),
    ]);
  });

  it('leaves out a subfolder that is removed while the folder is read', async () => {
    const folder = folderWith({ 'a.wav': '', 'day/b.wav': '' });
    const read = fs.readdirSync;
    const spy = vi.spyOn(fs, 'readdirSync').mockImplementation(((where: string, options: object) => {
      const entries = read(where, options as never);
      fs.rmSync(path.join(folder, 'day'), { recursive: true, force: true });
      return entries;
    }) as never);
    expect((await collect([folder])).map(({ name }) => name)).toEqual(['a.wav']);
    spy.mockRestore();
  });

  it('gives recordings of the same name in different folders different ids', async () => {
    const folder = folderWith({ 'mon/1.wav': '', 'tue/1.wav': '', 'wed/1.wav': '' });
    expect((await collect([folder])).map(({ callId, code }) => [callId, code])).toEqual([
      ['1', null],
      ['tue_1', null],
      ['wed_1', null],
    ]);
  });

  it('makes an entry in error of a missing file, a folder without recordings and nothing else', async () => {
    const folder = folderWith({ 'a.wav': '', 'empty/readme.md': '' });
    const found = await collect([path.join(folder, 'no.wav'), path.join(folder, 'empty'), path.join(folder, 'a.wav')]);
    expect(found.map(({ code }) => code)).toEqual(['file-missing', 'no-recordings', null]);
  });

  it('takes a recording once, with the facts of the call list', async () => {
    const folder = folderWith({ 'a.wav': '', 'calls.csv': 'file,agent_id\na.wav,1001\n' });
    const found = await collect([folder, path.join(folder, 'a.wav'), path.join(folder, 'calls.csv')]);
    expect(found).toMatchObject([{ name: 'a.wav', agentId: '1001', source: 'csv' }]);
  });
});

const CHINESE_LIST = `录音文件,通话编号,坐席工号,坐席姓名,呼叫方向,开始时间,响铃秒数,响铃次数,挂机方,声道,技能组,学员,备注
录音/甲.wav,2024-77,1001,王芳,呼入,2024-03-05 14:02:11,12.5,3,客户,"坐席,客户",投诉组,是,急
`;
const CHINESE_CALL = {
  callId: '2024-77',
  agentId: '1001',
  agentName: '王芳',
  direction: 'inbound',
  startTime: '2024-03-05T14:02:11',
  ringSeconds: 12.5,
  ringCount: 3,
  releasedBy: 'customer',
  channels: ['agent', 'customer'],
  skillGroup: '投诉组',
  trainee: true,
  extra: { 备注: '急' },
  code: null,
};

describe('call lists', () => {
  it.each([
    ['UTF-8', Buffer.from(CHINESE_LIST)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${CHINESE_LIST}`)],
    ['GBK', iconv.encode(CHINESE_LIST, 'gbk')],
    ['UTF-16 as Excel writes it', iconv.encode(CHINESE_LIST, 'utf-16le', { addBOM: true })],
    ['UTF-16 with the most significant byte first', iconv.encode(CHINESE_LIST, 'utf-16be', { addBOM: true })],
    ['semicolons', Buffer.from(CHINESE_LIST.replaceAll(/,(?!客户")/g, ';'))],
    ['tabs', Buffer.from(CHINESE_LIST.replaceAll(/,(?!客户")/g, '\t'))],
    ['Windows line ends and empty lines', Buffer.from(CHINESE_LIST.replaceAll('\n', '\r\n\r\n'))],
    ['Windows separators', Buffer.from(CHINESE_LIST.replace('录音/', '录音\\'))],
  ])('reads a list in %s', async (_, content) => {
    const folder = folderWith({ '录音/甲.wav': '', 'calls.csv': content });
    expect(await collect([path.join(folder, 'calls.csv')])).toMatchObject([CHINESE_CALL]);
  });

  it.each([
    ['direction', 'foo', 'inbound or outbound'],
    ['rings', 'abc', 'a whole number'],
    ['rings', '-1', 'a whole number'],
    ['rings', '1000000', '0 to 999999'],
    ['ring_seconds', '1000000', '0 to 999999'],
    ['ring_seconds', '12s', 'a number of seconds'],
    ['start_time', '2024-02-30 10:00', 'a date and time'],
    ['released_by', 'boss', 'agent, customer, system'],
    ['channels', '"agent,agent"', 'agent|customer'],
    ['channels', 'a|b|c', 'agent|customer'],
    ['trainee', 'maybe', 'yes or no'],
  ])('names line, column, value and expectation for %s = %s, and goes on', async (column, value, expected) => {
    const list = `file,call_id,${column}\na.wav,1,${value}\nb.wav,2,\n`;
    const folder = folderWith({ 'a.wav': '', 'b.wav': '', 'calls.csv': list });
    const [bad, good] = await collect([path.join(folder, 'calls.csv')]);
    expect(bad).toMatchObject({ callId: '1', code: 'csv-invalid' });
    for (const part of ['calls.csv', 'line 2', `"${column}"`, `"${value.replaceAll('"', '')}"`, expected])
      expect(bad!.sentence).toContain(part);
    expect(good).toMatchObject({ callId: '2', code: null });
  });

  it.each([
    ['a missing column', 'path,agent_id\na.wav,1\n', 'csv-invalid', 'path, agent_id'],
    ['an empty file', '', 'csv-invalid', 'is empty'],
    ['headers only', 'file,agent_id\n', 'no-recordings', 'no calls in'],
    ['a column twice', 'file,call_id,通话编号\na.wav,1,1\n', 'csv-invalid', '通话编号'],
    ['an open quote', 'file,agent_id\n"a.wav,1\n', 'csv-invalid', 'a quote that is not closed'],
    [
      'a misspelt column',
      'file,relased_by\na.wav,agent\n',
      'csv-invalid',
      'column "relased_by", which is probably meant to be "released_by"',
    ],
    [
      'misspelt columns, all at once',
      'file,relased_by,agnet_id\na.wav,agent,1\n',
      'csv-invalid',
      'has a column "relased_by", which is probably meant to be "released_by"; it has a column "agnet_id"',
    ],
    [
      'a column that must be there under a like name',
      'filename,agent_id\na.wav,1\n',
      'csv-invalid',
      'is probably "filename"',
    ],
    ['wrong values, all at once', 'file,direction,rings\na.wav,up,many\n', 'csv-invalid', 'found "up"; column "rings"'],
    ['too many values', 'file,channels\na.wav,agent,customer\n', 'csv-invalid', '3 values for 2 columns'],
    ['no recording named', 'file,agent_id\n,1001\n', 'csv-invalid', 'line 2'],
    ['a recording that is not there', 'file\nno.wav\n', 'file-missing', 'calls.csv line 2'],
    ['a transcript that is not there', 'file,transcript\na.wav,no.srt\n', 'file-missing', 'no.srt'],
  ])('says what is wrong with %s', async (_, list, code, part) => {
    const folder = folderWith({ 'a.wav': '', 'calls.csv': list });
    const found = await collect([path.join(folder, 'calls.csv'), path.join(folder, 'a.wav')]);
    expect(found[0]).toMatchObject({ code });
    expect(found[0]!.sentence).toContain(part);
  });

  it.each([
    ['an id given to another recording', 'a.wav,7\nb.wav,7\n', ['7', '7#2']],
    ['a recording given two ids', 'a.wav,7\na.wav,8\n', ['7', '8']],
    ['the same row twice', 'a.wav,7\na.wav,7\n', ['7']],
    ['a recording twice without ids', 'a.wav,\na.wav,\n', ['a']],
    ['a recording with an id and again without', 'a.wav,7\na.wav,\n', ['7']],
    ['a recording without an id and again with one', 'a.wav,\na.wav,7\n', ['7']],
    ['a bad row beside a good one', 'a.wav,7\nno.wav,7\n', ['7', '7#2']],
  ])('settles %s', async (_, rows, ids) => {
    const folder = folderWith({ 'a.wav': '', 'b.wav': '', 'calls.csv': `file,call_id\n${rows}` });
    const list = path.join(folder, 'calls.csv');
    expect((await collect([list])).map(({ callId }) => callId)).toEqual(ids);
    expect((await collect([list, folder])).filter(({ name }) => name === 'a.wav')).toHaveLength(
      rows.match(/a\.wav,8/) ? 2 : 1,
    );
  });

  it('takes the calls of a list that is given twice once', async () => {
    const folder = folderWith({ 'a.wav': '', 'calls.csv': 'file,call_id\na.wav,7\n' });
    const list = path.join(folder, 'calls.csv');
    expect(await collect([list, list])).toHaveLength(1);
  });

  it('tells lists of the same name in different folders apart', async () => {
    const list = 'file,call_id\na.wav,7\n';
    const folder = folderWith({ 'mon/a.wav': '', 'mon/calls.csv': list, 'tue/a.wav': '', 'tue/calls.csv': list });
    const found = await collect([path.join(folder, 'mon/calls.csv'), path.join(folder, 'tue/calls.csv')]);
    expect(found.map(({ callId, code }) => [callId, code])).toEqual([
      ['7', null],
      ['7#2', 'call-id-duplicate'],
    ]);
  });

  it('makes the second call of an id an error that names both lines', async () => {
    const folder = folderWith({ 'a.wav': '', 'b.wav': '', 'calls.csv': 'file,call_id\na.wav,7\nb.wav,7\n' });
    const [first, second] = await collect([path.join(folder, 'calls.csv')]);
    expect(first).toMatchObject({ callId: '7', code: null });
    expect(second).toMatchObject({ callId: '7#2', code: 'call-id-duplicate' });
    expect(second!.sentence).toMatch(/calls\.csv line 2.*calls\.csv line 3/);
  });

  it.each([
    ['coach|mixed', 'csv-invalid', undefined],
    ['left=agent', null, ['agent', 'customer']],
    ['right=agent', null, ['customer', 'agent']],
    ['2=坐席', null, ['customer', 'agent']],
    ['客户/坐席', null, ['customer', 'agent']],
    ['agent', null, ['agent']],
    ['mixed', null, ['mixed']],
    ['constructor', 'csv-invalid', undefined],
  ])('reads the channel map %s', async (text, code, channels) => {
    const folder = folderWith({ 'a.wav': '', 'calls.csv': `file,channels\na.wav,${text}\n` });
    const [call] = await collect([path.join(folder, 'calls.csv')]);
    expect([call!.code, call!.channels]).toEqual([code, channels]);
  });

  it('leaves out what is empty or unknown', async () => {
    const list = 'file,agent_id,agent_name,released_by,note\na.wav,1001,,unknown,\n';
    const folder = folderWith({ 'a.wav': '', 'calls.csv': list });
    const [found] = await collectCalls([path.join(folder, 'calls.csv')], plain);
    expect(found!.call).toEqual({ callId: 'a', agentId: '1001', source: 'csv' });
  });

  it('reads a long list', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `a.wav,${index}`);
    const folder = folderWith({ 'a.wav': '', 'calls.csv': `file,call_id\n${rows.join('\n')}\n` });
    const found = await collectCalls([path.join(folder, 'calls.csv')], plain);
    expect(found.filter(({ error }) => error === null)).toHaveLength(20_000);
  });
});

describe('side-cars', () => {
  it('takes facts in either spelling, the list winning over the side-car over the name', async () => {
    const folder = folderWith({
      '77_1001.wav': '',
      '77_1001.json': '\uFEFF{"agent_name": "李", "ringCount": 4, "trainee": false, "queue": "vip", "nothing": null}',
      'calls.csv': 'file,rings,note\n77_1001.wav,2,x\n',
    });
    const options = { fileNamePattern: '^(?<callId>\\d+)_(?<agentId>\\d+)$' };
    expect(await collect([path.join(folder, 'calls.csv')], options)).toMatchObject([
      {
        callId: '77',
        agentId: '1001',
        agentName: '李',
        ringCount: 2,
        trainee: false,
        extra: { queue: 'vip', note: 'x' },
      },
    ]);
    expect(await collect([folder], options)).toMatchObject([{ ringCount: 4, source: 'side-car' }]);
  });

  it.each([
    ['a.wav.json', '{"direction": "inbound"}', { direction: 'inbound', transcript: null, code: null }],
    ['a.json', '{"segments": []}', { source: 'none', transcript: 'a.json', code: null }],
    ['a.json', '[{"text": "你好"}]', { source: 'none', transcript: 'a.json', code: null }],
    ['a.json', '{"channels": ["customer", "agent"]}', { channels: ['customer', 'agent'], code: null }],
    ['a.srt', '', { transcript: 'a.srt' }],
    ['a.wav.vtt', '', { transcript: 'a.wav.vtt' }],
    ['a.transcript.json', '{}', { transcript: 'a.transcript.json', code: null }],
    ['a.json', '{"agent_id": 1,\n "x" 2}', { code: 'sidecar-invalid' }],
    ['a.json', '{"agent_id": 1', { code: 'sidecar-invalid' }],
    ['a.json', 'call 77', { code: 'sidecar-invalid' }],
    ['a.json', '5', { code: 'sidecar-invalid' }],
    ['a.json', '{"direction": "foo"}', { code: 'sidecar-invalid' }],
    ['a.json', '{"agentNme": "李"}', { code: 'sidecar-invalid' }],
  ])('reads %s with %s', async (name, content, expected) => {
    const folder = folderWith({ 'a.wav': '', [name]: content });
    expect(await collect([folder])).toMatchObject([expected]);
  });

  it('takes the transcript that a side-car names, and says when it is not there', async () => {
    const folder = folderWith({
      'a.wav': '',
      'a.json': '{"transcript": "text/77.srt"}',
      'a.srt': '',
      'text/77.srt': '',
      'b.wav': '',
      'b.json': '{"transcript": "none.srt"}',
    });
    expect(await collect([path.join(folder, 'a.wav'), path.join(folder, 'b.wav')])).toMatchObject([
      { transcript: '77.srt', code: null },
      { code: 'file-missing' },
    ]);
  });

  it('reads no large file as facts, but takes it as a transcript when it begins like one', async () => {
    const long = 'x'.repeat(2 ** 20);
    const folder = folderWith({
      'a.wav': '',
      'a.json': `{"note": "${long}"}`,
      'b.wav': '',
      'b.json': `{"text": "${long}", "segments": []}`,
    });
    expect(await collect([folder])).toMatchObject([
      { code: 'sidecar-invalid', sentence: expect.stringContaining('at most 1 MiB, found 1.0 MiB') },
      { transcript: 'b.json', code: null },
    ]);
  });

  it('gives line and column of what is not JSON', async () => {
    const folder = folderWith({ 'a.wav': '', 'a.json': '{"agent_id": 1,\n "x" 2}' });
    expect((await collect([folder]))[0]!.sentence).toContain('line 2, column 6');
  });
});

describe('file names', () => {
  it('reads the fields that its groups name', async () => {
    const folder = folderWith({ '20240305140211_1001_呼入_77.wav': '' });
    const fileNamePattern = '^(?<startTime>\\d{14})_(?<agentId>\\d+)_(?<direction>[^_]+)_(?<callId>\\d+)$';
    expect(await collect([folder], { fileNamePattern })).toMatchObject([
      {
        callId: '77',
        startTime: '2024-03-05T14:02:11',
        agentId: '1001',
        direction: 'inbound',
        source: 'file-name',
      },
    ]);
  });

  it('leaves a name alone that does not follow the pattern', async () => {
    const folder = folderWith({ 'x.wav': '' });
    expect(await collect([folder], { fileNamePattern: '^(?<agentId>\\d+)$' })).toMatchObject([
      { callId: 'x', source: 'none' },
    ]);
  });

  it('stops a pattern that would run for ages', async () => {
    const folder = folderWith({ [`${'a'.repeat(40)}!.wav`]: '' });
    expect(await collect([folder], { fileNamePattern: '^(?<agentId>(a+)+)$' })).toMatchObject([
      { code: 'settings-invalid' },
    ]);
  });

  it.each([
    ['is not a regular expression', '(', 'Invalid regular expression'],
    ['has a group that is no field', '(?<foo>.*)', '"foo"; known groups: callId, agentId'],
    ['has such a group that need not match', '(?<agentId>\\d+)(?:_(?<foo>x))?', '"foo"'],
    ['names files, which file names do not', '(?<transcript>.*)', '"transcript"'],
  ])('refuses a pattern that %s', async (_, fileNamePattern, part) => {
    const refusal = await collectCalls([], { fileNamePattern }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'settings-invalid', message: expect.stringContaining(part) });
  });
});
