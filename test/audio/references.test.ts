import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from '../../src/audio/open.ts';
import { available } from '../requires.ts';
import { pcm16, sine, temporaryFolder, wavFile } from './files.ts';

const folder = temporaryFolder();
const write = (name: string, content: Buffer) => {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
};

/** A QuickTime alias record that leads to a path, as ffmpeg's mov demuxer reads it; long enough to be read at all. */
function alias(target: string): Buffer {
  const head = Buffer.alloc(10 + 1 + 27 + 12 + 1 + 63 + 16 + 4 + 16);
  const record = Buffer.alloc(4);
  record.writeUInt16BE(2, 0);
  record.writeUInt16BE(target.length, 2);
  const padding = Buffer.alloc(target.length % 2);
  return box(
    'alis',
    Buffer.concat([Buffer.alloc(4), head, record, Buffer.from(target), padding, Buffer.alloc(4, 0xff)]),
  );
}

function box(type: string, body: Buffer): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + body.length);
  return Buffer.concat([size, Buffer.from(type), body]);
}

/** The movie with its one data reference replaced; the boxes around it grow. */
function withReference(movie: Buffer, entry: Buffer): Buffer {
  const at = movie.indexOf('dref') - 4;
  const old = movie.readUInt32BE(at);
  const reference = box('dref', Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), entry]));
  const changed = Buffer.concat([movie.subarray(0, at), reference, movie.subarray(at + old)]);
  for (const around of ['moov', 'trak', 'mdia', 'minf', 'dinf']) {
    // `minf` has a handler of its own and `mdia` comes once: the last one before the reference is around it.
    const place = changed.lastIndexOf(around, at) - 4;
    changed.writeUInt32BE(changed.readUInt32BE(place) + reference.length - old, place);
  }
  return changed;
}

describe.runIf(available('ffmpeg'))('a file that points to another one', () => {
  const secret = pcm16(sine(700, 8000, 4));
  const own = pcm16(new Float32Array(16_000));

  it('is not followed: a movie whose samples are elsewhere', async () => {
    const target = write('secret.raw', secret);
    const plain = path.join(folder, 'plain.mov');
    execFileSync('ffmpeg', ['-v', 'error', '-i', write('own.wav', wavFile({ data: own })), '-c:a', 'pcm_s16le', plain]);
    const movie = write('movie.mov', withReference(fs.readFileSync(plain), alias(target)));
    // ffmpeg does follow it where it is told to.
    const follow = ['-v', 'error', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', movie, '-f', 's16le', '-'];
    const followed = execFileSync('ffmpeg', follow);
    expect(secret.includes(followed.subarray(0, 4000))).toBe(true);

    const audio = await openAudio(movie).catch((error) => {
      expect(error).toMatchObject({ name: 'LingtingError', code: expect.stringMatching(/ffmpeg-failed|too-short/) });
      return null;
    });
    const heard = audio?.channels[0]?.read(0, 4000).some((sample) => sample !== 0) ?? false;
    await audio?.close();
    expect(heard).toBe(false);
  });

  it('is not asked for: a playlist behind the first bytes of sound', async () => {
    const asked: string[] = [];
    const server = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(wavFile({ data: secret }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/x.wav`;
    const target = write('target.wav', wavFile({ data: secret }));
    const lists = [
      `#EXTM3U\n#EXTINF:1,\n${url}\n`,
      `ffconcat version 1.0\nfile '${target}'\n`,
      `v=0\nm=audio 5004 RTP/AVP 0\n`,
    ];
    const heads = [
      '',
      '\0',
      'ID3\x04\0\0\0\0\0\0',
      '\0\0\0\x18ftypM4A \0\0\0\0',
      'OggS\0',
      '\x1a\x45\xdf\xa3',
      'RIFF\0\0\0\0AVI ',
      '\x30\x26\xb2\x75\x8e\x66\xcf\x11',
      '#!AMR\n',
      'fLaC',
      '.snd',
      'FLV\x01',
      '\xff\xf1',
    ];
    for (const list of lists)
      for (const head of heads) {
        const file = write('list.m3u8', Buffer.from(head + list, 'latin1'));
        // Some of it reads as a few frames of noise; the target lasts four seconds.
        const audio = await openAudio(file).catch((error) => {
          expect(error).toMatchObject({ name: 'LingtingError' });
          return null;
        });
        expect(audio?.durationSeconds ?? 0).toBeLessThan(1);
        await audio?.close();
      }
    server.close();
    expect(asked).toEqual([]);
  });
});
