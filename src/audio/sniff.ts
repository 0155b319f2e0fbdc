import { hasMp3Frames, mp3FrameAt } from './mp3-frame.ts';

/** What the first bytes of a file say it is. */
export interface Sniffed {
  /**
   * How it is read: `wav` and the packaged decoders need nothing else, `ffmpeg` needs ffmpeg, `refused` is never opened
   * (playlists point to other files; text and pictures hold no sound), `unknown` may be tried with ffmpeg.
   */
  reader: 'wav' | 'mp3' | 'opus' | 'vorbis' | 'flac' | 'amr' | 'ffmpeg' | 'refused' | 'unknown';
  /** For people, as in "the MP4 file". */
  format: string;
  formatZh: string;
  /** Name of the codec where the signature tells it, else empty. */
  codec: string;
  /** Demuxers ffmpeg may use for it, comma-separated; empty where ffmpeg is not used. */
  demuxers: string;
}

/** In 4 kB of noise, two frames in a row are found once in some thousand times, three once in 10⁹. */
const SURE_OF_FRAMES = 3;

/** Bytes to read from the start of a file before sniffing. */
export const SNIFF_BYTES = 4096;

interface Signature {
  offset: number;
  /** Latin-1 text. */
  bytes: string;
  sniffed: Sniffed;
}

function known(reader: Sniffed['reader'], format: string, demuxers: string, codec = ''): Sniffed {
  return { reader, format, formatZh: format, demuxers, codec };
}

function refused(format: string, formatZh: string): Sniffed {
  return { reader: 'refused', format, formatZh, demuxers: '', codec: '' };
}

/** First match wins. Longer and more specific signatures come first. */
const SIGNATURES: readonly Signature[] = [
  ...['RIFF', 'RIFX', 'RF64', 'BW64'].map((magic) => ({
    offset: 0,
    bytes: magic,
    sniffed: known('wav', 'WAV', 'wav'),
  })),
  { offset: 0, bytes: '#!AMR\n', sniffed: known('amr', 'AMR', 'amr', 'amrnb') },
  { offset: 0, bytes: '#!AMR-WB\n', sniffed: known('amr', 'AMR-WB', 'amr', 'amrwb') },
  { offset: 0, bytes: '#!AMR', sniffed: known('ffmpeg', 'AMR (multichannel)', 'amr') },
  { offset: 0, bytes: 'fLaC', sniffed: known('flac', 'FLAC', 'flac', 'flac') },
  { offset: 4, bytes: 'ftyp', sniffed: known('ffmpeg', 'MP4/M4A', 'mov') },
  { offset: 4, bytes: 'moov', sniffed: known('ffmpeg', 'QuickTime', 'mov') },
  { offset: 4, bytes: 'mdat', sniffed: known('ffmpeg', 'QuickTime', 'mov') },
  { offset: 4, bytes: 'wide', sniffed: known('ffmpeg', 'QuickTime', 'mov') },
  { offset: 0, bytes: '\x30\x26\xb2\x75\x8e\x66\xcf\x11', sniffed: known('ffmpeg', 'WMA/ASF', 'asf') },
  { offset: 0, bytes: '\x1a\x45\xdf\xa3', sniffed: known('ffmpeg', 'Matroska/WebM', 'matroska') },
  { offset: 0, bytes: 'riff\x2e\x91\xcf\x11', sniffed: known('ffmpeg', 'Wave64', 'w64') },
  { offset: 0, bytes: 'FORM', sniffed: known('ffmpeg', 'AIFF', 'aiff') },
  { offset: 0, bytes: '.snd', sniffed: known('ffmpeg', 'AU', 'au') },
  { offset: 0, bytes: 'caff', sniffed: known('ffmpeg', 'CAF', 'caf') },
  { offset: 0, bytes: 'FLV\x01', sniffed: known('ffmpeg', 'Flash video', 'flv') },
  { offset: 0, bytes: '\x00\x00\x01\xba', sniffed: known('ffmpeg', 'MPEG program stream', 'mpeg') },
  { offset: 0, bytes: '\x0b\x77', sniffed: known('ffmpeg', 'AC-3', 'ac3,eac3') },
  { offset: 0, bytes: 'MAC ', sniffed: known('ffmpeg', 'APE', 'ape') },
  { offset: 0, bytes: 'wvpk', sniffed: known('ffmpeg', 'WavPack', 'wv') },
  { offset: 0, bytes: '.RMF', sniffed: known('ffmpeg', 'RealMedia', 'rm') },
  { offset: 0, bytes: 'Creative Voice File', sniffed: known('ffmpeg', 'VOC', 'voc') },
  { offset: 0, bytes: 'NIST_1A', sniffed: known('ffmpeg', 'NIST SPHERE', 'nistsphere') },
  { offset: 0, bytes: '%PDF', sniffed: refused('a PDF document', 'PDF 文档') },
  { offset: 0, bytes: 'PK\x03\x04', sniffed: refused('a ZIP archive or Office document', 'ZIP 压缩包或 Office 文档') },
  { offset: 0, bytes: 'Rar!', sniffed: refused('a RAR archive', 'RAR 压缩包') },
  { offset: 0, bytes: '7z\xbc\xaf\x27\x1c', sniffed: refused('a 7z archive', '7z 压缩包') },
  { offset: 0, bytes: '\x1f\x8b', sniffed: refused('a gzip archive', 'gzip 压缩包') },
  { offset: 0, bytes: '\x89PNG', sniffed: refused('a picture', '图片') },
  { offset: 0, bytes: '\xff\xd8\xff', sniffed: refused('a picture', '图片') },
  { offset: 0, bytes: 'GIF8', sniffed: refused('a picture', '图片') },
  { offset: 0, bytes: '\x7fELF', sniffed: refused('a program', '程序文件') },
  { offset: 0, bytes: 'SQLite format 3', sniffed: refused('a database', '数据库文件') },
];

const OGG_CODECS: readonly { bytes: string; sniffed: Sniffed }[] = [
  { bytes: 'OpusHead', sniffed: known('opus', 'Ogg Opus', 'ogg', 'opus') },
  { bytes: '\x01vorbis', sniffed: known('vorbis', 'Ogg Vorbis', 'ogg', 'vorbis') },
  { bytes: '\x7fFLAC', sniffed: known('flac', 'Ogg FLAC', 'ogg', 'flac') },
];

/** Text that points to other files: HLS and Winamp lists, ffmpeg concat scripts, SDP, ASX/SMIL/DASH/XSPF, PLS. */
const PLAYLIST =
  /^\s*(#EXTM3U|#EXTINF|ffconcat\b|v=0\s|\[playlist\]|\[reference\]|<(\?xml|asx|smil|mpd|playlist)\b|file\s+\S)/i;

/**
 * Says what a file is from its first bytes (`SNIFF_BYTES` of them, fewer for a shorter file). The name and its
 * extension are never looked at.
 */
export function sniff(head: Buffer): Sniffed {
  const found = SIGNATURES.find(({ offset, bytes }) => startsWith(head, offset, bytes));
  if (found?.sniffed.reader === 'wav') return riffKind(head, found.sniffed);
  if (found) return found.sniffed;
  if (startsWith(head, 0, 'OggS')) {
    const codec = OGG_CODECS.find(({ bytes }) => head.subarray(0, 512).includes(Buffer.from(bytes, 'latin1')));
    return codec?.sniffed ?? known('ffmpeg', 'Ogg', 'ogg');
  }
  if (startsWith(head, 0, 'ID3')) return known('mp3', 'MP3', 'mp3', 'mp3');
  return textKind(head) ?? frameKind(head) ?? { ...known('unknown', 'unknown', MEDIA_DEMUXERS), formatZh: '未知' };
}

/** What ffmpeg may try on bytes that are not recognised here: containers with a signature of their own. */
const MEDIA_DEMUXERS = 'mov,matroska,asf,avi,mpegts,mpeg,ogg,aiff,caf,au,w64,ape,tta,wv,dsf,rm,mxf,nut';

function startsWith(head: Buffer, offset: number, bytes: string): boolean {
  return head.length >= offset + bytes.length && head.toString('latin1', offset, offset + bytes.length) === bytes;
}

function riffKind(head: Buffer, wav: Sniffed): Sniffed {
  if (startsWith(head, 8, 'AVI ')) return known('ffmpeg', 'AVI', 'avi');
  return startsWith(head, 8, 'WEBP') ? refused('a picture', '图片') : wav;
}

/** Playlists and other text. Null for binary files. */
function textKind(head: Buffer): Sniffed | null {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (!wide && head.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)) return null;
  // High bytes without any ASCII are compressed sound rather than text; Chinese text in GBK still has line ends.
  if (!wide && !head.some((byte) => byte >= 0x09 && byte < 0x7f)) return null;
  const text = head.toString(wide ? 'utf16le' : 'utf8').replace(/^\uFEFF/, '');
  return PLAYLIST.test(text)
    ? refused('a playlist that points to other files', '指向其他文件的播放列表')
    : refused('a text file', '文本文件');
}

/** Formats without a signature, known by the rhythm of their frames. */
function frameKind(head: Buffer): Sniffed | null {
  const frame = mp3FrameAt(head, 0);
  if (frame && (head.length <= frame.bytes || mp3FrameAt(head, frame.bytes))) return known('mp3', 'MP3', 'mp3', 'mp3');
  if (head.length > 1 && head[0] === 0xff && [0xfc, 0xfd, 0xf4, 0xf5].includes(head[1]!))
    return known('ffmpeg', 'MP2', 'mp3');
  if (head.length > 1 && head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return known('ffmpeg', 'AAC', 'aac');
  if (isEvery(head, 188, (byte) => byte === 0x47)) return known('ffmpeg', 'MPEG transport stream', 'mpegts');
  // GSM 06.10 as written by Asterisk: frames of 33 bytes whose first half byte is 13.
  if (isEvery(head, 33, (byte) => byte >> 4 === 0xd)) return known('ffmpeg', 'GSM', 'gsm');
  if (hasMp3Frames(head, SURE_OF_FRAMES)) return known('mp3', 'MP3', 'mp3', 'mp3');
  return null;
}

/** True when every `stride`-th byte fits, over at least four of them. */
function isEvery(head: Buffer, stride: number, fits: (byte: number) => boolean): boolean {
  if (head.length < 4 * stride) return false;
  for (let at = 0; at < head.length; at += stride) if (!fits(head[at]!)) return false;
  return true;
}
