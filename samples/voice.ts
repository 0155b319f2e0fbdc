import type { TimeSpan } from '../src/timespan.ts';
import type { Dialogue, Role } from './dialogue.ts';
import { asFloats, runProgram } from './programs.ts';
import { addInto, amplitude, levelDbfs, speechIn } from './signal.ts';

/** The plain `cmn` voice of espeak-ng 1.51 reads pinyin as English; this one is right. */
const VOICES = { zh: 'cmn-latn-pinyin', en: 'en-us' };
const DEFAULT_LEVELS_DBFS: Record<Role, number> = { agent: -24, customer: -26 };

/** A line as it sounds on the line: band-limited, at the recording's rate and level, nothing before or after it. */
export interface SpokenLine {
  samples: Float32Array;
  seconds: number;
  /** Voiced spans, from the start of the line. */
  speech: TimeSpan[];
}

/** What the telephone passes (300…3400 Hz), or a head set at 16 kHz. */
function bandFilter(sampleRateHz: number): string {
  const [low, high] = sampleRateHz === 8000 ? [300, 3400] : [80, 7000];
  return `highpass=f=${low},highpass=f=${low},lowpass=f=${high},lowpass=f=${high},aresample=${sampleRateHz}`;
}

/** Says one line with espeak-ng and measures where the voice is, on the waveform. */
export function speak(dialogue: Dialogue, participant: Role, text: string, gainDb: number): SpokenLine {
  const { voice, speed, pitch, levelDbfs: wanted } = dialogue.speakers[participant];
  const name = `${VOICES[dialogue.language]}+${voice}`;
  const wav = runProgram('espeak-ng', ['-v', name, '-s', `${speed}`, '-p', `${pitch}`, '--stdout', text]);
  const rate = dialogue.file.sampleRateHz;
  const raw = asFloats(
    runProgram(
      'ffmpeg',
      ['-v', 'error', '-i', 'pipe:0', '-af', bandFilter(rate), '-f', 'f32le', '-ar', `${rate}`, '-ac', '1', 'pipe:1'],
      wav,
    ),
  );
  const speech = speechIn(raw, rate);
  const first = speech[0]?.start;
  const last = speech.at(-1)?.end;
  if (first === undefined || last === undefined) throw new Error(`${dialogue.id}: espeak-ng said nothing for ${text}`);
  const cut = raw.subarray(Math.round(first * rate), Math.round(last * rate));
  const samples = new Float32Array(cut.length);
  const level = levelDbfs(raw, rate, speech);
  addInto(samples, cut, 0, amplitude((wanted ?? DEFAULT_LEVELS_DBFS[participant]) + gainDb - level));
  return {
    samples,
    seconds: samples.length / rate,
    speech: speech.map((span) => ({ start: span.start - first, end: span.end - first })),
  };
}
