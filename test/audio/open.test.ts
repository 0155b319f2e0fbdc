import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFfmpeg } from '../../src/audio/ffmpeg-run.ts';
import { levelDbfs } from '../../src/audio/levels.ts';
import { type OpenAudio, openAudio } from '../../src/audio/open.ts';
import { notAudio, tooShort } from '../../src/audio/refusals.ts';
import { sniff } from '../../src/audio/sniff.ts';
import { checkUsable } from '../../src/audio/usable.ts';
import { available, SHARED_AUDIO } from '../requires.ts';
import { encodeWav } from '../wav.ts';
import { pcm16, sine, temporaryFolder, wavFile } from './files.ts';

const folder = temporaryFolder();
const decodedFolder = path.join(folder, 'decoded');
fs.mkdirSync(decodedFolder);
beforeEach(() => void vi.stubEnv('TMPDIR', decodedFolder));
const hasFfmpeg = available('ffmpeg');
const opened: OpenAudio[] = [];
afterEach(async () => {
  for (const audio of opened.splice(0)) await audio.close();
  vi.unstubAllEnvs();
  // Whatever happened, no decoded copy is left behind.
  expect(fs.readdirSync(decodedFolder)).toEqual([]);
});

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

async function open(file: string): Promise<OpenAudio> {
  const audio = await openAudio(file);
  opened.push(audio);
  return audio;
}

function levels({ channels, durationSeconds }: OpenAudio, marginSeconds = 0): (number | null)[] {
  const span = { start: marginSeconds, end: durationSeconds - marginSeconds };
  return channels.map((channel) => levelDbfs(channel, [span]));
}

/** Two seconds: 500 Hz at -9.03 dBFS on the left, 1200 Hz at -15.05 dBFS on the right. */
const LEFT_DBFS = -9.03;
const RIGHT_DBFS = -15.05;
const stereo = encodeWav([sine(500, 16_000, 2, 0.5), sine(1200, 16_000, 2, 0.25)], 16_000);
const mono = encodeWav([sine(500, 8000, 2, 0.5)], 8000);

/** Converts with ffmpeg; null where it lacks the encoder. */
function convert(source: Buffer, name: string, options: string[]): string | null {
  const input = write(`source-${name}.wav`, source);
  const file = path.join(folder, name);
  const { status } = spawnSync(findFfmpeg()!, ['-loglevel', 'quiet', '-y', '-i', input, ...options, file]);
  return status === 0 ? file : null;
}

describe.skipIf(!hasFfmpeg)('formats (made with ffmpeg)', () => {
  it.for<[string, string[], string, number]>([
    ['a.mp3', [], 'mp3', 16_000],
    ['a.opus', ['-c:a', 'libopus', '-b:a', '64k'], 'opus', 48_000],
    ['a.ogg', ['-c:a', 'libvorbis', '-q:a', '6'], 'vorbis', 16_000],
    ['a.flac', [], 'flac', 16_000],
    ['a.oga', ['-c:a', 'flac'], 'flac', 16_000],
    ['a.m4a', ['-c:a', 'aac'], 'aac', 16_000],
    ['a.aac', ['-c:a', 'aac'], 'aac', 16_000],
    ['a.wma', ['-b:a', '64k'], 'wmav2', 16_000],
    ['a.mkv', ['-c:a', 'pcm_s16le'], 'pcm_s16le', 16_000],
    ['a.mp2', [], 'mp2', 16_000],
    ['a.au', [], 'pcm_s16be', 16_000],
    ['a.aiff', [], 'pcm_s16be', 16_000],
    ['ms.wav', ['-c:a', 'adpcm_ms'], 'adpcm_ms', 16_000],
    ['ima.wav', ['-c:a', 'adpcm_ima_wav'], 'adpcm_ima_wav', 16_000],
    ['mp3.wav', ['-c:a', 'libmp3lame'], 'mp3', 16_000],
    ['alaw.wav', ['-c:a', 'pcm_alaw'], 'pcm_alaw', 16_000],
    ['mulaw.wav', ['-c:a', 'pcm_mulaw'], 'pcm_mulaw', 16_000],
    ['s24.wav', ['-c:a', 'pcm_s24le'], 'pcm_s24le', 16_000],
    ['f64.wav', ['-c:a', 'pcm_f64le'], 'pcm_f64le', 16_000],
  ])('reads %s with its channels apart', async ([name, options, codec, rateHz], { skip }) => {
    const file = convert(stereo, name, options) ?? skip(`this ffmpeg cannot write ${name}`);
    const audio = await open(file);
    expect([audio.codec, audio.sampleRateHz, audio.channels.length]).toEqual([codec, rateHz, 2]);
    expect(Math.abs(audio.durationSeconds - 2)).toBeLessThan(0.15);
    // Some codecs add silence at the ends.
    const [left, right] = levels(audio, 0.3);
    expect(Math.abs(left! - LEFT_DBFS)).toBeLessThan(0.5);
    expect(Math.abs(right! - RIGHT_DBFS)).toBeLessThan(0.5);
  });

  it.for<[string, string[], string]>([
    ['m.mp3', ['-b:a', '24k'], 'mp3'],
    ['m.gsm', ['-c:a', 'libgsm'], 'gsm'],
    ['gsm.wav', ['-c:a', 'libgsm_ms'], 'gsm_ms'],
    ['m.opus', ['-c:a', 'libopus'], 'opus'],
  ])('reads %s as one channel', async ([name, options, codec], { skip }) => {
    const file = convert(mono, name, options) ?? skip(`this ffmpeg cannot write ${name}`);
    const audio = await open(file);
    expect([audio.codec, audio.channels.length]).toEqual([codec, 1]);
    expect(Math.abs(levels(audio)[0]! - LEFT_DBFS)).toBeLessThan(1);
  });

  it('goes by content, not by name, and copes with any name', async () => {
    const file = convert(stereo, 'b.mp3', [])!;
    for (const name of ['录音 "甲".wav', "-c 'x'.amr", 'a:b;$(x).txt', 'no extension'])
      expect((await open(write(name, fs.readFileSync(file)))).codec).toBe('mp3');
    const m4a = convert(stereo, 'b.m4a', [])!;
    for (const name of ['-i \'甲\' "乙".wav', 'http:x.mp3', '%d.wav'])
      expect((await open(write(name, fs.readFileSync(m4a)))).codec).toBe('aac');
  });

  it.skipIf(process.platform === 'win32')('leaves no copy of the sound on disk while it is open', async () => {
    const temporary = path.join(folder, 'temporary');
    fs.mkdirSync(temporary);
    const file = convert(stereo, 't.flac', [])!;
    vi.stubEnv('TMPDIR', temporary);
    const audio = await open(file);
    expect(fs.readdirSync(temporary)).toEqual([]);
    expect(Math.abs(levels(audio, 0.3)[0]! - LEFT_DBFS)).toBeLessThan(0.5);
  });

  it('refuses a video without sound', async () => {
    const file = path.join(folder, 'video.mp4');
    spawnSync(findFfmpeg()!, ['-loglevel', 'quiet', '-y', '-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-an', file]);
    await expect(openAudio(file)).rejects.toMatchObject({ code: 'no-audio-stream' });
  });

  it('refuses more than two channels', async () => {
    const six = convert(stereo, 'six.flac', ['-ac', '6'])!;
    await expect(openAudio(six)).rejects.toMatchObject({
      code: 'too-many-channels',
      message: expect.stringContaining('6 channels'),
    });
    const data = Buffer.alloc(3 * 16_000);
    await expect(openAudio(write('three.wav', wavFile({ channelCount: 3, data })))).rejects.toMatchObject({
      code: 'too-many-channels',
    });
  });

  it('keeps what comes before the damage', async () => {
    const file = convert(stereo, 'c.mp3', [])!;
    const audio = await open(write('cut.mp3', fs.readFileSync(file).subarray(0, 5000)));
    expect(audio.durationSeconds).toBeGreaterThan(0.5);
  });

  it('refuses or reads, but never hangs on damaged compressed files', async () => {
    const names = ['d.mp3', 'd.opus', 'd.ogg', 'd.flac'];
    for (const name of names) convert(stereo, name, name === 'd.opus' ? ['-c:a', 'libopus'] : []);
    // Only the packaged decoders: they run inside this process.
    vi.stubEnv('FFMPEG_PATH', path.join(folder, 'none'));
    for (const name of names) {
      const original = fs.readFileSync(path.join(folder, name));
      for (let round = 1; round <= 6; round++) {
        const bytes = Buffer.from(original);
        for (let at = round * 37; at < bytes.length; at += 150 * round) bytes[at] = (at * round) % 256;
        const audio = await openAudio(write(`damaged-${name}`, bytes)).catch((error) => {
          expect(error).toMatchObject({ name: 'LingtingError' });
          return null;
        });
        await audio?.close();
      }
    }
  });
});

describe('without ffmpeg', () => {
  it('names the format and what to install', async () => {
    vi.stubEnv('FFMPEG_PATH', path.join(folder, 'no-ffmpeg'));
    const m4a = write('x.wav', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypM4A '), Buffer.alloc(200)]));
    await expect(openAudio(m4a)).rejects.toMatchObject({
      code: 'ffmpeg-missing',
      message: expect.stringMatching(/MP4\/M4A.*no-ffmpeg.*apt install ffmpeg/),
    });
  });

  it('is not needed for WAV', async () => {
    vi.stubEnv('PATH', '');
    expect(findFfmpeg()).toBeNull();
    expect((await open(write('plain.wav', mono))).codec).toBe('pcm_s16le');
  });
});

describe('bad input', () => {
  it.each<[string, string | Buffer, string]>([
    ['zero bytes', '', 'file-empty'],
    ['text', 'hello\n', 'not-audio'],
    ['Chinese text in GBK', Buffer.from('c4e3bac30d0a', 'hex'), 'not-audio'],
    ['HTML', '<!DOCTYPE html><html>', 'not-audio'],
    ['a PDF', '%PDF-1.7\n\0\0', 'not-audio'],
    ['a spreadsheet', 'PK\x03\x04\0\0', 'not-audio'],
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), 'not-audio'],
    ['zeros', Buffer.alloc(5000), 'not-audio'],
    ['a damaged WAV', 'RIFF\0\0\0\0WAVEfmt ', 'audio-malformed'],
    ['an empty WAV', wavFile({ data: Buffer.alloc(0) }), 'too-short'],
    ['an MP3 tag with nothing behind it', `ID3\x04\0\0\0\0\0\x05${'\0'.repeat(50)}`, 'audio-malformed'],
    [
      'an Ogg Opus head with nothing behind it',
      `OggS\0\x02${'\0'.repeat(20)}\x01\x13OpusHead\x01\x02`,
      'audio-malformed',
    ],
  ])('%s', async (_, content, code) => {
    await expect(openAudio(write('bad.wav', content))).rejects.toMatchObject({ code });
  });

  it('an AMR head with nothing behind it, whoever is there to read it', async () => {
    const refusal = await openAudio(write('bad.amr', '#!AMR\n')).catch((error: { code: string }) => error.code);
    expect(['too-short', 'audio-malformed']).toContain(refusal);
  });

  it('a missing file, a folder', async () => {
    await expect(openAudio(path.join(folder, 'nothing.wav'))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(openAudio(folder)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('never opens what a playlist points to', async () => {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(mono);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/x.wav`;
    const target = write('target.wav', mono);
    const playlists = [
      `#EXTM3U\n#EXTINF:1,\n${url}\n`,
      `\uFEFF#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nfile://${target}\n`,
      `ffconcat version 1.0\nfile '${target}'\n`,
      `file '${target}'\n`,
      `[playlist]\nFile1=${url}\n`,
      `<?xml version="1.0"?><MPD><BaseURL>${url}</BaseURL></MPD>`,
      `<asx version="3.0"><entry><ref href="${url}"/></entry></asx>`,
      `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n`,
      `\0#EXTM3U\n#EXTINF:1,\n${url}\n`,
    ];
    for (const [index, playlist] of playlists.entries())
      await expect(openAudio(write(['list.wav', 'list.m3u8', 'list.pls'][index % 3]!, playlist))).rejects.toMatchObject(
        { code: 'not-audio' },
      );
    server.close();
    expect(asked).toEqual([]);
  });

  it('says when there is too little or no sound', async () => {
    const short = await open(write('short.wav', wavFile({ data: pcm16(sine(500, 8000, 0.3)) })));
    expect(() => checkUsable(short, 'short.wav')).toThrow(expect.objectContaining({ code: 'too-short' }));
    const silent = await open(write('silent.wav', wavFile({ channelCount: 2, data: Buffer.alloc(64_000) })));
    expect(() => checkUsable(silent, 'silent.wav')).toThrow(expect.objectContaining({ code: 'digital-silence' }));
    checkUsable(await open(write('good.wav', mono)), 'good.wav');
  });

  it.each([
    [tooShort('a.wav', 0), 'a.wav 没有声音，至少'],
    [tooShort('a.wav', 0.25), 'a.wav 只有 0.25 秒声音，至少'],
    [notAudio('a.wav', sniff(Buffer.from('%PDF-1.7'))), '但实际是 PDF 文档。'],
    [notAudio('a.wav', sniff(Buffer.from('GIF89'))), '但实际是图片。'],
  ])('speaks Chinese with spaces around Latin: %s', (error, part) => {
    expect(error.sentence.zh).toContain(part);
  });

  it('says when the file is cut', async () => {
    expect((await open(write('cut.wav', mono.subarray(0, 9000)))).truncated).toBe(true);
    expect((await open(write('whole.wav', mono))).truncated).toBe(false);
  });
});

describe.skipIf(!available('shared-audio'))('real recordings', () => {
  it.each<[string, number]>([
    ['wav-rochars/16-bit-8kHz-noBext-mono.wav', -22.19],
    ['wav-rochars/8bit-alaw-8kHz-noBext-mono-encoded.wav', -22.18],
    ['wav-rochars/8bit-mulaw-8kHz-noBext-mono-encoded.wav', -22.18],
    ...(hasFfmpeg ? ([['wav-rochars/4bit-imaadpcm-8kHz-noBext-mono-encoded.wav', -22.14]] as [string, number][]) : []),
    ['aws-lca/Auto_Repairs_40_UTC_agent.wav', -21.1],
    ['aws-lca/Auto_Repairs_40_UTC_caller.wav', -21.7],
  ])('the level of %s is %d dBFS', async (name, expected) => {
    expect(Math.abs(levels(await open(path.join(SHARED_AUDIO, name)))[0]! - expected)).toBeLessThan(0.1);
  });

  it('the same speech as PCM, mu-law and MP3 has the same level', async () => {
    const found: number[] = [];
    for (const ending of ['.wav', '-mulaw.wav', '.mp3'])
      found.push(levels(await open(path.join(SHARED_AUDIO, `azure/whatstheweatherlike${ending}`)))[0]!);
    expect(Math.max(...found) - Math.min(...found)).toBeLessThan(0.1);
  });
});
