import type { Dialogue } from './dialogue.ts';
import type { Truth } from './truth.ts';

const CODECS: Record<Dialogue['file']['codec'], string> = {
  alaw: 'A-law WAV',
  mulaw: 'µ-law WAV',
  pcm16: 'PCM WAV',
  mp3: 'MP3',
  flac: 'FLAC',
  opus: 'Opus',
  amrnb: 'AMR-NB',
};

/** The table of samples/README.md. */
export function callTable(calls: readonly { dialogue: Dialogue; truth: Truth }[]): string {
  const rows = calls.map(({ dialogue, truth }) => {
    const { codec, sampleRateHz, channels } = dialogue.file;
    const format = `${CODECS[codec]} ${sampleRateHz / 1000} kHz, ${channels.join(' / ')}`;
    return `| \`${dialogue.id}\` | ${dialogue.title.zh} | ${dialogue.shows.en} | ${format} | ${Math.round(truth.durationSeconds)} s |`;
  });
  return ['| Call | 名称 | What it shows | Recording | Length |', '|---|---|---|---|---|', ...rows].join('\n');
}
