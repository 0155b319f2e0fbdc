/** `npm run bench:phantoms [-- model]`: an hour in which nobody speaks, through the whole analysis. Takes minutes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openTranscriber } from '../../src/asr/open.ts';
import { openAudio } from '../../src/audio/open.ts';
import { resampled } from '../../src/audio/resample.ts';
import { loadVoiceActivity } from '../../src/vad/silero.ts';
import { CODECS, type Codec, type Heard, heardIn, writeRecording } from '../phantoms/heard.ts';
import { type PhantomSound, phantomSounds } from '../phantoms/sounds.ts';
import { available, SHARED_AUDIO } from '../requires.ts';

const MINUTES = { silence: 8, 'line noise': 14, tones: 12, beeps: 4, 'hold music': 14, 'desk noise': 8 };
const FILE_SECONDS = 30;
/** Bar: characters in the transcripts. */
const BAR_CHARACTERS = 0;

const [, , model = 'lingting-demo-zh'] = process.argv;
const codecs = available('ffmpeg') ? (Object.keys(CODECS) as Codec[]) : (['pcm_s16le'] as const);
const folder = mkdtempSync(path.join(tmpdir(), 'lingting-phantoms-'));
const tools = {
  voiceActivity: await loadVoiceActivity(),
  transcriber: await openTranscriber(model, { language: 'zh', threads: 1 }),
};

interface Row {
  minutes: number;
  'passed s': number;
  characters: number;
  dropped: number;
  'CPU s': number;
}
const rows = new Map<string, Row>();
let number = 0;
for (const sound of [...phantomSounds(secondsOf(MINUTES), FILE_SECONDS), ...(await musicAtHand())]) {
  const codec = codecs[number++ % codecs.length]!;
  const file = writeRecording(sound, codec, folder);
  const before = process.cpuUsage();
  const heard = await heardIn(file, tools);
  const { user, system } = process.cpuUsage(before);
  count(sound, heard, (user + system) / 1e6);
  for (const { text, start, end } of heard.transcript)
    console.log(`${sound.kind}, ${sound.name}, ${codec}: ${start.toFixed(1)}-${end.toFixed(1)} ${text}`);
}
rmSync(folder, { recursive: true });
console.table(
  Object.fromEntries(
    [...rows].map(([kind, row]) => [
      kind,
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value.toFixed(1))])),
    ]),
  ),
);
const characters = [...rows.values()].reduce((sum, row) => sum + row.characters, 0);
const minutes = [...rows.values()].reduce((sum, row) => sum + row.minutes, 0);
console.log(`${characters} characters in ${minutes.toFixed(0)} minutes (bar: ${BAR_CHARACTERS})`);
if (characters > BAR_CHARACTERS) process.exitCode = 1;

function count({ kind, channels }: PhantomSound, { passedSeconds, transcript, dropped }: Heard, cpuSeconds: number) {
  const row = rows.get(kind) ?? { minutes: 0, 'passed s': 0, characters: 0, dropped: 0, 'CPU s': 0 };
  row.minutes += channels[0]!.length / 8000 / 60;
  row['passed s'] += passedSeconds;
  row.characters += transcript.reduce((sum, { text }) => sum + [...text].length, 0);
  row.dropped += dropped.reduce((sum, { text }) => sum + [...text].length, 0);
  row['CPU s'] += cpuSeconds;
  rows.set(kind, row);
}

/** Music and noise that others recorded, where they are at hand. */
async function musicAtHand(): Promise<PhantomSound[]> {
  if (!available('shared-audio')) return [];
  const audio = await openAudio(path.join(SHARED_AUDIO, 'ina/musanmix.mp3'));
  const channel = resampled(audio.channels[0]!, 8000);
  const piece = (name: string, from: number, to: number): PhantomSound => ({
    kind: 'recorded',
    name,
    channels: [channel.read(8000 * from, 8000 * to).slice()],
  });
  const pieces = [piece('music', 0, 22.48), piece('noise', 29.08, 52.8), piece('noise again', 54.78, 55.74)];
  await audio.close();
  return pieces;
}

function secondsOf(minutes: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(minutes).map(([kind, one]) => [kind, 60 * one]));
}
